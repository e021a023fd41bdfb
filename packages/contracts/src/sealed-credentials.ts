import { z } from 'zod';

/** JWE header of sealed credentials: a key agreed on P-256, content under AES-256-GCM. */
export const SEALING_ALGORITHM = { alg: 'ECDH-ES', enc: 'A256GCM' } as const;

/**
 * What the browser seals. The connector opens it only for the very connection and run that it
 * was sealed for, so a captured blob is of no use elsewhere.
 */
export const sealedCredentialsPayloadSchema = z.strictObject({
  tenant_id: z.string(),
  connection_id: z.uuid(),
  connection_type: z.string(),
  run_id: z.uuid(),
  credentials: z.record(z.string(), z.string()),
});
export type SealedCredentialsPayload = z.output<typeof sealedCredentialsPayloadSchema>;

export const sealingKeySchema = z.object({
  /** RFC 7638 thumbprint of the public key, also the JWE's `kid`. */
  kid: z.string(),
  /** For people to compare: the thumbprint's first four bytes, as `7F:2C:91:AE`. */
  fingerprint: z.string(),
  jwk: z.object({ kty: z.literal('EC'), crv: z.literal('P-256'), x: z.string(), y: z.string() }),
});
export type SealingKey = z.output<typeof sealingKeySchema>;
