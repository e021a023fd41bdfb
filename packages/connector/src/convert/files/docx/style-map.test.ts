import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { styleMapFor, USUAL } from './style-map.ts';

/** Names of styles are the same in capital and small letters. */
const withoutCase = (lines: readonly string[]) =>
  new Set(lines.map((line) => line.replace(/'.+?'/, (name) => name.toUpperCase())));

test('the usual styles are those of mammoth', () => {
  const mammoth = createRequire(import.meta.url)('mammoth/lib/options-reader.js');
  expect(withoutCase(USUAL)).toEqual(withoutCase(mammoth._defaultStyleMap));
});

test('a document has the styles that it names, and those that need no name', () => {
  const names = new Set(['HEADING 1', 'QUOTE', 'OF THE HOUSE']);
  const map = styleMapFor({ names, isNumbered: false });
  expect(map.filter((line) => line.includes('style-name'))).toEqual([
    "p[style-name='Quote'] => blockquote > p:fresh",
    "p[style-name='Heading 1'] => h1:fresh",
  ]);
  expect(map).toContain('p.Heading1 => h1:fresh');
  expect(map).toContain('comment-reference => sup');
  expect(map.some((line) => line.includes('list('))).toBe(false);
  expect(styleMapFor({ names, isNumbered: true })).toContain('p:ordered-list(1) => ol > li:fresh');
});

test('where no names are known, every style may be met', () => {
  const map = styleMapFor({ names: undefined, isNumbered: true });
  expect(map.slice(-USUAL.length)).toEqual(USUAL);
  expect(map).toContain("p[style-name='Quote'] => blockquote > p:fresh");
});
