import { expect, test } from 'vitest';
import { buildXlsx, relations } from '../../testing/build-office.ts';
import { xlsxToMarkdown } from './xlsx.ts';

const SHEET: [string, string, string] = ['r1', 'worksheet', 'worksheets/sheet1.xml'];
const cell = (address: string, text: string) =>
  `<c r="${address}" t="inlineStr"><is><t>${text}</t></is></c>`;
const read = async (rows: string, parts: Parameters<typeof buildXlsx>[1] = {}) =>
  (await xlsxToMarkdown(buildXlsx(rows, parts))).replace('## Sheet1\n\n', '');

/** A book whose cells name rich values: `kind` has these keys, and the one value these parts. */
function withRichValue(kind: string, keys: string[], values: (string | number)[]) {
  const future = (name: string, inner: string) =>
    `<futureMetadata name="${name}"><bk><extLst><ext>${inner}</ext></extLst></bk></futureMetadata>`;
  return {
    others: {
      'xl/metadata.xml': `<metadata xmlns:r="r"><metadataTypes><metadataType name="XLDAPR"/><metadataType name="XLRICHVALUE"/></metadataTypes>${future('XLDAPR', '<r:dynamicArrayProperties/>')}${future('XLRICHVALUE', '<r:rvb i="0"/>')}<cellMetadata><bk><rc t="1" v="0"/></bk></cellMetadata><valueMetadata><bk><rc t="2" v="0"/></bk></valueMetadata></metadata>`,
      'xl/richData/structure.xml': `<rvStructures><s t="${kind}">${keys.map((key) => `<k n="${key}"/>`).join('')}</s></rvStructures>`,
      'xl/richData/values.xml': `<rvData><rv s="0">${values.map((value) => `<v>${value}</v>`).join('')}</rv></rvData>`,
      'xl/_rels/workbook.xml.rels': relations(
        SHEET,
        ['m', 'sheetMetadata', 'metadata.xml'],
        ['v', 'rdRichValue', 'richData/values.xml'],
        ['s', 'rdRichValueStructure', 'richData/structure.xml'],
      ),
    },
  };
}

test.each([
  [
    'a picture',
    '_localImage',
    { Identifier: 0, CalcOrigin: 5, Text: 'Our logo' },
    '*Image: Our logo*',
  ],
  ['a picture without a description', '_localImage', { Identifier: 0 }, '*Image*'],
  [
    'a stock',
    '_linkedentity2',
    { '%Id': 1, _DisplayString: 'Acme (XX:AC)', Name: 'Acme' },
    'Acme (XX:AC)',
  ],
  ['no room for a result', '_error', { colOffset: 1, errorType: 8, rwOffset: 0 }, '#SPILL!'],
  ['an error that nobody knows', '_error', { errorType: 99 }, '#VALUE!'],
])('what older programs see as an error: %s', async (_, kind, parts, shown) => {
  const rows = '<row r="1"><c r="A1" t="e" vm="1"><v>#VALUE!</v></c></row>';
  const book = withRichValue(kind, Object.keys(parts), Object.values(parts));
  expect(await read(rows, book)).toBe(`| ${shown} |\n| --- |`);
});

test('a picture that a formula fetches', async () => {
  const rows =
    '<row r="1"><c r="A1" t="e"><f>_xlfn.IMAGE("https://x.example/a.png","A map")</f><v>#VALUE!</v></c></row>';
  expect(await read(rows)).toBe('| *Image: A map* |\n| --- |');
});

test('boxes to tick', async () => {
  const styles =
    '<styleSheet><cellXfs><xf/><xf><extLst><ext><xfComplement i="0"/></ext></extLst></xf></cellXfs></styleSheet>';
  const box = (value: number, style: number) =>
    `<row><c t="b" s="${style}"><v>${value}</v></c></row>`;
  expect(await read(box(1, 1) + box(0, 1) + box(1, 0), { styles })).toBe(
    '| ☑ |\n| --- |\n| ☐ |\n| TRUE |',
  );
});

test('hours that are counted, and times before the first day, where days count from 1904', async () => {
  const formats = ['[h]:mm', 'h:mm', 'yyyy-mm-dd'];
  const styles = `<styleSheet><numFmts>${formats.map((code, at) => `<numFmt numFmtId="${200 + at}" formatCode="${code}"/>`).join('')}</numFmts><cellXfs>${formats.map((_, at) => `<xf numFmtId="${200 + at}"/>`).join('')}</cellXfs></styleSheet>`;
  const rows = [1.5, -0.25, 44561].map(
    (value, at) => `<row><c s="${at}"><v>${value}</v></c></row>`,
  );
  expect(await read(rows.join(''), { styles, book: '<workbookPr date1904="1"/>' })).toBe(
    '| 36:00 |\n| --- |\n| -6:00 |\n| 2026-01-01 |',
  );
});

test('who wrote a note, and what is settled', async () => {
  const others = {
    'xl/_rels/workbook.xml.rels': relations(SHEET, ['p', 'person', 'persons/person.xml']),
    'xl/persons/person.xml':
      '<personList><person displayName="Ada Example" id="{1}"/></personList>',
    'xl/worksheets/_rels/sheet1.xml.rels': relations(['t', 'threadedComment', '../threads.xml']),
    'xl/threads.xml':
      '<ThreadedComments><threadedComment ref="A1" personId="{1}" done="1"><text>Why?</text></threadedComment><threadedComment ref="A1" personId="{2}"><text>So.</text></threadedComment></ThreadedComments>',
  };
  expect(await read(`<row r="1">${cell('A1', 'a')}</row>`, { others })).toBe(
    '| a |\n| --- |\n\n**Notes**\n\n- A1: Ada Example: (resolved) Why?\n- A1: So.',
  );
});

test('what is printed around a sheet, and sheets with nothing in them', async () => {
  const others = {
    'xl/_rels/workbook.xml.rels': relations(SHEET, ['r2', 'worksheet', 'worksheets/sheet2.xml']),
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1">${cell('A1', 'a')}</row></sheetData><headerFooter><oddHeader>&amp;L&amp;"Arial,Bold"&amp;12Confidential&amp;C&amp;A&amp;RPage &amp;P of &amp;N</oddHeader><oddFooter>&amp;LAda &amp;&amp; Bo&amp;R&amp;D</oddFooter></headerFooter></worksheet>`,
    'xl/worksheets/sheet2.xml': '<worksheet><sheetData/></worksheet>',
  };
  const sheets = '<sheet name="Sheet1" r:id="r1"/><sheet name="Plan 2027" r:id="r2"/>';
  expect(await read('', { others, sheets })).toBe(
    '| a |\n| --- |\n\n*The sheet Plan 2027 is empty.*\n\n**Header:** Confidential\n\n**Footer:** Ada & Bo',
  );
});

test('what Excel says to whoever chooses a cell', async () => {
  const others = {
    'xl/worksheets/sheet1.xml': `<worksheet><sheetData><row r="1">${cell('A1', 'a')}</row></sheetData><dataValidations><dataValidation sqref="B2:B9" promptTitle="State" prompt="One of_x000D_&#10;three"/><dataValidation sqref="C1"/></dataValidations></worksheet>`,
  };
  expect(await read('', { others })).toBe(
    '| a |\n| --- |\n\n**Notes**\n\n- B2:B9: State: One of  \n  three',
  );
});
