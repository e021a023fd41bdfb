import { unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { buildXlsx, buildZip, relations } from '../testing/build-office.ts';
import { convertFile } from './convert-file.ts';

test('parts under names in other capitals, and with the separators of Windows', async () => {
  const W = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
  const document = `<w:document xmlns:w="${W}"><w:body><w:p><w:r><w:t>words</w:t></w:r></w:p></w:body></w:document>`;
  for (const target of ['word/Document.xml', 'word\\document.xml', '/WORD/document.xml']) {
    const bytes = buildZip({
      '_rels/.rels': relations(['r1', 'officeDocument', target]),
      'word/document.xml': document,
    });
    expect(await convertFile({ bytes, name: 'a.docx' })).toBe('words');
  }
  const strings = { 'xl/SharedStrings.xml': '<sst><si><t>shared</t></si></sst>' };
  const book = buildXlsx('<row><c t="s"><v>0</v></c></row>', { others: strings });
  const parts = Object.entries(unzipSync(book)).filter(([name]) => name !== 'xl/sharedStrings.xml');
  const bytes = buildZip(Object.fromEntries(parts));
  expect(await convertFile({ bytes, name: 'a.xlsx' })).toContain('| shared |');
});

test('a sheet whose elements have a prefix tells what is left out of it', async () => {
  const text = 'a'.repeat(990);
  const row = `<x:row><x:c t="inlineStr"><x:is><x:t>${text}</x:t></x:is></x:c></x:row>`;
  const bytes = buildXlsx('', {
    others: {
      'xl/worksheets/sheet1.xml': `<x:worksheet xmlns:x="m"><x:sheetData>${row.repeat(3_000)}</x:sheetData></x:worksheet>`,
    },
  });
  expect(await convertFile({ bytes, name: 'a.xlsx' })).toMatch(
    /\*\d{3} more rows are left out\.\*$/,
  );
});
