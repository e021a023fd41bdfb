import { createHash } from 'node:crypto';

/** Raise it when files are converted differently, and everything is converted again. */
const CONVERTER_VERSION = 1;

export function revisionOf(parts: readonly unknown[]): string {
  const text = JSON.stringify([CONVERTER_VERSION, ...parts]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 27);
}
