import { expect, test, vi } from 'vitest';
import { buildPdf, type PlacedText } from '../../testing/build-pdf.ts';
import { pdfToMarkdown } from './pdf.ts';

vi.setConfig({ testTimeout: 120_000 });

/** Cells of one row, whose lines stand below each other. */
const row = (y: number, ...cells: [x: number, ...lines: string[]][]): PlacedText[] =>
  cells.flatMap(([x, ...lines]) =>
    lines.map((text, at) => ({ text, x, y: y + at * 14, size: 12 })),
  );
const read = (...rows: PlacedText[][]) => pdfToMarkdown(buildPdf([rows.flat()]));

const NAMES: [number, ...string[]][] = [
  [60, 'Role'],
  [150, 'Duty'],
  [360, 'Deputy and how to', 'reach'],
];
const MANAGER: [number, ...string[]][] = [
  [60, 'Manager of', 'the day'],
  [150, 'Leads the work, tells the others', 'what to do next, and writes the', 'log of all hours'],
  [360, 'The manager of the next day', 'by phone at any hour', 'of the night.'],
];
const WRITER: [number, ...string[]][] = [
  [60, 'Writer'],
  [150, 'Writes what customers read', 'in two languages.'],
  [360, 'Anyone of the office', 'who is in the house.'],
];

test('a table whose cells wrap, with nothing between its rows but a little more room', async () => {
  const markdown = await read(
    row(100, ...NAMES),
    row(134, ...MANAGER),
    row(182, ...WRITER),
    row(
      216,
      [60, 'Engineer', 'on call'],
      [150, 'Finds the cause and mends it'],
      [360, 'Nobody else', 'at all'],
    ),
    row(264, [
      60,
      'A text below the table goes on from edge to edge of the page as texts do in such files.',
    ]),
  );
  expect(markdown.split('\n').slice(0, 5)).toEqual([
    '| Role | Duty | Deputy and how to reach |',
    '| --- | --- | --- |',
    '| Manager of the day | Leads the work, tells the others what to do next, and writes the log of all hours | The manager of the next day by phone at any hour of the night. |',
    '| Writer | Writes what customers read in two languages. | Anyone of the office who is in the house. |',
    '| Engineer on call | Finds the cause and mends it | Nobody else at all |',
  ]);
});

test('rows of one line with more room between some of them stay rows', async () => {
  const rows = ['Tea', 'Milk', 'Rice', 'Salt', 'Oil', 'Nuts'].map((text, at) =>
    row(100 + at * 14 + Math.floor(at / 2) * 8, [60, text], [200, `Town ${at}`], [300, `${at}.50`]),
  );
  expect((await read(...rows)).split('\n')).toHaveLength(7);
});

test('a sum below a column is no part of the number above it', async () => {
  const markdown = await read(
    row(100, [60, 'Item'], [200, 'Price'], [300, 'Total']),
    row(114, [60, 'Travel'], [200, '50.00'], [300, '50.00']),
    row(128, [200, 'Sum'], [300, '1,050.00']),
  );
  expect(markdown).toContain('| Travel | 50.00 | 50.00 |\n|  | Sum | 1,050.00 |');
});

test('what stands half a line above others is a part of a formula and no row', async () => {
  const markdown = await read(
    row(100, [100, 'a'], [160, 'b']),
    row(106, [60, 'A formula'], [160, '2']),
    row(130, [60, 'Text below it.']),
  );
  expect(markdown).not.toContain('---');
});

const sentences = (side: string, lines: number) =>
  Array.from({ length: lines }, (_, at) => `${side}${at} some words of a column that goes on`);
const column = (x: number, texts: readonly string[]): PlacedText[] =>
  texts.map((text, at) => ({ text, x, y: 60 + at * 13 }));

test('the last column of a text in columns may have few lines', async () => {
  const full = [...column(50, sentences('left', 50)), ...column(310, sentences('right', 50))];
  const last = [...column(50, sentences('third', 50)), ...column(310, sentences('end', 2))];
  const markdown = await pdfToMarkdown(buildPdf([full, last]));
  expect(markdown).not.toContain('---');
  expect(markdown.indexOf('third49')).toBeLessThan(markdown.indexOf('end0'));
});

test('columns whose paragraphs have room between them, and begin at different heights', async () => {
  const parts = (x: number, side: string, down: number) =>
    [0, 1, 2, 3].flatMap((part) =>
      Array.from({ length: 4 }, (_, at) => ({
        text: at === 0 ? `${side}${part} begins with some words` : 'that go on in its lines here',
        x,
        y: 60 + down + part * 75 + at * 13,
      })),
    );
  const page = [...parts(50, 'Left', 0), ...parts(310, 'Right', 20)];
  const markdown = await pdfToMarkdown(buildPdf([page]));
  expect(markdown).not.toContain('---');
  expect(markdown.indexOf('Left3')).toBeLessThan(markdown.indexOf('Right0'));
});

test('a note at the foot of a column does not interrupt what goes on in the next', async () => {
  const note = { text: '1 A note in small print', x: 50, y: 60 + 51 * 13, size: 8 };
  const page = [...column(50, sentences('left', 50)), note, ...column(310, sentences('right', 50))];
  const markdown = await pdfToMarkdown(buildPdf([page]));
  expect(markdown).toContain('left49 some words of a column that goes on right0');
  expect(markdown).toMatch(/\n\n1 A note in small print$/);
});

test('a point above a table is none of its names, and points within points have one sign', async () => {
  // As WinAnsi writes it.
  const sign = '\u0095';
  const markdown = await read(
    row(60, [60, sign], [100, `${sign} one`]),
    row(74, [60, sign], [100, 'two']),
    row(98, [60, 'Name'], [110, 'Sum']),
    row(112, [60, 'Ada'], [105, '1.00']),
    row(126, [60, 'Bo'], [105, '2.00']),
  );
  expect(markdown.split('\n').slice(0, 4)).toEqual(['- one', '- two', '', '| Name | Sum |']);
});

test('code close below a table is none of its cells', async () => {
  const table = [row(100, [60, 'Name'], [200, 'Sum']), row(114, [60, 'Ada'], [200, '1.00'])].flat();
  const code = ['def f():', 'return 1'].map((text, at) => ({
    text,
    x: 60 + at * 24,
    y: 128 + at * 14,
    font: 'Courier' as const,
  }));
  const markdown = await pdfToMarkdown(buildPdf([[...table, ...code]]));
  expect(markdown).toContain('| Ada | 1.00 |\n\n```\ndef f():');
});
