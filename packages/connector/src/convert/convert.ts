import type { CONVERSIONS } from './conversions.ts';

export type Conversions = typeof CONVERSIONS;
/** What can be converted; `conversions.ts` says what each takes and gives. */
export type ConversionKind = keyof Conversions;
export type InputOf<K extends ConversionKind> = Parameters<Conversions[K]>[0];
export type OutputOf<K extends ConversionKind> = Awaited<ReturnType<Conversions[K]>>;

/**
 * Makes remote text readable, in a thread of its own with limits of time and memory. It is the
 * only way: nothing that a source wrote is parsed, or meets an expression, anywhere else.
 */
export type Convert = <K extends ConversionKind>(
  kind: K,
  input: InputOf<K>,
) => Promise<OutputOf<K>>;
