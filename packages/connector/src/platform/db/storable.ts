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
