import { toStorableText } from '@rita/contracts';

/** JSON for a jsonb column, which refuses NUL and lone surrogates. */
export function storableJson(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'string' ? toStorableText(inner) : inner,
  );
}

/** Storable, and without the two characters that mark the words found in an excerpt. */
export function plainText(text: string): string {
  return toStorableText(text).replace(/[\uE000\uE001]/g, '');
}

/**
 * A time as PostgreSQL takes it. What no document can be from (a year that has more than four digits,
 * or is none of our era) is a mistake of who wrote it, and as if it were not told.
 */
export function storableTime(time: Date | null): string | null {
  const year = time?.getUTCFullYear() ?? Number.NaN;
  return time !== null && year >= 1 && year <= 9999 ? time.toISOString() : null;
}
