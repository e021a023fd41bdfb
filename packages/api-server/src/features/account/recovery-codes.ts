import { createHash, randomBytes } from 'node:crypto';

const COUNT = 10;
const BYTES = 15;
/** Without letters that look like digits (Crockford's base32). */
const LETTERS = '0123456789abcdefghjkmnpqrstvwxyz';

/** Ten codes of 120 random bits: six groups of four, `xxxx-xxxx-…`. */
export function makeRecoveryCodes(): string[] {
  return Array.from({ length: COUNT }, () => {
    const bits = [...randomBytes(BYTES)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
    const letters = bits.match(/.{5}/g)?.map((five) => LETTERS[Number.parseInt(five, 2)]) ?? [];
    return letters.join('').replace(/(.{4})(?=.)/g, '$1-');
  });
}

/**
 * Plain SHA-256 is enough for 112 random bits and more (OWASP ASVS 5.0, 6.5.2); and so they still work when
 * AUTH_SECRET is replaced.
 */
export function digestOfRecoveryCode(code: string): string {
  return createHash('sha256').update(code.replaceAll('-', '').toLowerCase()).digest('hex');
}
