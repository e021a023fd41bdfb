import { expect, test } from 'vitest';
import { buildPdf, type PlacedText } from '../../testing/build-pdf.ts';
import { joinLines } from './join-lines.ts';
import { asWritten } from './letters.ts';
import { pdfToMarkdown } from './pdf.ts';

test.each([
  ['East Asian signs, of which Chromium names parts', '⽇本語の⽂ ⻓い', '日本語の文 长い'],
  ['Arabic letters as they are drawn', 'ﻣﺮﺣﺒﺎ', 'مرحبا'],
  ['a title with its letters apart', 'S P A C E D', 'SPACED'],
  ['letters that lead to places in a list', 'A B C D E F', 'A B C D E F'],
  ['numbers', '1 2 3 4 5', '1 2 3 4 5'],
  ['words', 'a b and c d', 'a b and c d'],
  [
    'joined letters as fonts of TeX number them',
    'o\u001ece a\u000cne \u0010so\u0011',
    'office afine “so”',
  ],
  ['a point of a font for signs', '\u000e one', '\u000e one'],
])('letters are as people write them: %s', (_, drawn, written) => {
  expect(asWritten(drawn)).toBe(written);
});

const lines = (...all: [x: number, text: string][]): PlacedText[] =>
  all.map(([x, text], at) => ({ text, x, y: 100 + at * 13 }));
const LONG = 'A line of running text that is as long as the page is wide, or nearly so';

test('lines that somebody broke are paragraphs, and those that wrap are none', async () => {
  const page = lines(
    [80, 'First point'],
    [80, 'Second point'],
    [80, LONG],
    [80, 'And it goes on here'],
    [80, 'with one that wraps'],
  );
  expect(await pdfToMarkdown(buildPdf([page]))).toBe(
    `First point\n\nSecond point\n\n${LONG} And it goes on here with one that wraps`,
  );
});

test('points whose signs are letters of a font for signs', async () => {
  const page = [
    { text: LONG, x: 60, y: 60 },
    ...['one', 'two', 'three'].flatMap((text, at) => [
      { text: 'o', x: 60, y: 100 + at * 14 },
      { text, x: 78, y: 100 + at * 14 },
    ]),
  ];
  expect(await pdfToMarkdown(buildPdf([page]))).toBe(`${LONG}\n\n- one\n- two\n- three`);
});

test('points whose signs are drawn, as the tags of the file tell', async () => {
  const page = lines([60, 'one'], [60, 'two'], [90, 'inner'], [60, 'three']);
  expect(await pdfToMarkdown(buildPdf([page], { isList: true }))).toBe(
    '- one\n- two\n  - inner\n- three',
  );
  expect(await pdfToMarkdown(buildPdf([page]))).not.toContain('- ');
});

test('points that are counted with letters, and what only begins like one', async () => {
  const page = lines([60, LONG], [60, 'a. one'], [60, 'b. two']);
  expect(await pdfToMarkdown(buildPdf([page]))).toBe(`${LONG}\n\n- a. one\n- b. two`);
  const text = lines([60, LONG], [60, 'e. g. this']);
  expect(await pdfToMarkdown(buildPdf([text]))).toBe(`${LONG} e. g. this`);
});

test.each([
  ['of words that have one in common', 'Haupt-', 'und Nebensachen', 'Haupt- und Nebensachen'],
  ['of a word with others', 'the state-', 'of-the-art here', 'the state-of-the-art here'],
  ['that parts a word', 'the admin-', 'istration', 'the administration'],
])('a hyphen at the end of a line %s', async (_, one, other, whole) => {
  const page = lines([60, LONG], [60, one], [60, other]);
  expect(await pdfToMarkdown(buildPdf([page]))).toBe(`${LONG} ${whole}`);
});

test('a title of parts above all of a page tells nothing of how wide its texts are', async () => {
  const page = [
    { text: 'Title', x: 60, y: 30 },
    { text: 'of the page', x: 500, y: 30 },
    ...lines(
      [60, 'A narrow text whose lines wrap'],
      [60, 'And a name begins one of'],
      [60, 'them.'],
    ),
  ];
  expect(await pdfToMarkdown(buildPdf([page]))).toContain('wrap And a name begins one of them.');
});

test('what stands further in than the text of a point is none of it', async () => {
  const page = [
    { text: '1.', x: 60, y: 100 },
    { text: 'One', x: 72, y: 100 },
    { text: 'one within it', x: 100, y: 112 },
  ];
  expect(await pdfToMarkdown(buildPdf([page]))).toBe('1. One\n\none within it');
});

test('words that are set from edge to edge are no cells, however wide their blanks', async () => {
  // In Helvetica of ten points.
  const page = [
    { text: 'Notwithstanding', x: 60, y: 100 },
    { text: 'the', x: 236.1, y: 100 },
    { text: 'extraordinary', x: 60, y: 112 },
    { text: 'responsibilities', x: 183.9, y: 112 },
    { text: 'of administrators, who write things down', x: 60, y: 124 },
  ];
  expect(await pdfToMarkdown(buildPdf([page]))).not.toContain('---');
});

test('a hyphen between numbers of two lines', () => {
  const run = { text: 'in 2026-', marks: 0 };
  joinLines(run, '2027 again');
  expect(run.text).toBe('in 2026-');
});
