import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMask } from './mask-secrets.ts';

const secret = 's3cr3t/+ "käse"&=?';
const mask = createMask([secret]);

test.each([
  ['plain', secret],
  ['URL-encoded', encodeURIComponent(secret)],
  ['JSON-escaped', JSON.stringify(secret).slice(1, -1)],
  ['base64', Buffer.from(secret).toString('base64')],
  ['base64url', Buffer.from(secret).toString('base64url')],
])('%s', (_, form) => {
  expect(mask(`before ${form} after`)).toBe('before ••• after');
});

test('inside base64 of a longer text, at any position', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (before, after) => {
      const text = Buffer.from(`${before}${secret}${after}`).toString('base64');
      expect(mask(text, 10_000)).toContain('•••');
    }),
  );
});

test.each([
  'Bearer abcdefghijkl',
  'Authorization: Basic dXNlcjpwYXNz',
  'https://x.example/?a=1&access_token=abcdef',
  'ATATT3xFfGF0abcdefghijklmnop',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
])('the shape of a token: %s', (text) => {
  expect(mask(text)).toMatch(/•••/);
  expect(mask(text)).not.toMatch(/abcdef|dXNlcjpwYXNz|eyJzdWIi/);
});

test('ordinary words stay, NUL goes, and the rest is cut', () => {
  expect(createMask(['abc', ''])('the abc of it')).toBe('the abc of it');
  expect(mask('a\u0000b')).toBe('ab');
  expect(mask('x'.repeat(600))).toHaveLength(500);
});
