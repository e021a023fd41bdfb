import fc from 'fast-check';
import { expect, test } from 'vitest';
import { normalizeMailAddress } from './mail-address.ts';

test.each([
  ['Ada@Example.com', 'ada@example.com'],
  ['  ada@example.com\n', 'ada@example.com'],
  // Each of these may be somebody else.
  ['a.da@example.com', 'a.da@example.com'],
  ['ada+notes@example.com', 'ada+notes@example.com'],
  ['ada@googlemail.com', 'ada@googlemail.com'],
  ['ada@mail.example.com', 'ada@mail.example.com'],
])('%j is compared as %j', (text, expected) => {
  expect(normalizeMailAddress(text)).toBe(expected);
});

test.each([
  ['no address', 'ada'],
  ['two signs', 'ada@b@example.com'],
  ['nothing before', '@example.com'],
  ['nothing behind', 'ada@'],
  ['a bare host', 'ada@localhost'],
  ['a blank inside', 'ada lovelace@example.com'],
  ['a control character', 'ada\u0001@example.com'],
  ['a NUL', 'ada@example.com\u0000'],
  ['a Kelvin sign, which lower-cases to k', '\u212Aate@example.com'],
  ['a Cyrillic а', '\u0430da@example.com'],
  ['a masked one', 'ada at example dot com'],
  ['several', 'ada@example.com,bob@example.com'],
  ['a name around it', 'Ada <ada@example.com>'],
  ['too long', `${'a'.repeat(320)}@example.com`],
])('%s is no address', (_, text) => {
  expect(normalizeMailAddress(text)).toBeNull();
});

test('what comes out stays as it is', () => {
  const runs = fc.property(fc.oneof(fc.emailAddress(), fc.string()), (text) => {
    const address = normalizeMailAddress(text);
    if (address !== null) expect(normalizeMailAddress(address)).toBe(address);
  });
  fc.assert(runs);
});
