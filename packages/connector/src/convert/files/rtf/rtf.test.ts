import { expect, test } from 'vitest';
import { rtfToMarkdown } from './rtf.ts';

const read = (text: string) => rtfToMarkdown(Buffer.from(`{\\rtf1\\ansi ${text}}`, 'latin1'));

test.each([
  [
    'bytes are of the character set of their font',
    "{\\fonttbl{\\f0\\fcharset0 Arial;}{\\f1\\fcharset204{\\*\\fname A;}Arial;}}\\f1\\'cf\\'f0 {\\f0 caf\\'e9} \\'cf\\par",
    'Пр café П',
  ],
  [
    'a comment',
    'Text{\\*\\atnauthor Ada}\\chatn{\\*\\annotation{\\*\\atndate 1}\\pard\\plain why?} goes on\\par',
    'Text \\[why?\\] goes on',
  ],
  [
    'what was deleted while changes were recorded',
    'It is {\\deleted no}{\\revised yes}, \\deleted old\\deleted0 new\\deleted x\\plain .\\par',
    'It is yes, new.',
  ],
  [
    'a font that ends with its paragraph, and empty lines of code',
    '\\deff0{\\fonttbl{\\f0\\froman Serif;}{\\f5\\fmodern\\fprq1 Mono;}}\\pard\\plain a\\par\\pard\\plain\\f5 if x:\\par\\pard\\plain\\f5   y\\par\\pard\\plain\\f5\\par\\pard\\plain\\f5 z\\par\\pard\\plain\\f5\\par\\pard\\plain b\\par',
    'a\n\n```\nif x:\n  y\n\nz\n```\n\nb',
  ],
  ['text above and below its line', '10{\\up6 6} H{\\dn4 2}O x\\up5 2\\up0 y\\par', '10⁶ H₂O x²y'],
  [
    'points in a cell, as LibreOffice writes them',
    "\\trowd\\pard\\intbl a\\cell\\pard\\intbl{\\listtext\\pard\\plain \\u8226\\'95\\tab}one\\par\\pard\\intbl{\\listtext\\pard\\plain 2.\\tab}two\\cell\\row\\pard after\\par",
    '|  |  |\n| --- | --- |\n| a | • one<br>2. two |\n\nafter',
  ],
  [
    'code that stands in a point',
    '{\\stylesheet{\\s5 Source Code;}}\\pard\\s5{\\listtext\\pard\\plain  \\tab}if x:\\line   y\\par\\pard z\\par',
    '```\nif x:\n  y\n```\n\nz',
  ],
  ['a note', 'Text{\\footnote see below} goes on\\par', 'Text (see below) goes on'],
  [
    'numbers as they are shown',
    '{\\listtext 3.\\tab}three\\par{\\listtext 4.\\tab}four\\par\\pard text\\par{\\listtext b)\\tab}letter\\par',
    '3. three\n4. four\n\ntext\n\n- b) letter',
  ],
  [
    'points that are typed',
    '{\\pard\\li360\\fi-360 1.\\tx360\\tab one\\par}{\\pard\\li720\\fi-360\\endash\\tx360\\tab inner\\par}{\\pard\\li360\\fi-360 2.\\tab two\\par}{\\pard\\li0\\fi0 3.\\tab text\\par}',
    '1. one\n   - inner\n2. two\n\n3\\. text',
  ],
  [
    'code by its font',
    '{\\fonttbl{\\f0\\fswiss A;}{\\f1\\fmodern Courier;}}\\f0 Run {\\f1 it(1)} now\\par{\\pard\\f1 if x\\line   y\\par}',
    'Run `it(1)` now\n\n```\nif x\n  y\n```',
  ],
  [
    'a document in one such font',
    '\\deff0{\\fonttbl{\\f0\\fmodern Courier;}}\\f0 Dear Ada,\\par',
    'Dear Ada,',
  ],
  [
    'tabs of code',
    '{\\stylesheet{\\s5 Source Code;}}\\s5 if\\tab x\\par\\tab y\\par',
    '```\nif\tx\n\ty\n```',
  ],
])('%s', (_, text, markdown) => {
  expect(read(text)).toBe(markdown);
});
