import { expect, test, vi } from 'vitest';
import { buildPdf, type PlacedText } from '../../testing/build-pdf.ts';
import { pdfToMarkdown } from './pdf.ts';

vi.setConfig({ testTimeout: 120_000 });

/** A font whose small letters from `a` on are those of Hebrew. */
const HEBREW =
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [97 /afii57664 /afii57665 /afii57666 /afii57667 /afii57668 /afii57669] >> >>';
const read = (...page: PlacedText[]) => pdfToMarkdown(buildPdf([page], { font: HEBREW }));
const at = (y: number, ...texts: [x: number, text: string, size?: number][]) =>
  texts.map(([x, text, size = 10]) => ({ text, x, y, size }));

test('what is read from the left stands in its place, with the signs that part it from the rest', async () => {
  const markdown = await read(
    ...at(100, [100, '.A B 24-'], [136.5, 'cb', 9.9], [155, 'ba']),
    ...at(114, [60, 'dcbafedcbafedcba']),
  );
  expect(markdown).toBe('אב בג-A B 24. אבגדהואבגדהואבגד');
});

test('brackets that are named by how they look from the right', async () => {
  expect(await read(...at(100, [100, 'fe'], [130, '('], [133.4, 'dc'], [143.9, ') ba']))).toBe(
    'אב (גד) הו',
  );
});

test('points that are counted, and the columns of a table, from the right', async () => {
  const list = await read(
    ...at(100, [400, 'fedcba'], [450, '.1']),
    ...at(114, [410, 'dcba'], [450, '.2']),
  );
  expect(list).toBe('1. אבגדהו\n2. אבגד');
  const table = await read(
    ...at(100, [100, 'fedc'], [250, 'ba'], [400, 'dcba']),
    ...at(114, [100, '7'], [250, '12.50'], [400, 'fedcba']),
    ...at(128, [100, '8'], [250, '9.50'], [400, 'cba']),
  );
  expect(table).toBe(
    '| אבגד | אב | גדהו |\n| --- | --- | --- |\n| אבגדהו | 12.50 | 7 |\n| אבג | 9.50 | 8 |',
  );
});
