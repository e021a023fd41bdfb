import { expect, test } from 'vitest';
import { findSecret, formsOf } from './forms.ts';

const SECRET = 'kanarie/7"<ä>&+\\ x';

const ENCODED: [name: string, encoded: string | Buffer][] = [
  ['plain', SECRET],
  ['a URL', `https://a.example/?key=${encodeURIComponent(SECRET)}&x=1`],
  ['a form', new URLSearchParams({ a: 'b', key: SECRET }).toString()],
  ['JSON', JSON.stringify({ key: SECRET })],
  ['JSON in JSON', JSON.stringify({ text: 'x', inner: SECRET })],
  [
    'HTML',
    `<p>${SECRET.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')}</p>`,
  ],
  ['hexadecimal', `\\x00${Buffer.from(SECRET).toString('hex')}00`],
  ['base64', Buffer.from(SECRET).toString('base64')],
  ['Basic, one more', `Basic ${Buffer.from(`u:${SECRET}`).toString('base64')}`],
  ['Basic, two more', `Basic ${Buffer.from(`us:${SECRET}`).toString('base64')}`],
  ['base64url', Buffer.from(`abc:${SECRET}`).toString('base64url')],
  ['UTF-16', Buffer.concat([Buffer.from('x'), Buffer.from(SECRET, 'utf16le')])],
];

test.each(ENCODED)('is found in %s', (_, encoded) => {
  const place = Buffer.concat([
    Buffer.from('before '),
    Buffer.from(encoded as string),
    Buffer.from('after'),
  ]);
  expect(findSecret(place, SECRET)).not.toEqual([]);
});

test.each(ENCODED)('another one in %s is not', (_, encoded) => {
  expect(findSecret(Buffer.from(encoded as string), SECRET.replace('7', '8'))).toEqual([]);
});

test('no form is so short that it could be there by chance', () => {
  for (const { name, bytes } of formsOf(SECRET)) expect(bytes.length, name).toBeGreaterThan(16);
});
