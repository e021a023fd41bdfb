import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { outlineOfMarkdown } from '../testing/read-markdown.ts';
import { convertFile } from './convert-file.ts';

vi.setConfig({ testTimeout: 120_000 });

const read = (text: string | Uint8Array, name = 'a.csv') =>
  convertFile({ bytes: typeof text === 'string' ? new TextEncoder().encode(text) : text, name });
const table = async (text: string, name?: string) =>
  outlineOfMarkdown(await read(text, name))[0]?.slice(1);

test.each([
  [
    'separators within quotes',
    '"Amount, EUR";"Date";"Name, first"\n1,5;2026-01-01;"A, B"\n',
    [
      ['Amount, EUR', 'Date', 'Name, first'],
      ['1,5', '2026-01-01', 'A, B'],
    ],
  ],
  [
    'quotes around a part of a cell',
    'Name,Age\n"Ada" Example,5\n"Bo" Other,6\n"C, D",7\n"a "b" c",8\n"x" ,9\n',
    [
      ['Name', 'Age'],
      ['"Ada" Example', '5'],
      ['"Bo" Other', '6'],
      ['C, D', '7'],
      ['a "b" c', '8'],
      ['x', '9'],
    ],
  ],
  ['one column', 'Name\nAda\nBo, the second\n', [['Name'], ['Ada'], ['Bo, the second']]],
  [
    'a quote within a cell',
    'Name,Price\nMonitor 24",199\nTV 50" HD,299\n',
    [
      ['Name', 'Price'],
      ['Monitor 24"', '199'],
      ['TV 50" HD', '299'],
    ],
  ],
  [
    'doubled quotes and lines in cells',
    'a,b\n"say ""hi""","x\ny"\n',
    [
      ['a', 'b'],
      ['say "hi"', 'x\ny'],
    ],
  ],
  ['a first line that names the separator', 'sep=;\na;b,c\n', [['a', 'b,c']]],
  [
    'lines of Windows and a mark',
    '\ufeffa;b\r\n1;2\r\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'a title line above',
    'Report\n\na;b\n1;2\n3;4\n',
    [
      ['Report', ''],
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ],
  ],
  [
    'lines of several systems',
    'a,b\r\n1,2\n3,4\r5,6',
    [
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
      ['5', '6'],
    ],
  ],
  [
    'blanks before quotes',
    'a, b, c\n"x" , "y, ""z""", 24" wide\n',
    [
      ['a', 'b', 'c'],
      ['x', 'y, "z"', '24" wide'],
    ],
  ],
  ['a quoted line that names the separator', '"sep=;"\na;b,c\n', [['a', 'b,c']]],
  [
    'sentences in cells',
    'Name;City, Country\nAda;Paris, France\n',
    [
      ['Name', 'City, Country'],
      ['Ada', 'Paris, France'],
    ],
  ],
  [
    'bars',
    'a|b\n1|2\n',
    [
      ['a', 'b'],
      ['1', '2'],
    ],
  ],
  [
    'signs of Markdown',
    'a,b\n*x*,`y`|z\n',
    [
      ['a', 'b'],
      ['*x*', '`y`|z'],
    ],
  ],
  [
    'quotes that a database wrote',
    'a,b\n"say \\"hi\\", ok",2\n"C:\\\\dir",3\n',
    [
      ['a', 'b'],
      ['say "hi", ok', '2'],
      ['C:\\dir', '3'],
    ],
  ],
  [
    'a backslash at the end of a cell',
    'a,b\n"C:\\dir\\",2\n"x, y",3\n',
    [
      ['a', 'b'],
      ['C:\\dir\\', '2'],
      ['x, y', '3'],
    ],
  ],
  [
    'texts that are written as formulas',
    'a,b\n="0012","=""0013"""\n=1+2,x\n',
    [
      ['a', 'b'],
      ['0012', '0013'],
      ['=1+2', 'x'],
    ],
  ],
])('%s', async (_, text, rows) => {
  expect(await table(text)).toEqual(rows);
});

test('a tab at the start of a line is an empty heading', async () => {
  expect(await table('\tJan\tFeb\nAda\t1\t2\n', 'a.tsv')).toEqual([
    ['', 'Jan', 'Feb'],
    ['Ada', '1', '2'],
  ]);
});

test('one stray byte does not change the encoding of the rest', async () => {
  const stray = Uint8Array.from([...Buffer.from('Größe;x\n'), 0xe9, ...Buffer.from(';ü\n')]);
  expect(outlineOfMarkdown(await read(stray))[0]?.slice(1)).toEqual([
    ['Größe', 'x'],
    ['�', 'ü'],
  ]);
});

test('rows over the bounds are counted', async () => {
  const text = await read(`a,b\n${'some words,and more\n'.repeat(150_000)}`);
  expect(text.length).toBeLessThan(2_300_000);
  expect(text).toMatch(/\*\d+ more rows are left out\.\*$/);
});

test('whatever people write into cells comes back from another parser of Markdown', async () => {
  const cell = fc.string({ unit: fc.constantFrom(...'ab 1,;"|*_`<&#\\~'), maxLength: 8 });
  const rows = fc.array(fc.tuple(fc.constant('x'), cell, cell), { minLength: 2, maxLength: 5 });
  await fc.assert(
    fc.asyncProperty(rows, async (all) => {
      const csv = all
        .map((row) => row.map((one) => `"${one.replaceAll('"', '""')}"`).join(','))
        .join('\n');
      const tidy = (text: string) => text.trim().replace(/\s+/g, ' ');
      expect(await table(csv)).toEqual(all.map((row) => row.map(tidy)));
    }),
    { numRuns: 300 },
  );
});
