import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { openText, sealText } from './sealed-text.ts';

describe('a sealed text', () => {
  const key = randomBytes(32);
  const sealed = sealText(key, 'place-1', 'SECRET');

  test('is opened at its place, with its key', () => {
    expect(sealed).not.toContain('SECRET');
    expect(openText(key, 'place-1', sealed)).toBe('SECRET');
  });

  test('is not opened at another place, with another key, or when it was changed', () => {
    expect(openText(key, 'place-2', sealed)).toBeUndefined();
    expect(openText(randomBytes(32), 'place-1', sealed)).toBeUndefined();
    const bytes = Buffer.from(sealed, 'base64url');
    for (let index = 0; index < bytes.length; index += 1) {
      const changed = Buffer.from(bytes);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(openText(key, 'place-1', changed.toString('base64url'))).toBeUndefined();
    }
    for (const cut of ['', 'AAAA', sealed.slice(0, 20)]) {
      expect(openText(key, 'place-1', cut)).toBeUndefined();
    }
  });
});
