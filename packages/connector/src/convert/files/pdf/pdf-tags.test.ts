import { expect, test, vi } from 'vitest';
import { buildPdf, type PlacedText } from '../../testing/build-pdf.ts';
import { pdfToMarkdown } from './pdf.ts';

vi.setConfig({ testTimeout: 120_000 });

const at = (y: number, ...cells: [x: number, text: string][]): PlacedText[] =>
  cells.map(([x, text]) => ({ text, x, y, size: 11 }));

// As Chromium tags a table whose cells hardly stand apart: an empty cell has no tag.
const TABLE = [
  ...at(100, [60, 'Some text above the table, as long as texts are.']),
  ...at(130, [90, 'Product'], [166, 'Q1'], [186, 'Q2'], [300, 'Note']),
  ...at(150, [60, 'Green tea from here'], [162, '1,200'], [190, '900'], [210, 'good']),
  ...at(170, [60, 'Black'], [176, '15'], [210, 'not delivered in the sec-']),
  ...at(184, [210, 'ond quarter']),
  ...at(204, [181, '7'], [201, '8']),
  ...at(234, [60, 'and text below it.']),
];
const ROWS = [
  [[1], [2], [3], [4]],
  [[5], [6], [7], [8]],
  [[9], [10], [11, 12]],
  [[13], [14]],
];

test('a table whose cells the file tells, however close they stand', async () => {
  expect(await pdfToMarkdown(buildPdf([TABLE], { rows: ROWS }))).toBe(
    'Some text above the table, as long as texts are.\n\n| Product | Q1 | Q2 | Note |\n| --- | --- | --- | --- |\n| Green tea from here | 1,200 | 900 | good |\n| Black | 15 |  | not delivered in the second quarter |\n|  | 7 | 8 |  |\n\nand text below it.',
  );
});

test('one row of cells is how somebody laid out a page', async () => {
  const page = [...at(100, [60, 'Left']), ...at(100, [300, 'Right']), ...at(120, [60, 'goes on'])];
  const markdown = await pdfToMarkdown(buildPdf([page], { rows: [[[0, 2], [1]]] }));
  expect(markdown).not.toContain('---');
});

test('a name over two columns stands in the first of them', async () => {
  const page = [
    ...at(100, [100, 'Year']),
    ...at(114, [60, 'A'], [80, '2025'], [120, '2026']),
    ...at(128, [60, 'B'], [80, '1'], [120, '2']),
  ];
  const rows = [[[0]], [[1], [2], [3]], [[4], [5], [6]]];
  expect((await pdfToMarkdown(buildPdf([page], { rows }))).split('\n')[0]).toBe('|  | Year |  |');
});

const LONG = 'A line of running text that is as long as the page is wide, or nearly';

test('a sentence goes on behind the notes of its page', async () => {
  const first = [
    { text: LONG, x: 60, y: 740 },
    { text: 'and the sentence goes', x: 60, y: 753 },
    { text: '1 A note in small print without an end', x: 60, y: 780, size: 8 },
  ];
  const second = [
    { text: 'on behind it.', x: 60, y: 100 },
    { text: LONG, x: 60, y: 140 },
  ];
  expect(await pdfToMarkdown(buildPdf([first, second]))).toBe(
    `${LONG} and the sentence goes on behind it.\n\n1 A note in small print without an end\n\n${LONG}`,
  );
});

test('narrow lines that are set from edge to edge are no table', async () => {
  const lines = [
    ['The long', 'words'],
    ['administrative', 're-'],
    ['sponsibilities', 'not-'],
    ['withstanding,', 'and'],
  ];
  const page = lines.flatMap(([left = '', right = ''], index) =>
    at(100 + index * 14, [60, left], [200 - right.length * 5, right]),
  );
  const markdown = await pdfToMarkdown(buildPdf([page]));
  expect(markdown).toContain('administrative responsibilities notwithstanding');
  expect(markdown).not.toContain('re-');
});

test('a lowered number that is as large as its line', async () => {
  const page = [
    ...at(100, [60, 'CO']),
    { text: '2', x: 76, y: 105.3, size: 10.8 },
    ...at(100, [87, 'and more']),
    ...at(114, [60, 'the next line']),
  ];
  expect(await pdfToMarkdown(buildPdf([page]))).toBe('CO₂ and more the next line');
});

test('code with an empty line in it', async () => {
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>';
  const page = ['def f(x):', '  if x:', '', '    return 1'].flatMap((text, index) =>
    text === ''
      ? []
      : [{ text: text.trim(), x: 60 + text.search(/\S|$/) * 6, y: 100 + index * 15 }],
  );
  expect(await pdfToMarkdown(buildPdf([page], { font }))).toContain('if x:\n\n');
});

test('code with as many blanks and empty lines as it stands with', async () => {
  const font = '<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>';
  const page = ['web-1   Running  0', 'web-22  Pending  13', '', '', 'def:', '  x'].flatMap(
    (text, index) =>
      [...text.matchAll(/\S+/g)].map((word) => ({
        text: word[0],
        x: 60 + word.index * 6,
        y: 100 + index * 12,
      })),
  );
  expect(await pdfToMarkdown(buildPdf([page], { font }))).toBe(
    '```\nweb-1   Running  0\nweb-22  Pending  13\n\n\ndef:\n  x\n```',
  );
});

test('a letter of a cell that has a span of its own, as Chromium marks joined letters', async () => {
  const page = [
    ...at(100, [60, 'Name'], [200, 'Place']),
    ...at(120, [60, 'fi'], [65.6, 'le'], [200, 'Bonn']),
  ];
  const spans = [2];
  const rows = [
    [[0], [1]],
    [[2, 3], [4]],
  ];
  expect(await pdfToMarkdown(buildPdf([page], { rows, spans }))).toBe(
    '| Name | Place |\n| --- | --- |\n| file | Bonn |',
  );
});
