import { createHash } from 'node:crypto';
import { CONVERSION_VERSION } from '../../convert/conversion-version.ts';

export function revisionOf(parts: readonly unknown[]): string {
  const text = JSON.stringify([CONVERSION_VERSION, ...parts]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 27);
}
