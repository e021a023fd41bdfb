import { zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { convertFile } from './convert-file.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const zip = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytes(text)])));

const read = (content: string | Uint8Array, name: string) =>
  convertFile({ bytes: typeof content === 'string' ? bytes(content) : content, name });

const SHEET = {
  'xl/workbook.xml':
    '<workbook xmlns:r="x"><sheets><sheet name="A | B" r:id="r1"/><sheet name="Secret" state="hidden" r:id="r1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels':
    '<Relationships><Relationship Id="r1" Type="x/worksheet" Target="/xl/worksheets/sheet1.xml"/></Relationships>',
  'xl/styles.xml':
    '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd&quot;.&quot;mm"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/></cellXfs></styleSheet>',
  'xl/sharedStrings.xml': '<sst><si><r><t>rich </t></r><r><t>text</t></r></si></sst>',
  'xl/worksheets/sheet1.xml':
    '<worksheet><sheetData><row><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>x|y</t></is></c></row><row><c r="A2" s="1"><v>46000</v></c><c r="B2" t="b"><v>1</v></c><c r="C2"><f>1+1</f><v>2</v></c></row></sheetData></worksheet>',
};

test('xlsx: gaps, rich text, dates, formulas as their values, no hidden sheets', async () => {
  expect(await read(zip(SHEET), 'a.xlsx')).toBe(
    '## A | B\n\n| rich text |  | x\\|y |\n| --- | --- | --- |\n| 09.12 | TRUE | 2 |\n\n*A hidden sheet is left out.*',
  );
});

test.each([
  ['csv', 'a;b\n"x;1";"say ""hi"""\n', '| a | b |\n| --- | --- |\n| x;1 | say "hi" |'],
  ['txt', '# no heading\n<b>*x*', '\\# no heading  \n&lt;b>\\*x\\*'],
  ['json', '{"a":"```"}', '````json\n{"a":"```"}\n````'],
  ['html', '<h1>T</h1><script>x</script><p>y', '# T\n\ny'],
  ['md', '# As it is\n', '# As it is'],
  ['md', '\n\n    code\n\ntext\n', '    code\n\ntext'],
  [
    'vcf',
    'BEGIN:VCARD\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:M=C3=BCller;=\nAda\nPHOTO;ENCODING=BASE64;JPEG:/9j/4AAQ\n AA==\n\nLOGO:data:image/png;base64,AAAA\nEND:VCARD',
    'BEGIN:VCARD  \nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Müller;Ada  \nPHOTO;ENCODING=BASE64;JPEG\n\nLOGO  \nEND:VCARD',
  ],
  ['txt', '', ''],
])('%s', async (kind, text, expected) => {
  expect(await read(text, `a.${kind}`)).toBe(expected);
});

test('a file in the container of older programs is told', async () => {
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]);
  for (const name of ['a.docx', 'a.xlsx', 'a.pptx']) {
    await expect(read(compound, name)).rejects.toThrow('protected by a password');
  }
});

test('a message whose page is empty is its text', async () => {
  const mail = [
    'From: a@x.example\nContent-Type: multipart/alternative; boundary=b\n',
    '--b\nContent-Type: text/plain\n\nHello\n',
    '--b\nContent-Type: text/html\n\n<html><body> </body></html>\n--b--\n',
  ];
  expect(await read(mail.join('\n'), 'a.eml')).toBe('**From:** a@x.example\n\nHello');
});

test('a message has the date that it was sent with', async () => {
  const mail = 'From: a@x.example\nDate: Sun, 1 Mar 2026\n 10:00:00 +0900\n\nHello';
  expect(await read(mail, 'a.eml')).toBe(
    '**From:** a@x.example  \n**Date:** Sun, 1 Mar 2026 10:00:00 +0900\n\nHello',
  );
});

test('a message whose broken lines have blanks behind their sign is read as one text', async () => {
  const head = 'From: a@x.example\nContent-Transfer-Encoding: quoted-printable\n\n';
  expect(await read(`${head}It ends on =  \n30 June, 5 =3D 5.\n`, 'a.eml')).toBe(
    '**From:** a@x.example\n\nIt ends on 30 June, 5 = 5.',
  );
  const plain = head.replace('quoted-printable', '7bit');
  expect(await read(`${plain}a = \nb`, 'a.eml')).toBe('**From:** a@x.example\n\na =  \nb');
});

test('a book whose chapters are encrypted is none; one with such fonts is', async () => {
  const book = (locked: string) =>
    zip({
      'META-INF/container.xml': '<container><rootfile full-path="b/c.opf"/></container>',
      'META-INF/encryption.xml': `<encryption><CipherReference URI="${locked}"/></encryption>`,
      'b/c.opf':
        '<package><manifest><item id="a" href="a%20b.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>',
      'b/a b.xhtml': '<p>Chapter</p>',
    });
  expect(await read(book('b/font.otf'), 'a.epub')).toBe('Chapter');
  await expect(read(book('b/a%20b.xhtml'), 'a.epub')).rejects.toThrow('encrypted');
});

test('old encodings', async () => {
  expect(await read(new Uint8Array([0x63, 0xe9]), 'a.txt')).toBe('cé');
  expect(await read(new Uint8Array([0xff, 0xfe, 0x41, 0]), 'a.txt')).toBe('A');
  const xml = Buffer.concat([
    Buffer.from('<?xml version="1.0" encoding="koi8-r"?>'),
    Buffer.from([0xf4]),
  ]);
  expect(await read(xml, 'a.xml')).toContain('Т');
});

test('appointments and addresses: lines that were broken to be short are whole', async () => {
  const event =
    'BEGIN:VEVENT\r\nSUMMARY:Plan of the super\r\n visor\\, part 2\\nRoom 7\r\nEND:VEVENT\r\n';
  const shown = 'BEGIN:VEVENT  \nSUMMARY:Plan of the supervisor, part 2  \nRoom 7  \nEND:VEVENT';
  expect(await read(event, 'a.ics')).toBe(shown);
  expect(await convertFile({ bytes: bytes(event), name: 'a', mediaType: 'text/calendar' })).toBe(
    shown,
  );
});

test('the title of a book stands above it once, with a page for it or without', async () => {
  const book = (page: string) =>
    zip({
      'META-INF/container.xml': '<container><rootfile full-path="c.opf"/></container>',
      'c.opf':
        '<package><metadata><dc:title>Plan</dc:title></metadata><manifest><item id="a" href="a.xhtml"/></manifest><spine><itemref idref="a"/></spine></package>',
      'a.xhtml': `${page}<h2>One</h2>`,
    });
  for (const page of ['', '<h1>Plan</h1>']) {
    expect(await read(book(page), 'a.epub')).toBe('# Plan\n\n## One');
  }
});

test('a chapter that a book names again, by whatever id, is read once', async () => {
  const book = zip({
    'META-INF/container.xml': '<container><rootfile full-path="c.opf"/></container>',
    'c.opf':
      '<package><manifest><item id="a" href="a.xhtml"/><item id="b" href="b.xhtml"/><item id="c" href="a.xhtml"/></manifest><spine><itemref idref="a"/><itemref idref="b"/><itemref idref="a"/><itemref idref="c"/></spine></package>',
    'a.xhtml': '<p>One</p>',
    'b.xhtml': '<p>Two</p>',
  });
  expect(await read(book, 'a.epub')).toBe('One\n\nTwo');
});
