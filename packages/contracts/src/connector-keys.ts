import { z } from 'zod';

/** RFC 7638 thumbprint of a public key: SHA-256 as base64url. */
export const thumbprintSchema = z
  .string()
  .regex(/^[A-Za-z0-9_-]{43}$/, 'must be a thumbprint of 43 characters');

export const publicKeySchema = z.object({
  kty: z.literal('EC'),
  crv: z.literal('P-256'),
  x: z.string().max(100),
  y: z.string().max(100),
});
export type PublicKey = z.output<typeof publicKeySchema>;

/** The connector's root key signs key documents, and nothing else. */
export const ROOT_ALGORITHM = 'ES256';
export const KEY_DOCUMENT_TYPE = 'rita-connector-keys+jws';

/** Header of a key document (compact JWS). `jwk` is the root that signed; only a pin makes it one to trust. */
export const keyDocumentHeaderSchema = z.object({
  alg: z.literal(ROOT_ALGORITHM),
  typ: z.literal(KEY_DOCUMENT_TYPE),
  jwk: publicKeySchema,
});

/** What a connector says of its keys, signed by its root key. */
export const keyDocumentSchema = z.object({
  /** Its name for people. */
  name: z.string().max(200),
  /** Seconds since 1970. The browser has no other clock to seal by, so its own may be wrong. */
  iat: z.int().min(0),
  exp: z.int().min(0),
  sealing_key: z.object({ kid: thumbprintSchema, jwk: publicKeySchema }),
});
export type KeyDocument = z.output<typeof keyDocumentSchema>;

/** A key document is good for so long; a connector that runs makes a new one for each who asks. */
export const KEY_DOCUMENT_LIFE_SECONDS = 15 * 60;
/** How far the clocks of the app and the connector may be apart, as for webhooks. */
export const CLOCK_TOLERANCE_SECONDS = 5 * 60;

const FINGERPRINT_BYTES = 16;

/**
 * A thumbprint for people to compare: its first 128 bits, as `3F2A-91BC-…`. The log of the
 * connector, `npm run connector-key` and the page show it in this one form.
 */
export function fingerprintOf(thumbprint: string): string {
  const base64 = thumbprint.replaceAll('-', '+').replaceAll('_', '/');
  const hex = Array.from(atob(base64).slice(0, FINGERPRINT_BYTES), (byte) =>
    byte.charCodeAt(0).toString(16).padStart(2, '0'),
  );
  return (hex.join('').toUpperCase().match(/.{4}/g) ?? []).join('-');
}

/** As older apps know it; they seal in a form that is not taken any more, and are told so. */
export const sealingKeySchema = z.object({
  kid: z.string(),
  fingerprint: z.string(),
  jwk: publicKeySchema,
});
export type SealingKey = z.output<typeof sealingKeySchema>;
