import { decrypt, encrypt, KEY_BYTES, VaultError } from './envelope.ts';

/** The operator's keys: the first one wraps, and whichever fits unwraps. */
export type MasterKeys = {
  wrap: (key: Uint8Array, place: string[]) => Buffer;
  /** `stale`: wrapped by a key that is on its way out, so it should be wrapped anew. Throws `VaultError`. */
  unwrap: (wrapped: Uint8Array, place: string[]) => { key: Buffer; stale: boolean };
};

/**
 * Reads `VAULT_KEY`: 32 bytes as base64, or several `keyid:base64` separated by spaces or commas
 * during a rotation, the new one first. Throws an `Error` that holds nothing of the value.
 */
export function readMasterKeys(text: string): MasterKeys {
  const entries = text.split(/[\s,]+/).filter((entry) => entry !== '');
  const keys = entries.map(readEntry);
  const [primary] = keys;
  if (primary === undefined) throw new Error('must hold at least one key');
  if (new Set(keys.map(({ id }) => id)).size < keys.length) throw new Error('repeats a key id');
  return {
    wrap: (key, place) => {
      const id = Buffer.from(primary.id);
      const wrapped = encrypt(primary.bytes, key, ['wrap', primary.id, ...place]);
      return Buffer.concat([Buffer.from([id.length]), id, wrapped]);
    },
    unwrap: (wrapped, place) => {
      const length = wrapped[0] ?? 0;
      const id = Buffer.from(wrapped.subarray(1, 1 + length)).toString();
      const body = wrapped.subarray(1 + length);
      // An id is only a hint: two keys that were given without one are both called `default`.
      for (const master of keys.toSorted((one) => (one.id === id ? -1 : 1))) {
        const key = tryDecrypt(master.bytes, body, ['wrap', id, ...place]);
        const stale = master !== primary || id !== primary.id;
        if (key !== undefined) return { key, stale };
      }
      throw new VaultError('VAULT_KEY lacks the key that is needed here');
    },
  };
}

function tryDecrypt(key: Uint8Array, sealed: Uint8Array, place: string[]): Buffer | undefined {
  try {
    return decrypt(key, sealed, place);
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

function readEntry(entry: string): { id: string; bytes: Buffer } {
  const [, id = 'default', base64 = ''] = /^(?:([\w-]{1,32}):)?(.*)$/.exec(entry) ?? [];
  if (!/^[A-Za-z0-9+/_-]{43}=?$/.test(base64)) throw new Error('must be 32 bytes as base64');
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length !== KEY_BYTES) throw new Error('must be 32 bytes as base64');
  return { id, bytes };
}
