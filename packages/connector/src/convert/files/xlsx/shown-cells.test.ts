import { expect, test } from 'vitest';
import { buildDocx, buildXlsx, relations } from '../../testing/build-office.ts';
import { docxToMarkdown } from '../docx/docx.ts';
import { xlsxToMarkdown } from './xlsx.ts';

const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`;
const sheet = (content: string) => `<worksheet xmlns:r="x">${content}</worksheet>`;

test('hidden rows and columns are told, with the notes on them', async () => {
  const rows = [
    `<row r="1">${cell('A1', 'a')}${cell('B1', 'secret')}${cell('C1', 'c')}${cell('E1', 'e')}</row>`,
    `<row r="2" hidden="1">${cell('A2', 'secret')}</row>`,
    `<row r="3" ht="0" customHeight="1">${cell('A3', 'flat')}</row>`,
    `<row r="4" hidden="1"><c r="A4" s="1"/></row>`,
    `<row r="5">${cell('B5', 'secret')}${cell('C5', 'z')}</row>`,
  ];
  const columns =
    '<cols><col min="2" max="2" hidden="1" width="9"/><col min="6" max="16384" hidden="1"/></cols>';
  const note = (at: string, text: string) =>
    `<comment ref="${at}"><text><t>${text}</t></text></comment>`;
  const file = buildXlsx('', {
    others: {
      'xl/worksheets/sheet1.xml': sheet(`${columns}<sheetData>${rows.join('')}</sheetData>`),
      'xl/worksheets/_rels/sheet1.xml.rels': relations(['c', 'comments', '../comments.xml']),
      'xl/comments.xml': `<comments>${note('A2', 'secret')}${note('B5', 'secret')}${note('C5', 'seen')}</comments>`,
    },
  });
  expect(await xlsxToMarkdown(file)).toBe(
    '## Sheet1\n\n| a | c |  | e |\n| --- | --- | --- | --- |\n|  | z |  |  |\n\n*2 hidden rows are left out.*\n\n*A hidden column is left out.*\n\n**Notes**\n\n- C5: seen',
  );
});

test.each([
  ['a folded group', '', '<row r="2" hidden="1" outlineLevel="1">'],
  ['a filter', '<sheetPr filterMode="1"/>', '<row r="2" hidden="1">'],
  ['a filter of a table', '', '<row r="2" hidden="1">'],
])('rows stay that are one click away: %s', async (what, before, start) => {
  const rows = `<row r="1">${cell('A1', 'a')}</row>${start}${cell('A2', 'kept')}</row>`;
  const isTable = what.endsWith('table');
  const file = buildXlsx('', {
    others: {
      'xl/worksheets/sheet1.xml': sheet(`${before}<sheetData>${rows}</sheetData>`),
      'xl/worksheets/_rels/sheet1.xml.rels': relations(['t', 'table', '../table.xml']),
      'xl/table.xml': `<table><autoFilter>${isTable ? '<filterColumn/>' : ''}</autoFilter></table>`,
    },
  });
  expect(await xlsxToMarkdown(file)).toBe('## Sheet1\n\n| a |\n| --- |\n| kept |');
});

test('pictures are named; what stands for older programs, or is hidden, is not shown', async () => {
  const shape = (text: string, more = '') =>
    `<x:sp><x:cNvPr id="1" name="s" ${more}/><x:txBody><a:p><a:r><a:t>${text}</a:t></a:r></a:p></x:txBody></x:sp>`;
  const now = `<mc:Choice><x:graphicFrame><x:cNvPr id="1" name="c" descr="Sales"/></x:graphicFrame></mc:Choice>`;
  const file = buildXlsx(`<row>${cell('A1', 'a')}</row>`, {
    others: {
      'xl/worksheets/_rels/sheet1.xml.rels': relations(['d', 'drawing', '../drawing.xml']),
      'xl/drawing.xml': `<x:wsDr><mc:AlternateContent>${now}<mc:Fallback>${shape('This chart is not available.')}</mc:Fallback></mc:AlternateContent>${shape('seen')}${shape('secret', 'hidden="1"')}</x:wsDr>`,
    },
  });
  expect(await xlsxToMarkdown(file)).toBe(
    '## Sheet1\n\n| a |\n| --- |\n\n*Image: Sales*\n\nseen\n\n*A hidden shape is left out.*',
  );
});

test.each([
  ['Sheet1!$B$1', 'By year'],
  ["'It''s secret'!$B$1", 'By year\n\n|  | N |\n| --- | --- |\n| Q | 7 |'],
  ['[1]Sheet1!$B$1', 'By year\n\n|  | N |\n| --- | --- |\n| Q | 7 |'],
])('numbers of a chart are told where no sheet shows them: %s', async (reference, shown) => {
  const points = (name: string, value: string) =>
    `<c:${name}><c:f>${reference}</c:f><c:pt idx="0"><c:v>${value}</c:v></c:pt></c:${name}>`;
  const file = buildXlsx(`<row>${cell('A1', 'a')}</row>`, {
    sheets: '<sheet name="Sheet1" r:id="r1"/><sheet name="It\'s secret" state="hidden" r:id="r1"/>',
    others: {
      'xl/worksheets/_rels/sheet1.xml.rels': relations(['d', 'drawing', '../drawing.xml']),
      'xl/drawing.xml': '<x:wsDr/>',
      'xl/_rels/drawing.xml.rels': relations(['c', 'chart', 'chart.xml']),
      'xl/chart.xml': `<c:chart><a:p><a:t>By year</a:t></a:p><c:ser>${points('tx', 'N')}${points('cat', 'Q')}${points('val', '7')}</c:ser></c:chart>`,
    },
  });
  expect(await xlsxToMarkdown(file)).toBe(
    `## Sheet1\n\n| a |\n| --- |\n\n${shown}\n\n*A hidden sheet is left out.*`,
  );
});

test('a formula that was never computed is told as people type it', async () => {
  const row = '<row><c><f>_xlfn.XLOOKUP(A1,_xlfn._xlws.FILTER(B:B,1),C:C)</f></c></row>';
  expect(await xlsxToMarkdown(buildXlsx(row))).toContain('=XLOOKUP(A1,FILTER(B:B,1),C:C) (not');
});

test('parts in UTF-16', async () => {
  const inUtf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
  const content = inUtf16(sheet(`<sheetData><row>${cell('A1', 'Größe €')}</row></sheetData>`));
  const others = { 'xl/worksheets/sheet1.xml': content };
  expect(await xlsxToMarkdown(buildXlsx('', { others }))).toBe('## Sheet1\n\n| Größe € |\n| --- |');
  const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const body = `<w:document xmlns:w="${W}"><w:body><w:p><w:r><w:t>Größe</w:t></w:r></w:p></w:body></w:document>`;
  expect(await docxToMarkdown(buildDocx('', { 'word/document.xml': inUtf16(body) }))).toBe('Größe');
});

test('controls of a form, of which newer programs have the words twice', async () => {
  const control = (kind: string, words: string, state = '') =>
    `<v:shape><v:textbox><div><font>${words}</font></div></v:textbox><x:ClientData ObjectType="${kind}">${state}</x:ClientData></v:shape>`;
  const vml =
    control('Checkbox', 'Agree to <b>terms</b>', '<x:Checked>1</x:Checked>') +
    control('Radio', 'By mail') +
    control('Button', 'Send') +
    control('Note', 'a note');
  const shape = (words: string) =>
    `<xdr:sp><xdr:txBody><a:p><a:r><a:t>${words}</a:t></a:r></a:p></xdr:txBody></xdr:sp>`;
  const file = buildXlsx(`<row r="1">${cell('A1', 'a')}</row>`, {
    others: {
      'xl/worksheets/_rels/sheet1.xml.rels': relations(
        ['v', 'vmlDrawing', '../drawings/v.vml'],
        ['d', 'drawing', '../drawings/d.xml'],
      ),
      'xl/drawings/v.vml': `<xml xmlns:v="v" xmlns:x="x">${vml}</xml>`,
      'xl/drawings/d.xml': `<xdr:wsDr xmlns:xdr="x" xmlns:a="a">${shape('Send')}${shape('Free words')}</xdr:wsDr>`,
    },
  });
  expect(await xlsxToMarkdown(file)).toBe(
    '## Sheet1\n\n| a |\n| --- |\n\n☑ Agree to terms\n\n☐ By mail\n\nSend\n\nFree words',
  );
});
