import { expect, test } from 'vitest';
import { isPermissive } from './licences.ts';

test.each([
  ['anything', 'MIT', true],
  ['anything', '(MIT OR GPL-3.0-or-later)', true],
  ['anything', '(MIT AND Zlib)', true],
  ['anything', 'MIT AND GPL-3.0-only', false],
  ['anything', 'GPL-3.0-or-later', false],
  ['anything', 'AGPL-3.0', false],
  ['anything', 'MPL-2.0', false],
  ['anything', 'BSD', false],
  ['anything', 'SEE LICENSE IN LICENSE', false],
  ['anything', '', false],
  ['lightningcss-linux-x64-gnu', 'MPL-2.0', true],
  ['lightningcss', 'GPL-3.0', false],
])('%s under %s', (name, licence, isAllowed) => {
  expect(isPermissive(name, licence)).toBe(isAllowed);
});
