import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { buildXlsx, relations, type SheetParts } from '../../testing/build-office.ts';
import { nodesOf, outlineOfMarkdown } from '../../testing/read-markdown.ts';
import { xlsxToMarkdown } from './xlsx.ts';

vi.setConfig({ testTimeout: 120_000 });

const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const styles = (...formats: string[]) =>
  `<styleSheet><numFmts>${formats.map((format, at) => `<numFmt numFmtId="${170 + at}" formatCode="${escapeXml(format)}"/>`).join('')}</numFmts><cellXfs>${formats.map((_, at) => `<xf numFmtId="${170 + at}"/>`).join('')}</cellXfs></styleSheet>`;
const row = (cells: string) =>
  `<row><c t="inlineStr"><is><t>h</t></is></c></row><row>${cells}</row>`;

async function shownOf(cells: string, parts: SheetParts = {}): Promise<unknown> {
  const outline = outlineOfMarkdown(await xlsxToMarkdown(buildXlsx(row(cells), parts)));
  const table = outline.find(([type]) => type === 'table');
  return (table?.at(-1) as string[] | undefined)?.[0];
}

test.each([
  ['_-* #,##0.00\\ _D_M_-', '1234.5', '1,234.50'],
  ['yyyy-mm-dd', '44561', '2021-12-31'],
  ['[$-C0A]d" de "mmmm" de "yyyy', '46000', '9 de diciembre de 2025'],
  ['[$-10C0A]ddd d-mmm-yy;@', '46000', 'mar 9-dic-25'],
  ['[$-FC19]d mmmm yyyy "г."', '46000', '9 декабря 2025 г.'],
  ['[$-411]ggge"年"m"月"d"日"', '46000', '令和7年12月9日'],
  ['[$-411]ge.mm.dd;@', '43600', 'R1.05.15'],
  ['[$-404]e"年"', '46000', '114年'],
  ['[h]:mm', '1.5', '36:00'],
  ['0.0%', '0.125', '12.5%'],
  ['$#,##0.00', '1234.5', '$1,234.50'],
  ['00000', '42', '00042'],
  ['General', '0.07000000000000001', '0.07'],
  ['General', '12345678', '12345678'],
  ['#,##0 "pcs";[Red]-#,##0 "pcs"', '-1200', '-1,200 pcs'],
  ['d. mmmm yyyy', '46000', '9. December 2025'],
  ['# ?/?', '0.5', '1/2'],
  ['not a "format', '5', '5'],
  ['[$€-407] #,##0.00', '1234.5', '€ 1,234.50'],
  ['[$-407]d. mmmm yyyy', '46000', '9. Dezember 2025'],
])('%s of %s is shown as %s', async (format, value, shown) => {
  expect(await shownOf(`<c s="0"><v>${value}</v></c>`, { styles: styles(format) })).toBe(shown);
});

test('years that are counted from 1904', async () => {
  const parts = { styles: styles('yyyy-mm-dd'), book: '<workbookPr date1904="1"/>' };
  expect(await shownOf('<c s="0"><v>44561</v></c>', parts)).toBe('2026-01-01');
});

test.each([
  ['<c><f>SUM(A1:A3)</f><v></v></c>', '', '=SUM(A1:A3) (not computed)'],
  [
    '<c><f>SUM(A1:A3)</f><v>0</v></c>',
    '<calcPr fullCalcOnLoad="1"/>',
    '=SUM(A1:A3) (not computed)',
  ],
  ['<c><f>SUM(A1:A3)</f><v>0</v></c>', '', '0'],
  ['<c><f>SUM(A1:A3)</f><v>6</v></c>', '<calcPr fullCalcOnLoad="1"/>', '6'],
  ['<c t="str"><f>A1&amp;B1</f><v>xy</v></c>', '', 'xy'],
  ['<c t="str"><f>IF(A1,"","x")</f><v></v></c><c><v>1</v></c>', '', ''],
  ['<c t="e"><v>#N/A</v></c>', '', '#N/A'],
  ['<c t="b"><v>1</v></c>', '', 'TRUE'],
])('%s %s', async (cell, book, shown) => {
  expect(await shownOf(cell, { book })).toBe(shown);
});

test.each([
  [
    'dates as ISO 8601 has them',
    '<c t="d" s="0"><v>2026-01-31T06:30:00</v></c>',
    '31.01.2026 06:30',
  ],
  ['what a format says of texts', '<c t="inlineStr" s="1"><is><t>7b</t></is></c>', 'No. 7b'],
  ['the same of shared texts', '<c t="s" s="1"><v>0</v></c>', 'No. 9c'],
  ['shared texts without', '<c t="s" s="2"><v>0</v></c>', '9c'],
])('%s', async (_, cell, shown) => {
  const parts = {
    styles: styles('dd.mm.yyyy hh:mm', '"No. "@', 'General'),
    strings: '<sst><si><t>9c</t></si></sst>',
  };
  expect(await shownOf(cell, parts)).toBe(shown);
});

test('a thread of comments is told once', async () => {
  const thread = (text: string) =>
    `<threadedComment ref="B2"><text>${text}</text></threadedComment>`;
  const note = (place: string, text: string) =>
    `<comment ref="${place}"><text><t>${text}</t></text></comment>`;
  const markdown = await xlsxToMarkdown(
    buildXlsx('<row><c><v>1</v></c></row>', {
      others: {
        'xl/worksheets/_rels/sheet1.xml.rels': relations(
          ['r1', 'comments', '../comments1.xml'],
          ['r2', 'threadedComment', '../thread1.xml'],
        ),
        'xl/comments1.xml': `<comments><commentList>${note('A1', 'Old')}${note('B2', 'Your version of Excel …')}</commentList></comments>`,
        'xl/thread1.xml': `<ThreadedComments>${thread('Right?')}${thread('Yes.')}</ThreadedComments>`,
      },
    }),
  );
  expect(markdown).toMatch(/\*\*Notes\*\*\n\n- A1: Old\n- B2: Right\?\n- B2: Yes\.$/);
});

test('formats of conditions have numbers of their own', async () => {
  const styles =
    '<styleSheet><numFmts><numFmt numFmtId="164" formatCode="0.00"/></numFmts><cellXfs><xf numFmtId="164"/></cellXfs><dxfs><dxf><numFmt numFmtId="164" formatCode="yyyy"/></dxf></dxfs></styleSheet>';
  expect(await shownOf('<c s="0"><v>5</v></c>', { styles })).toBe('5.00');
});

test('a sheet that is a chart', async () => {
  const markdown = await xlsxToMarkdown(
    buildXlsx('<row><c><v>1</v></c></row>', {
      sheets: '<sheet name="Sales" r:id="r9"/>',
      others: {
        'xl/_rels/workbook.xml.rels': relations(['r9', 'chartsheet', 'chartsheets/sheet1.xml']),
        'xl/chartsheets/sheet1.xml': '<chartsheet/>',
        'xl/chartsheets/_rels/sheet1.xml.rels': relations(['d', 'drawing', '../drawing1.xml']),
        'xl/drawing1.xml': '<drawing/>',
        'xl/_rels/drawing1.xml.rels': relations(['c', 'chart', 'chart1.xml']),
        'xl/chart1.xml': '<c:chart xmlns:c="c" xmlns:a="a"><a:p><a:t>By year</a:t></a:p></c:chart>',
      },
    }),
  );
  expect(markdown).toBe('## Sales\n\nBy year');
});

test('raised and struck-out text, links, notes and hidden sheets are told', async () => {
  const markdown = await xlsxToMarkdown(
    buildXlsx(
      '<row><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" s="1" t="inlineStr"><is><t>old</t></is></c></row>',
      {
        strings:
          '<sst><si><r><t>10</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>6</t></r></si><si><t>two&#10;lines_x000D_</t></si></sst>',
        styles:
          '<styleSheet><fonts><font/><font><strike/></font></fonts><cellXfs><xf fontId="0"/><xf fontId="1"/></cellXfs></styleSheet>',
        sheets:
          '<sheet name="Shown" r:id="r1"/><sheet name="Secret" state="veryHidden" r:id="r1"/>',
        sheetRelations: relations(
          ['r1', 'hyperlink', 'https://a.example/x'],
          ['r2', 'comments', '../comments1.xml'],
        ),
        others: {
          'xl/comments1.xml':
            '<comments><commentList><comment ref="B1"><text><r><t>A note.</t></r></text></comment></commentList></comments>',
        },
      },
    ),
  );
  expect(markdown).toContain('| [10⁶](https://a.example/x) | two<br>lines | ~~old~~ |');
  expect(markdown).toContain('- B1: A note.');
  expect(markdown).toContain('*A hidden sheet is left out.*');
  expect(markdown).not.toContain('Secret');
});

test('links of several cells, with places in a page, and codes in results', async () => {
  const cell = (at: string) => `<c r="${at}"><v>1</v></c>`;
  const sheet = `<worksheet xmlns:r="x"><sheetData><row>${cell('A1')}${cell('B1')}${cell('C1')}</row><row>${cell('A2')}<c r="B2" t="str"><f>A1</f><v>x_x000D_&#10;y</v></c></row></sheetData><hyperlinks><hyperlink ref="A1:B2" r:id="r1" location="part two"/><hyperlink ref="C1" location="Sheet2!A1"/></hyperlinks></worksheet>`;
  const markdown = await xlsxToMarkdown(
    buildXlsx('', {
      sheetRelations: relations(['r1', 'hyperlink', 'https://a.example/x']),
      others: { 'xl/worksheets/sheet1.xml': sheet },
    }),
  );
  const linked = (text: string) => `[${text}](https://a.example/x#part%20two)`;
  expect(markdown).toContain(
    `| ${linked('1')} | ${linked('1')} | 1 |\n| --- | --- | --- |\n| ${linked('1')} | ${linked('x<br>y')} |  |`,
  );
});

test('texts of cells come back from another parser of Markdown', async () => {
  const text = fc.string({
    unit: fc.constantFrom(...'ab 1.-|*_`<>&#\\~[]()'),
    minLength: 1,
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), async (texts) => {
      const cells = texts
        .map((one) => `<c t="inlineStr"><is><t>${escapeXml(one)}</t></is></c>`)
        .join('');
      const markdown = await xlsxToMarkdown(buildXlsx(row(`<c><v>7</v></c>${cells}`)));
      const last = outlineOfMarkdown(markdown)
        .find(([type]) => type === 'table')
        ?.at(-1) as string[];
      const tidy = texts.map((one) => one.trim().replace(/\s+/g, ' '));
      while (tidy.at(-1) === '') tidy.pop();
      expect(last).toEqual(['7', ...tidy]);
    }),
    { numRuns: 300 },
  );
});

test('what is over the bounds of a document is counted', async () => {
  const rows = Array.from(
    { length: 120_000 },
    (_, at) => `<row><c><v>${at}</v></c><c t="inlineStr"><is><t>some words</t></is></c></row>`,
  );
  const markdown = await xlsxToMarkdown(buildXlsx(rows.join('')));
  const [, leftOut = '0'] = /\*(\d+) more rows are left out/.exec(markdown) ?? [];
  const written =
    nodesOf(markdown.slice(0, 100_000)).length > 0
      ? markdown.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| ---'))
          .length
      : 0;
  expect(written + Number(leftOut)).toBe(120_000);
});
