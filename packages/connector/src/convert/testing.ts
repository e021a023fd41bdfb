import { createHash } from 'node:crypto';
import { serialize } from 'node:v8';
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
  const key = `${kind} ${createHash('sha1').update(serialize(input)).digest('base64')}`;
  const known = remembered.get(key) ?? convertHere(kind, input);
  remembered.set(key, known);
  return known as never;
};
