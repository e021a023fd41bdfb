import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** The vault could not open something: wrong key, changed bytes, or bytes of another place. */
export class VaultError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'VaultError';
  }
}

const ALGORITHM = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
export const KEY_BYTES = 32;

/**
 * AES-256-GCM. `boundTo` names the place where the result will lie (tenant, connection, …): it
 * opens only with the same names, so bytes copied elsewhere are of no use. Gives iv, tag, ciphertext.
 */
export function encrypt(key: Uint8Array, plain: Uint8Array, boundTo: string[]): Buffer {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  cipher.setAAD(placeBytes(boundTo));
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), body]);
}

/** Opens what `encrypt` made. Throws `VaultError`. */
export function decrypt(key: Uint8Array, sealed: Uint8Array, boundTo: string[]): Buffer {
  const bytes = Buffer.from(sealed);
  if (bytes.length < IV_BYTES + TAG_BYTES) throw new VaultError('a sealed value is cut short');
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
  decipher.setAAD(placeBytes(boundTo));
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  try {
    const body = bytes.subarray(IV_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(body), decipher.final()]);
  } catch {
    throw new VaultError('a sealed value does not open with this key in this place');
  }
}

// JSON keeps the parts apart: ["a","bc"] and ["ab","c"] are different places.
function placeBytes(boundTo: string[]): Buffer {
  return Buffer.from(JSON.stringify(boundTo));
}
