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
