import { expect, test, vi } from 'vitest';
import { buildPdf } from '../../testing/build-pdf.ts';
import { pdfToMarkdown } from './pdf.ts';

vi.setConfig({ testTimeout: 120_000 });

const row = (y: number, ...cells: [x: number, text: string][]) =>
  cells.map(([x, text]) => ({ text, x, y, size: 12 }));
const read = (...rows: ReturnType<typeof row>[]) => pdfToMarkdown(buildPdf([rows.flat()]));

// As Chromium prints a table: names are centred, and cells beside wrapped ones are in the middle.
const NAMES = row(172, [221, 'Class'], [457, 'Limit'], [510, 'Approver']);
const SHORT = row(191, [39, 'Second class'], [447, '250.00'], [510, 'Team lead']);

test('cells beside one of two lines are of its row, and a full cell ends where the next begins', async () => {
  const markdown = await read(
    NAMES,
    SHORT,
    row(211, [39, 'First class with a long description that wraps in its cell as it']),
    row(218, [447, '900.00'], [510, 'Director']),
    row(225, [39, 'is long']),
    row(244, [447, '1,150.00']),
    row(290, [39, 'A text that stands below the table.']),
  );
  expect(markdown).toBe(
    '| Class | Limit | Approver |\n| --- | --- | --- |\n| Second class | 250.00 | Team lead |\n| First class with a long description that wraps in its cell as it is long | 900.00 | Director |\n|  | 1,150.00 |  |\n\nA text that stands below the table.',
  );
});

test('a cell of three lines, with those beside it in the middle', async () => {
  const markdown = await read(
    NAMES,
    SHORT,
    row(211, [39, 'First class with a long']),
    row(225, [39, 'description that wraps'], [447, '900.00'], [510, 'Director']),
    row(239, [39, 'in its cell']),
    row(259, [39, 'Third class'], [447, '100.00'], [510, 'Nobody']),
  );
  expect(markdown.split('\n').slice(3)).toEqual([
    '| First class with a long description that wraps in its cell | 900.00 | Director |',
    '| Third class | 100.00 | Nobody |',
  ]);
});

test('columns that begin half a line apart are read one after another', async () => {
  const texts = (side: string) =>
    Array.from({ length: 6 }, (_, at) => `${side}${at} some words of a column here`);
  const lines = texts('left').flatMap((left, at) => [
    row(100 + at * 14, [40, left]),
    row(107 + at * 14, [320, texts('right')[at] ?? '']),
  ]);
  const markdown = await read(...lines);
  expect(markdown.indexOf('left5')).toBeLessThan(markdown.indexOf('right0'));
});

// Padded by 1 px, as WeasyPrint and Chromium print it: the widest cells touch the next column.
test('cells that hardly stand apart are told by the rows around them', async () => {
  const markdown = await read(
    row(80, [64, 'A text above it that is as long as texts are, from edge to edge.']),
    row(100, [88, 'Name'], [153, 'Amount'], [214, 'Town']),
    row(116, [64, 'Ada Example'], [148, '1,234.50'], [206, 'Cologne']),
    row(132, [64, 'Bo Longername'], [148, '99.00'], [206, 'Berlin']),
    row(164, [64, 'Dee'], [148, '7.00'], [206, 'Bonn']),
    row(148, [64, 'Cy'], [148, '12,000.00'], [206, 'Hamburg']),
  );
  expect(markdown.split('\n').slice(2)).toEqual([
    '| Name | Amount | Town |',
    '| --- | --- | --- |',
    '| Ada Example | 1,234.50 | Cologne |',
    '| Bo Longername | 99.00 | Berlin |',
    '| Cy | 12,000.00 | Hamburg |',
    '| Dee | 7.00 | Bonn |',
  ]);
});

const LEFT = [
  'The left column begins here and goes on with many',
  'words so that it fills some of the lines on its side of',
  'the page, as columns do.',
];
const RIGHT = [
  'right one begins with words that go',
  'on and end.',
  'Another text ends the columns here',
  'and is as long as others.',
];

test('a few lines in two columns are no table', async () => {
  const markdown = await read(
    row(60, [
      63,
      'A text above the columns, which reaches from edge to edge of this page, as texts do.',
    ]),
    ...LEFT.map((text, at) => row(114 + at * 14, [63, text])),
    row(170, [63, 'More follows, and the']),
    ...RIGHT.map((text, at) => row((at < 2 ? 100 : 114) + at * 14, [360, text])),
    row(230, [
      63,
      'A text below the columns, which reaches from edge to edge of this page, as texts do.',
    ]),
  );
  expect(markdown.split('\n\n').slice(1, -1)).toEqual([
    LEFT.join(' '),
    `More follows, and the ${RIGHT.slice(0, 2).join(' ')}`,
    RIGHT.slice(2).join(' '),
  ]);
});

test('long cells beside each other are rows and no columns', async () => {
  const cell = (x: number, y: number, name: string) => [
    row(y, [x, `${name} is a text that goes on in`]),
    row(y + 14, [x, 'the next line of its cell and']),
    row(y + 28, [x, 'ends there']),
  ];
  const rows = [100, 160].flatMap((y, at) => {
    const [left, right] = [cell(60, y, `Left ${at}`), cell(320, y, `Right ${at}`)];
    return left.map((line, index) => [...line, ...(right[index] ?? [])]);
  });
  const others = Array.from({ length: 30 }, (_, at) =>
    row(240 + at * 14, [
      60,
      `A line below, number ${at}, that reaches over the page from edge to edge.`,
    ]),
  );
  const markdown = await read(...rows, ...others);
  expect(markdown.indexOf('Right 0')).toBeLessThan(markdown.indexOf('Left 1'));
});

test('a number that touches the words before it ends where the numbers of its column do', async () => {
  // In Helvetica of 12 points; numbers are set from the right.
  const markdown = await read(
    row(100, [60, 'Item'], [206.7, 'Qty'], [262.7, 'Price']),
    row(116, [60, 'Tea'], [218.7, '1'], [266.6, '2.50']),
    row(132, [60, 'Coffee, roasted, of two kinds12'], [243.3, '1,250.00']),
    row(148, [60, 'Milk'], [266.6, '0.99']),
  );
  expect(markdown.split('\n').slice(2)).toEqual([
    '| Tea | 1 | 2.50 |',
    '| Coffee, roasted, of two kinds | 12 | 1,250.00 |',
    '| Milk |  | 0.99 |',
  ]);
});
