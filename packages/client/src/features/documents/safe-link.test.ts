import { expect, test } from 'vitest';
import { safeLink } from './safe-link.ts';

test.each([
  ['https://acme.test/a', undefined, 'https://acme.test/a'],
  ['mailto:ana@acme.test', undefined, 'mailto:ana@acme.test'],
  ['/wiki/x', 'https://acme.test/wiki/y', 'https://acme.test/wiki/x'],
])('follows %s', (address, base, expected) => {
  expect(safeLink(address, base)).toBe(expected);
});

test.each([
  'javascript:alert(1)',
  ' JaVaScript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,<script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://acme.test/1',
  '/relative without base',
  '',
])('does not follow %j', (address) => {
  expect(safeLink(address)).toBeUndefined();
});
