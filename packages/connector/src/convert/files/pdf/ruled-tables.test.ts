import { expect, test, vi } from 'vitest';
import { buildPdf, type PlacedText } from '../../testing/build-pdf.ts';
import { pdfToMarkdown } from './pdf.ts';

vi.setConfig({ testTimeout: 120_000 });

const at = (y: number, ...cells: [x: number, text: string][]): PlacedText[] =>
  cells.map(([x, text]) => ({ text, x, y }));

/** Lines of a page, `y` from the top, in three ways in which programs draw them. */
type Line = [x1: number, y1: number, x2: number, y2: number];
const WAYS = {
  stroked: ([x1, y1, x2, y2]: Line) => `${x1} ${842 - y1} m ${x2} ${842 - y2} l S\n`,
  filled: ([x1, y1, x2, y2]: Line) =>
    `${x1} ${841.5 - y2} ${Math.max(1, x2 - x1)} ${Math.max(1, y2 - y1)} re f\n`,
  'in a place of their own': ([x1, y1, x2, y2]: Line) =>
    `q 0.5 0 0 -0.5 0 842 cm ${x1 * 2} ${y1 * 2} m ${x2 * 2} ${y2 * 2} l S Q\n`,
};
const draw = (lines: readonly Line[], way: keyof typeof WAYS = 'stroked') =>
  lines.map(WAYS[way]).join('');
const gridOf = (xs: readonly number[], ys: readonly number[]): Line[] => [
  ...ys.map((y): Line => [xs[0] ?? 0, y, xs.at(-1) ?? 0, y]),
  ...xs.map((x): Line => [x, ys[0] ?? 0, x, ys.at(-1) ?? 0]),
];
const read = (texts: PlacedText[], before: string) => pdfToMarkdown(buildPdf([texts], { before }));

const TABLE = [
  ...at(100, [61, 'Item'], [163, 'Qty'], [185, 'Price']),
  ...at(116, [61, 'Tea'], [173, '1'], [190, '2.50']),
  // As wide as its column: pdf.js takes it for one text with the next cell.
  ...at(132, [61, 'Coffee beans, roast'], [150.5, '2,512'], [178, '1,250.00']),
  ...at(148, [61, 'Milk'], [190, '0.99']),
];
const ROWS = [
  '| Item | Qty | Price |',
  '| --- | --- | --- |',
  '| Tea | 1 | 2.50 |',
  '| Coffee beans, roast | 2,512 | 1,250.00 |',
  '| Milk |  | 0.99 |',
];
const XS = [59, 149, 177, 217];
const YS = [88, 104, 120, 136, 152];

test.each(Object.keys(WAYS) as (keyof typeof WAYS)[])('a table whose lines are %s', async (way) => {
  const markdown = await read(TABLE, draw(gridOf(XS, YS), way));
  expect(markdown.split('\n')).toEqual(ROWS);
});

test('one with lines below its names and between its columns only', async () => {
  const lines: Line[] = [[59, 104, 217, 104], ...gridOf(XS, [88, 152]).slice(3, 5)];
  expect((await read(TABLE, draw(lines))).split('\n')).toEqual(ROWS);
});

test('cells of several lines, also where all of them are as long', async () => {
  const texts = [
    ...at(100, [61, 'Name'], [163, 'What it is']),
    ...at(116, [61, 'Tea from'], [163, 'A leaf that is put into']),
    ...at(128, [61, 'the hills'], [163, 'hot water and taken out']),
    ...at(140, [61, 'of Uji'], [163, 'again after two minutes']),
    ...at(156, [61, 'Milk'], [263, 'white']),
  ];
  const markdown = await read(texts, draw(gridOf([59, 160, 300], [88, 104, 144, 160])));
  expect(markdown.split('\n').slice(2)).toEqual([
    '| Tea from the hills of Uji | A leaf that is put into hot water and taken out again after two minutes |',
    '| Milk | white |',
  ]);
});

test('names over several columns and rows, and a title above all of them', async () => {
  const texts = [
    ...at(84, [100, 'Sales of two years']),
    ...at(100, [61, 'Region'], [120, '2025'], [220, '2026']),
    ...at(116, [120, 'Q1'], [170, 'Q2'], [220, 'Q1'], [270, 'Q2']),
    ...at(132, [61, 'North'], [120, '1'], [170, '2'], [220, '3'], [270, '4']),
  ];
  const lines: Line[] = [
    ...[72, 88, 120, 136].map((y): Line => [59, y, 320, y]),
    [118, 104, 320, 104],
    ...[59, 320].map((x): Line => [x, 72, x, 136]),
    ...[118, 218].map((x): Line => [x, 88, x, 136]),
    ...[168, 268].map((x): Line => [x, 104, x, 136]),
  ];
  expect(await read(texts, draw(lines))).toBe(
    'Sales of two years\n\n| Region | 2025 |  | 2026 |  |\n| --- | --- | --- | --- | --- |\n|  | Q1 | Q2 | Q1 | Q2 |\n| North | 1 | 2 | 3 | 4 |',
  );
});

test('a row or a column without a word stays where it says something', async () => {
  const texts = [
    ...at(100, [120, 'Mon'], [180, 'Tue'], [240, 'Wed']),
    ...at(116, [61, '9:00'], [180, 'Art']),
    ...at(132, [61, '10:00'], [120, 'Music']),
  ];
  const markdown = await read(texts, draw(gridOf([59, 118, 178, 238, 300], [88, 104, 120, 136])));
  expect(markdown.split('\n')).toEqual([
    '|  | Mon | Tue | Wed |',
    '| --- | --- | --- | --- |',
    '| 9:00 |  | Art |  |',
    '| 10:00 | Music |  |  |',
  ]);
});

test('lines of a drawing, a frame, underlined words and boxes of letters are no table', async () => {
  const scattered = [
    ...at(100, [61, 'left'], [250, 'right']),
    ...at(300, [61, 'low'], [250, 'end']),
  ];
  const many = Array.from({ length: 12 }, (_, index) => 60 + index * 20);
  const drawing = gridOf(
    many,
    Array.from({ length: 13 }, (_, index) => 90 + index * 20),
  );
  expect(await read(scattered, draw(drawing))).not.toContain('|  |  |');
  const words = ['One word', 'Two words', 'Three'].flatMap((text, index) =>
    at(100 + index * 14, [60, text], [200, text]),
  );
  const underlined = words.map(({ x, y }): Line => [x, y + 2, x + 40, y + 2]);
  const frame = gridOf([40, 500], [60, 400]);
  const plain = await read(words, '');
  expect(await read(words, draw(underlined))).toBe(plain);
  expect(await read(words, draw(frame))).toBe(plain);
  const low = gridOf([58, 198, 260], [92, 98, 106, 112, 120, 126, 134]);
  expect(await read(words, draw(low))).toBe(plain);
});

test('a page that draws more than a table needs is read without its lines', async () => {
  const plan = '0 0 m 9 9 l S\n'.repeat(50_000);
  const markdown = await read(TABLE, plan + draw(gridOf(XS, YS)));
  expect(markdown).toContain('Coffee beans');
  expect(markdown).not.toContain(ROWS[3]);
});
