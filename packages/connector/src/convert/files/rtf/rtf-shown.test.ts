import { expect, test } from 'vitest';
import { rtfToMarkdown } from './rtf.ts';

const FONTS = '{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset2 Wingdings;}}';
const read = (body: string) =>
  rtfToMarkdown(new TextEncoder().encode(`{\\rtf1\\ansi${FONTS}${body}\\par}`));

test.each([
  [
    'a word that stands for a sign of Unicode',
    'a\\u8220\\ldblquote b\\u8221\\rdblquote c',
    'a“b”c',
  ],
  ['a word behind a sign that stands for itself', '\\uc0 a\\u8364\\emdash b', 'a€—b'],
  ['signs that join letters', 'a\\zwj b\\zwnj c', 'a\u200db\u200cc'],
  [
    'a sign by a field',
    '{\\field{\\*\\fldinst SYMBOL 252 \\\\f "Wingdings" \\\\s 12}{\\fldrslt\\f1}} x',
    '✓ x',
  ],
  [
    'a field with a name to be filled in',
    '{\\field{\\*\\fldinst {MERGEFIELD Name}}} x',
    '«Name» x',
  ],
  [
    'a field within another is no part of the text',
    '{\\field{\\*\\fldinst IF {\\field{\\*\\fldinst MERGEFIELD G}} = "f" "A" "B"}{\\fldrslt A}} x',
    'A x',
  ],
  [
    'letters along a line',
    'a{\\shp{\\*\\shpinst{\\sp{\\sn gtextUNICODE}{\\sv Draft of May}}}}b',
    'a Draft of May b',
  ],
  [
    'a shape once more for older programs',
    'a{\\shp{\\*\\shpinst{\\shptxt boxed\\par}}{\\shprslt boxed}}',
    'a boxed',
  ],
  [
    'who wrote a comment',
    'a{\\*\\atnid AE}{\\*\\atnauthor Ada Example}{\\*\\annotation why?}',
    'a \\[Ada Example: why?\\]',
  ],
])('%s', (_, body, markdown) => {
  expect(read(body)).toBe(markdown);
});
