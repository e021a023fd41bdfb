import { z } from 'zod';

/** JWE header of sealed credentials: a key agreed on P-256, content under AES-256-GCM. */
export const SEALING_ALGORITHM = { alg: 'ECDH-ES', enc: 'A256GCM' } as const;

/** `typ` of the header. Grows with the format, so that an older form is told from a broken one. */
export const SEAL_TYPE = 'rita-credentials-2+jwe';

/** Sealed credentials can be opened for so long; enough for retries of the webhook. */
export const SEAL_LIFE_SECONDS = 10 * 60;

/** The protected header: everybody on the way can read it, and nobody can change it. */
export const sealHeaderSchema = z.object({
  alg: z.literal(SEALING_ALGORITHM.alg),
  enc: z.literal(SEALING_ALGORITHM.enc),
  typ: z.literal(SEAL_TYPE),
  /** Which of the connector's keys: the RFC 7638 thumbprint of its public half. */
  kid: z.string().max(100),
  /** Seconds since 1970 by the connector's clock, as its key document told it. */
  iat: z.int().min(0),
  exp: z.int().min(0),
});
export type SealHeader = z.output<typeof sealHeaderSchema>;

/** What the credentials may be used for. */
export const SEAL_PURPOSE = 'verify';

/**
 * What the browser seals. Everything that says where, as whom and for what the credentials are used
 * stands in it, and the connector compares all of it with the webhook: whoever can sign webhooks
 * cannot send a credential elsewhere.
 */
export const sealedCredentialsPayloadSchema = z.strictObject({
  /** `SEAL_PURPOSE`. */
  purpose: z.string(),
  tenant_id: z.string(),
  user_id: z.string(),
  connection_id: z.uuid(),
  connection_type: z.string(),
  run_id: z.uuid(),
  /** All bound settings of the type (`boundSettings`): those that are set, and no others. */
  settings: z.record(z.string(), z.unknown()),
  credentials: z.record(z.string(), z.string()),
});
export type SealedCredentialsPayload = z.output<typeof sealedCredentialsPayloadSchema>;
/** Where, as whom and for what. */
export type SealedFor = Omit<SealedCredentialsPayload, 'credentials'>;
