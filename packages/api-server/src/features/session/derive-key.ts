import { hkdfSync } from 'node:crypto';

/** A key of 32 bytes for one purpose, so that nothing made for one can be used for another. */
export function deriveKey(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `rita ${purpose}`, 32));
}
