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
