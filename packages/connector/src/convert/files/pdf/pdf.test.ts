import { expect, test, vi } from 'vitest';
import { buildPdf, type PlacedText } from '../../testing/build-pdf.ts';
import { Unreadable } from '../../unreadable.ts';
import { pdfToMarkdown } from './pdf.ts';

vi.setConfig({ testTimeout: 120_000 });

const lines = (x: number, y: number, ...texts: string[]): PlacedText[] =>
  texts.map((text, index) => ({ text, x, y: y + index * 12 }));

test('texts that are drawn out of order or far apart are read in their place', async () => {
  const page = [
    { text: 'world', x: 90, y: 100 },
    { text: 'Hello', x: 50, y: 100 },
    { text: 'Second line', x: 50, y: 112 },
  ];
  expect(await pdfToMarkdown(buildPdf([page]))).toBe('Hello world Second line');
});

test('a word that is parted at the end of a line is whole', async () => {
  const page = lines(50, 100, 'It was notwith-', 'standing the rain a well-', 'Known day');
  expect(await pdfToMarkdown(buildPdf([page]))).toBe(
    'It was notwithstanding the rain a well- Known day',
  );
});

test('columns are read one after another, below a title that reaches over both', async () => {
  const text = (side: string) =>
    Array.from({ length: 8 }, (_, at) => `${side}${at} some words of a column here`);
  const page = [
    {
      text: 'A title that reaches over both of the columns of the page and further',
      x: 50,
      y: 60,
      size: 16,
    },
    ...lines(50, 100, ...text('left')),
    ...lines(310, 100, ...text('right')),
  ];
  const markdown = await pdfToMarkdown(buildPdf([page]));
  expect(markdown).toMatch(/^# A title/);
  expect(markdown.indexOf('left7')).toBeLessThan(markdown.indexOf('right0'));
});

test('cells of a table are kept apart', async () => {
  const rows = [
    ['Name', 'Amount', 'Year'],
    ['Ada', '1,200', '2026'],
    ['Grace', '900', '2025'],
  ];
  const page = rows.flatMap((row, at) =>
    row.map((text, column) => ({ text, x: 50 + column * 120, y: 100 + at * 14 })),
  );
  expect(await pdfToMarkdown(buildPdf([page]))).toBe(
    '| Name | Amount | Year |\n| --- | --- | --- |\n| Ada | 1,200 | 2026 |\n| Grace | 900 | 2025 |',
  );
});

test('what repeats on the head and foot of pages is left out', async () => {
  const pages = [1, 2, 3, 4].map((number) => [
    { text: 'Company plan', x: 50, y: 30 },
    ...lines(50, 200, `Text of page number ${number}.`),
    { text: `Page ${number} of 4`, x: 280, y: 820 },
  ]);
  const markdown = await pdfToMarkdown(buildPdf(pages));
  expect(markdown).not.toMatch(/Company plan|Page \d of/);
  for (const number of [1, 2, 3, 4]) expect(markdown).toContain(`Text of page number ${number}.`);
});

test('headings that are counted are no line that repeats', async () => {
  const pages = [1, 2, 3, 4].map((number) => [
    { text: `Report 2026 | ${number}`, x: 50, y: 30, size: 8 },
    { text: `Section ${number}`, x: 50, y: 60, size: 16 },
    ...lines(50, 200, `Some words of a text with number ${number} are here.`),
  ]);
  const markdown = await pdfToMarkdown(buildPdf(pages));
  for (const number of [1, 2, 3, 4]) expect(markdown).toContain(`# Section ${number}`);
  expect(markdown).not.toContain('Report');
});

test.each([90, 180, 270])('a page that is turned by %i degrees is read', async (rotate) => {
  const page = lines(50, 100, 'It was a quiet day and', 'nothing was to be done.');
  expect(await pdfToMarkdown(buildPdf([page], { rotate }))).toBe(
    'It was a quiet day and nothing was to be done.',
  );
});

test('a sign before a text is no heading, however large', async () => {
  const page = [
    { text: 'Some words before the points', x: 50, y: 80 },
    { text: '-', x: 50, y: 100, size: 14 },
    { text: 'first point', x: 62, y: 100 },
    { text: '-', x: 50, y: 120, size: 14 },
    { text: 'second point', x: 62, y: 120 },
  ];
  expect(await pdfToMarkdown(buildPdf([page]))).toBe(
    'Some words before the points\n\n- first point\n- second point',
  );
});

test('a hyphen of a word with others, or of an address, is a part of it', async () => {
  const page = lines(50, 100, 'This state-of-the-', 'art page at a.example/b-', 'c is fine.');
  expect(await pdfToMarkdown(buildPdf([page]))).toBe(
    'This state-of-the-art page at a.example/b-c is fine.',
  );
});

test('a font is one for code when its letters are all as wide, whatever the file calls it', async () => {
  const widths = `[${Array.from({ length: 95 }, () => 600).join(' ')}]`;
  const font = `<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FirstChar 32 /LastChar 126 /Widths ${widths} >>`;
  const code = [
    { text: 'if (found) {', x: 50, y: 100 },
    { text: 'list(it);', x: 62, y: 112 },
    { text: '}', x: 50, y: 124 },
    { text: 'tell(all);', x: 50, y: 136 },
  ];
  expect(await pdfToMarkdown(buildPdf([code], { font }))).toBe(
    '```\nif (found) {\n  list(it);\n}\ntell(all);\n```',
  );
  expect(await pdfToMarkdown(buildPdf([code]))).not.toContain('```');
});

test('links lead to their address', async () => {
  const annotations =
    '<< /Type /Annot /Subtype /Link /Rect [45 735 120 755] /A << /S /URI /URI (https://a.example/x) >> >>';
  const page = [{ text: 'the plan', x: 50, y: 100 }];
  expect(await pdfToMarkdown(buildPdf([page], { annotations }))).toBe(
    '[the plan](https://a.example/x)',
  );
});

test('a font that leaves its signs to a predefined map is read', async () => {
  const font =
    '<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /90ms-RKSJ-H /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>] >>';
  // “日本” in Shift_JIS.
  const page = [{ text: '93fa967b', x: 50, y: 100 }];
  expect(await pdfToMarkdown(buildPdf([page], { font, encode: (text) => `<${text}>` }))).toBe(
    '日本',
  );
});

test('a scan is told as one, and a page without text among others too', async () => {
  await expect(pdfToMarkdown(buildPdf([[], []]))).rejects.toBeInstanceOf(Unreadable);
  const markdown = await pdfToMarkdown(buildPdf([lines(50, 100, 'First page.'), []]));
  expect(markdown).toBe('First page.\n\n*There is no text on page 2.*');
});
