import { createHash } from 'node:crypto';
import { ConversionError } from './conversion-error.ts';
import { CONVERSIONS } from './conversions.ts';
import type { Convert } from './convert.ts';
import { DAMAGED, Unreadable } from './unreadable.ts';

/** The conversions themselves, for tests that are not about the threads. */
export const convertHere: Convert = async (kind, input) => {
  const conversion: (input: never) => unknown = CONVERSIONS[kind];
  try {
    return (await conversion(input as never)) as never;
  } catch (error) {
    const reason = error instanceof Unreadable ? error.message : DAMAGED;
    throw new ConversionError('upstream_error', reason);
  }
};

const remembered = new Map<string, Promise<unknown>>();

/** The same for tests that read the same texts and files hundreds of times: each is converted once. */
export const convertOnce: Convert = (kind, input) => {
  const key = `${kind} ${keyOf(input)}`;
  const known = remembered.get(key) ?? convertHere(kind, input);
  remembered.set(key, known);
  return known as never;
};

/** Texts as they are: to digest them takes longer than to look them up. */
function keyOf(input: object): string {
  return Object.entries(input)
    .map(([name, value]) =>
      value instanceof Uint8Array ? `${name} ${digestOf(value)}` : JSON.stringify([name, value]),
    )
    .join(' ');
}

const digests = new WeakMap<Uint8Array, string>();

function digestOf(bytes: Uint8Array): string {
  const digest = digests.get(bytes) ?? createHash('sha1').update(bytes).digest('base64');
  digests.set(bytes, digest);
  return digest;
}
