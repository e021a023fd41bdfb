import { z } from 'zod';

/** PostgreSQL refuses NUL in text and lone surrogates in jsonb, so neither may get past the edge. */
export function isStorableText(value: string): boolean {
  return !value.includes('\u0000') && value.isWellFormed();
}

/** For text that others wrote and that must not stop a status: NUL is dropped, lone surrogates become U+FFFD. */
export function toStorableText(value: string): string {
  return value.replaceAll('\u0000', '').toWellFormed();
}

/** Text from a user or an API caller: refused when it cannot be stored as it is. */
export function userText(limits: { min?: number; max: number }) {
  return z
    .string()
    .trim()
    .min(limits.min ?? 0)
    .max(limits.max)
    .refine(isStorableText, 'contains characters that cannot be stored');
}

/**
 * A token or secret that a source has made. None has blanks, line breaks or invisible characters: those
 * come with it when it is copied from a mail or a page, and are dropped. (What people make up may have them.)
 */
export function tokenText(limits: { max: number }) {
  return z
    .string()
    .transform((value) => value.replaceAll(/[\s\p{Cf}]/gu, ''))
    .pipe(userText({ min: 1, ...limits }));
}

/** Text from a connector or a source: mended and cut instead of refused. */
export function reportedText(limits: { max: number }) {
  return z.string().transform((value) => cutText(toStorableText(value), limits.max));
}

/** Cuts to at most `max` UTF-16 units, without splitting a surrogate pair. */
export function cutText(value: string, max: number): string {
  if (value.length <= max) return value;
  return `${value
    .slice(0, max - 1)
    .toWellFormed()
    .replace(/\uFFFD$/u, '')}…`;
}
