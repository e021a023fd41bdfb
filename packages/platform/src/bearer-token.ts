import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * Whether an `Authorization` header has this very token (`Bearer …`, RFC 6750), compared in a time
 * that tells nothing of it. Without a token to compare with, none is right.
 */
export function isRightToken(header: string | undefined, token: string | undefined): boolean {
  const given = /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
  if (given === undefined || token === undefined) return false;
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
