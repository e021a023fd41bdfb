import { createHash, timingSafeEqual } from 'node:crypto';

/** The token of an `Authorization: Bearer …` header (RFC 6750); undefined for any other header. */
export function bearerTokenOf(header: string | undefined): string | undefined {
  return /^Bearer (\S+)$/i.exec(header ?? '')?.[1];
}

/**
 * Whether an `Authorization` header has this very token (`Bearer …`, RFC 6750), compared in a time
 * that tells nothing of it. Without a token to compare with, none is right.
 */
export function isRightToken(header: string | undefined, token: string | undefined): boolean {
  const given = bearerTokenOf(header);
  if (given === undefined || token === undefined) return false;
  return timingSafeEqual(digest(given), digest(token));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
