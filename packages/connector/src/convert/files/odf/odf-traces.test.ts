import { expect, test } from 'vitest';
import { buildOdf } from '../../testing/build-office.ts';
import { odpToMarkdown, odsToMarkdown, odtToMarkdown } from './odf.ts';

const p = (text: string, settings = '') => `<text:p ${settings}>${text}</text:p>`;
const cell = (text: string, settings = '', name = 'table-cell') =>
  `<table:${name} ${settings}>${p(text)}</table:${name}>`;
const row = (cells: string, settings = '') =>
  `<table:table-row ${settings}>${cells}</table:table-row>`;
const sheet = (name: string, rows: string) =>
  `<table:table table:name="${name}">${rows}</table:table>`;

test('rows that are written once for thousands are told where they are too many', async () => {
  const rows =
    row(cell('a')) + row(cell('x'), 'table:number-rows-repeated="3000"') + row(cell('z'));
  const shown = await odsToMarkdown(buildOdf('spreadsheet', sheet('S', rows)));
  expect(shown.match(/\| x \|/g)).toHaveLength(1_000);
  expect(shown).toMatch(/\| z \|\n\n\*2000 more rows are left out\.\*$/);
});

test('cells that another covers, notes behind their value, sheets with nothing in them', async () => {
  const note = `<office:annotation><dc:creator>Ada</dc:creator>${p('check')}</office:annotation>`;
  const first =
    row(
      cell('wide', 'table:number-columns-spanned="2"') + cell('under', '', 'covered-table-cell'),
    ) + row(`<table:table-cell>${note}${p('5')}</table:table-cell>${cell('b')}`);
  const body = sheet('S', first) + sheet('Plan 2027', row('<table:table-cell/>'));
  expect(await odsToMarkdown(buildOdf('spreadsheet', body))).toBe(
    '## S\n\n| wide |  |\n| --- | --- |\n| 5<br>\\[Ada: check\\] | b |\n\n*The sheet Plan 2027 is empty.*\n\n*A hidden cell is left out.*',
  );
});

test('lists that the style of their paragraphs names', async () => {
  const styles =
    '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix=")"/></text:list-style><style:style style:name="P0" style:list-style-name="L1"/><style:style style:name="P1" style:parent-style-name="P0"/>';
  const items = ['one', 'two'].map(
    (text) => `<text:list-item>${p(text, 'text:style-name="P1"')}</text:list-item>`,
  );
  const list = `<text:list>${items.join('')}</text:list>`;
  expect(await odtToMarkdown(buildOdf('text', list, styles))).toBe('- a) one\n- b) two');
});

test('programs within a text are no text, and what is said of a table is', async () => {
  const labels = '<table:title>Prices</table:title><table:desc>By year</table:desc>';
  const table = sheet('T', labels + row(cell('a') + cell('b')));
  expect(
    await odtToMarkdown(buildOdf('text', p('x<text:script>var y</text:script>') + table)),
  ).toBe('x\n\n*Prices: By year*\n\n|  |  |\n| --- | --- |\n| a | b |');
});

test('films and sounds', async () => {
  const film = (address: string) =>
    `<draw:frame><draw:plugin xlink:href="${address}"/></draw:frame>`;
  const page = `<draw:page draw:name="P">${film('Media/intro.mp4')}${film('https://v.example/a.mp4')}</draw:page>`;
  expect(await odpToMarkdown(buildOdf('presentation', page))).toBe(
    '## P\n\n*File: intro.mp4 [File: a.mp4](https://v.example/a.mp4)*',
  );
});
