import { createECDH, createHash } from 'node:crypto';
import type { JWK } from 'oidc-provider';
import { deriveKey } from '../session/derive-key.ts';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const BYTES = 32;

/**
 * The key that answers are signed with (ES256), made of `AUTH_SECRET` by each process anew: all
 * replicas have the same one, and it is stored nowhere. As FIPS 186-5, A.2.1, has it, from 64 more
 * bits than there are in the group's order.
 */
export function deriveSigningKey(secret: string): JWK {
  const chance = Buffer.concat([
    deriveKey(secret, 'oauth signing key'),
    deriveKey(secret, 'oauth signing key, more').subarray(0, 8),
  ]);
  const scalar = (BigInt(`0x${chance.toString('hex')}`) % (ORDER - 1n)) + 1n;
  const d = Buffer.from(scalar.toString(16).padStart(2 * BYTES, '0'), 'hex');
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(d);
  const point = curve.getPublicKey();
  const x = point.subarray(1, 1 + BYTES).toString('base64url');
  const y = point.subarray(1 + BYTES).toString('base64url');
  const kid = createHash('sha256').update(point).digest('base64url').slice(0, 16);
  return {
    kty: 'EC',
    crv: 'P-256',
    alg: 'ES256',
    use: 'sig',
    kid,
    x,
    y,
    d: d.toString('base64url'),
  };
}
