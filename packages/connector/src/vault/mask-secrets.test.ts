import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMask } from './mask-secrets.ts';

const secret = `s3cr3t/+ "käse"&='<A?`;
const mask = createMask([secret]);
const bytes = Buffer.from(secret);
const utf16 = Buffer.from(secret, 'utf16le');
const percent = (upper: boolean) =>
  encodeURIComponent(secret).replace(/%../g, (code) => (upper ? code : code.toLowerCase()));
const json = JSON.stringify(secret).slice(1, -1);
const each = (write: (code: number) => string) =>
  Array.from(secret, (sign) => write(sign.codePointAt(0) ?? 0)).join('');
const named = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

test.each([
  ['plain', secret],
  ['URL-encoded, upper case', percent(true)],
  ['URL-encoded, lower case', percent(false)],
  ['URL-encoded with +', percent(true).replaceAll('%20', '+')],
  ['as a form writes it', new URLSearchParams({ a: secret }).toString().slice(2)],
  ['URL-encoded twice', encodeURIComponent(percent(true))],
  ['each byte URL-encoded', bytes.toString('hex').replace(/../g, '%$&')],
  ['JSON-escaped', json],
  ['JSON-escaped, slashes too', json.replaceAll('/', '\\/')],
  ['JSON-escaped, ASCII only', json.replaceAll('ä', '\\u00e4')],
  ['JSON-escaped, ASCII only, upper case', json.replaceAll('ä', '\\u00E4')],
  ['JSON within JSON', JSON.stringify(json).slice(1, -1)],
  ['entities by name', named.replaceAll("'", '&apos;')],
  ['entities as most libraries write them', named.replaceAll("'", '&#39;')],
  ['entities as Python writes them', named.replaceAll("'", '&#x27;')],
  ['entities in decimal', each((code) => `&#${code};`)],
  ['entities in hex', each((code) => `&#x${code.toString(16)};`)],
  ['entities in upper hex', each((code) => `&#x${code.toString(16).toUpperCase()};`)],
  ['hex', bytes.toString('hex')],
  ['upper hex', bytes.toString('hex').toUpperCase()],
  ['hex in pairs', bytes.toString('hex').replace(/..(?!$)/g, '$& ')],
  ['hex of UTF-16', utf16.toString('hex')],
  ['quoted-printable', secret.replaceAll('=', '=3D').replaceAll('ä', '=C3=A4')],
  ['base64', bytes.toString('base64')],
  ['base64url', bytes.toString('base64url')],
  ['base64, URL-encoded', encodeURIComponent(bytes.toString('base64'))],
  ['base64 of UTF-16', utf16.toString('base64')],
])('%s', (_, form) => {
  const masked = mask(`before ${form} after`);
  expect(masked).toMatch(/^before •••=* after$/);
});

test('inside base64 of a longer text, at any position', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (before, after) => {
      const text = Buffer.from(`${before}${secret}${after}`).toString('base64');
      expect(mask(text, 10_000)).toContain('•••');
    }),
  );
});

test('any secret in any form, alone or in a sentence', () => {
  const forms: ((text: string) => string)[] = [
    (text) => text,
    encodeURIComponent,
    (text) => JSON.stringify(text).slice(1, -1),
    (text) => Buffer.from(text).toString('hex').toUpperCase(),
    (text) => Array.from(text, (sign) => `&#${sign.codePointAt(0)};`).join(''),
    (text) => new URLSearchParams({ a: text }).toString().slice(2),
  ];
  const value = fc.string({ unit: 'grapheme', minLength: 6, maxLength: 30 });
  fc.assert(
    fc.property(value, fc.constantFrom(...forms), (text, write) => {
      fc.pre(text.trim() === text && text.isWellFormed() && !text.includes('\u0000'));
      const masked = createMask([text])(`<<${write(text)}>>`);
      expect(masked.replaceAll('•••', '')).not.toContain(write(text));
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
