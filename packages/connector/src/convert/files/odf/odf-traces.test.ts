import { expect, test } from 'vitest';
import { buildOdf, buildZip } from '../../testing/build-office.ts';
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

const LIST =
  '<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/><text:list-level-style-number text:level="3" style:num-format="1" text:display-levels="3"/></text:list-style>';
const numbered = (level: number, content: string) =>
  `<text:numbered-paragraph text:list-id="x" text:style-name="L1" text:level="${level}">${content}</text:numbered-paragraph>`;
const item = (content: string) => `<text:list-item>${content}</text:list-item>`;
const list = (content: string, settings = '') =>
  `<text:list text:style-name="L1" ${settings}>${content}</text:list>`;
const ON = 'text:continue-numbering="true"';

test.each([
  [
    'points that stand in no list',
    numbered(1, p('one')) +
      numbered(2, p('inner')) +
      numbered(1, `<text:number>2.</text:number>${p('two')}`) +
      p('text') +
      numbered(1, p('three')) +
      numbered(1, '<text:h text:outline-level="2">Head</text:h>'),
    '1. one\n   - a) inner\n2. two\n\ntext\n\n3. three\n\n## 4. Head',
  ],
  [
    'numbers that are written for those that do not count',
    list(item(`<text:number>1.</text:number>${p('one')}`)) +
      `<text:list>${item(`<text:number>b)</text:number>${p('two')}`)}</text:list>` +
      '<text:h text:outline-level="1"><text:number>4 </text:number>Head</text:h>',
    '1. one\n\n- b) two\n\n# 4 Head',
  ],
  [
    'headings that a list numbers, over several parts of it',
    list(item('<text:h text:outline-level="1">One</text:h>')) +
      list(item(`<text:list>${item(p('in'))}</text:list>`), ON) +
      p('text') +
      list(item(`<text:list>${item(p('in too'))}</text:list>`), ON) +
      list(item('<text:h text:outline-level="1">Two</text:h>'), ON) +
      list(item(`<text:list>${item(p('new'))}</text:list>`), ON),
    '# 1. One\n\n- a) in\n\ntext\n\n- b) in too\n\n# 2. Two\n\n- a) new',
  ],
  [
    'values and parts that are not shown here, and comments that are settled',
    `${p(
      '[<text:variable-set text:display="none">no</text:variable-set><text:variable-set>yes</text:variable-set>]<office:annotation loext:resolved="true"><dc:creator>Ada</dc:creator><text:p>ok</text:p></office:annotation>',
    )}<text:section><text:section-source xlink:href="../part%20two.odt"/></text:section>`,
    '\\[yes\\] \\[Ada: (resolved) ok\\]\n\n*Included document: part two.odt*',
  ],
])('%s', async (_, body, markdown) => {
  expect(await odtToMarkdown(buildOdf('text', body, LIST))).toBe(markdown);
});

test('what a sheet says to whoever chooses a cell', async () => {
  const rules =
    '<table:content-validations><table:content-validation table:name="v" table:base-cell-address="S.B1"><table:help-message table:title="Pick" table:display="true"><text:p>one of these</text:p></table:help-message></table:content-validation><table:content-validation table:name="w"><table:help-message table:display="true"><text:p>unused</text:p></table:help-message></table:content-validation></table:content-validations>';
  const body = rules + sheet('S', row(cell('a') + cell('b', 'table:content-validation-name="v"')));
  expect(await odsToMarkdown(buildOdf('spreadsheet', body))).toBe(
    '## S\n\n| a | b |\n| --- | --- |\n\n**Notes**\n\n- B1: Pick: one of these',
  );
});

test('drawings, and files in letters of their own', async () => {
  const drawing =
    '<office:document-content><office:body><office:drawing><draw:page draw:name="Plan"><draw:custom-shape><text:p>Start</text:p></draw:custom-shape></draw:page></office:drawing></office:body></office:document-content>';
  expect(await odpToMarkdown(buildZip({ 'content.xml': drawing }))).toBe('## Plan\n\nStart');
  const flat =
    '<?xml version="1.0" encoding="ISO-8859-1"?><office:document><office:body><office:text><text:p>caf\u00e9</text:p></office:text></office:body></office:document>';
  expect(await odtToMarkdown(Buffer.from(flat, 'latin1'))).toBe('café');
});

test('links that a formula makes', async () => {
  const formula = 'table:formula="of:=HYPERLINK(&quot;https://a.example/x&quot;;&quot;Go&quot;)"';
  const body = sheet('S', row(cell('Go', formula) + cell('b', 'table:formula="of:=[.A1]"')));
  expect(await odsToMarkdown(buildOdf('spreadsheet', body))).toBe(
    '## S\n\n| [Go](https://a.example/x) | b |\n| --- | --- |',
  );
});
