import { expect, test, vi } from 'vitest';
import { buildPdf, type PlacedText } from '../../testing/build-pdf.ts';
import { pdfToMarkdown } from './pdf.ts';

vi.setConfig({ testTimeout: 120_000 });

const row = (y: number, ...cells: string[]): PlacedText[] =>
  cells.map((text, at) => ({ text, x: 60 + at * 120, y }));
/** Rows of a table down to the foot of a page. */
const rowsFrom = (first: number, { until, top }: { until: number; top: number }) =>
  Array.from({ length: until - first }, (_, at) =>
    row(top + at * 14, `Tea ${first + at}`, `${(first + at) * 13}.00`, `Town ${first + at}`),
  ).flat();
const dataRows = (until: number) =>
  Array.from({ length: until }, (_, at) => `| Tea ${at} | ${at * 13}.00 | Town ${at} |`);

test.each([
  ['whose names stand on each, as far up as running titles do', true],
  ['whose names stand on the first', false],
])('a table over several pages %s', async (_, isRepeated) => {
  const names = ['Name', 'Amount', 'Town'];
  const pages = [0, 1, 2].map((page) => [
    ...(page === 0 || isRepeated ? row(40, ...names) : []),
    ...rowsFrom(page * 50, { until: page * 50 + 50, top: 54 }),
  ]);
  expect((await pdfToMarkdown(buildPdf(pages))).split('\n')).toEqual([
    '| Name | Amount | Town |',
    '| --- | --- | --- |',
    ...dataRows(150),
  ]);
});

test('tables of two pages are two where the first had room to go on, or their columns differ', async () => {
  const short = [...row(40, 'Name', 'Amount'), ...row(54, 'Tea', '13')];
  const next = [...row(40, 'Town', 'Number'), ...row(54, 'Bonn', '7')];
  expect(await pdfToMarkdown(buildPdf([short, next]))).toContain('\n\n| Town | Number |');
  const long = rowsFrom(0, { until: 50, top: 54 });
  expect(await pdfToMarkdown(buildPdf([long, next]))).toContain('\n\n| Town | Number |');
});

test('a running title of several parts is none of a table', async () => {
  const pages = [1, 2, 3].map((page) => [
    ...row(30, 'Company plan', 'Draft', '2026'),
    ...rowsFrom(page * 10, { until: page * 10 + 10, top: 90 }),
  ]);
  expect(await pdfToMarkdown(buildPdf(pages))).not.toContain('Draft');
});

const japanese = (map: string) =>
  `<< /Type /Font /Subtype /Type0 /BaseFont /HeiseiMin-W3 /Encoding /${map} /DescendantFonts [<< /Type /Font /Subtype /CIDFontType0 /BaseFont /HeiseiMin-W3 /CIDSystemInfo << /Registry (Adobe) /Ordering (Japan1) /Supplement 2 >> /FontDescriptor << /Type /FontDescriptor /FontName /HeiseiMin-W3 /Flags 5 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>] >>`;
const encode = (text: string) => `<${text}>`;
// “日本日本” and “本日本日” in Shift_JIS.
const [ONE, OTHER] = ['93fa967b93fa967b', '967b93fa967b93fa'];

test('signs below each other are read from the right column to the left', async () => {
  const page = [
    { text: OTHER, x: 487, y: 100 },
    { text: ONE, x: 500, y: 100 },
  ];
  const font = japanese('90ms-RKSJ-V');
  expect(await pdfToMarkdown(buildPdf([page], { font, encode }))).toBe('日本日本本日本日');
});

test('signs of East Asia are as wide as each other in any font, and no code for that', async () => {
  const page = [
    { text: ONE, x: 60, y: 100 },
    { text: OTHER, x: 60, y: 112 },
  ];
  const font = japanese('90ms-RKSJ-H');
  expect(await pdfToMarkdown(buildPdf([page], { font, encode }))).toBe('日本日本本日本日');
});

test('files that a PDF carries with it are told by their names', async () => {
  const catalog =
    '/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (data.xml) /UF (data.xml) /EF << /F 5 0 R >> >>] >> >>';
  expect(await pdfToMarkdown(buildPdf([row(100, 'An invoice')], { catalog }))).toBe(
    'An invoice\n\n*Attached: data.xml*',
  );
});

test('a number of the page that stands far from its foot, as LaTeX sets it', async () => {
  const pages = [1, 2, 3, 4, 5, 6].map((page) => [
    ...(page === 3 || page === 4
      ? [
          { text: 'Company report', x: 60, y: 118 },
          { text: String(page), x: 500, y: 118 },
        ]
      : [{ text: String(page), x: 300, y: 710 }]),
    { text: 'Words of a page that go on', x: 60, y: 150 },
    { text: 'and on, and end here.', x: 60, y: 162 },
  ]);
  const markdown = await pdfToMarkdown(buildPdf(pages));
  expect(markdown).not.toMatch(/Company|\d/);
});

test('slides whose foot has more letters than they have', async () => {
  const foot = [
    { text: 'Ada Example', x: 40, y: 830, size: 6 },
    { text: 'A plan with a long title for 2026', x: 200, y: 830, size: 6 },
  ];
  const pages = ['Save energy', 'Hire people', 'End'].map((text, at) => [
    { text: `Goals ${'ABC'[at]}`, x: 40, y: 60, size: 14 },
    { text, x: 60, y: 200, size: 11 },
    ...foot,
    { text: `${Math.min(at + 1, 2)} / 2`, x: 500, y: 830, size: 6 },
  ]);
  expect(await pdfToMarkdown(buildPdf(pages))).toBe(
    '# Goals A\n\nSave energy\n\n# Goals B\n\nHire people\n\n# Goals C\n\nEnd',
  );
});
