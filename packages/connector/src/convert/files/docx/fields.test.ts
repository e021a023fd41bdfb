import { expect, test, vi } from 'vitest';
import { buildDocx } from '../../testing/build-office.ts';
import { docxToMarkdown } from './docx.ts';

vi.setConfig({ testTimeout: 120_000 });

const run = (content: string) => `<w:r>${content}</w:r>`;
const text = (words: string) => run(`<w:t xml:space="preserve">${words}</w:t>`);
const p = (content: string) => `<w:p>${content}</w:p>`;
const sign = (type: string, inner = '') =>
  run(`<w:fldChar w:fldCharType="${type}">${inner}</w:fldChar>`);
const code = (instruction: string) =>
  run(`<w:instrText xml:space="preserve">${instruction}</w:instrText>`);
const field = (instruction: string, shown: string) =>
  sign('begin') + instruction + sign('separate') + shown + sign('end');

const read = (body: string) => docxToMarkdown(buildDocx(body));

test.each([
  [' HYPERLINK "https://a.example/x" \\l "part" \\o "A &quot;tip&quot;" \\t "_blank" ', 'x#part'],
  [' HYPERLINK \\o "A tip" &quot;https://a.example/x?b=1&amp;c=2&quot; \\h', 'x?b=1&c=2'],
  ['hyperlink https://a.example/x', 'x'],
  ['HYPERLINK "https://a.example/x"', 'x'],
])('a link: %s', async (instruction, address) => {
  const link = `[there](https://a.example/${address})`;
  expect(await read(p(field(code(instruction), text('there'))))).toBe(link);
  const half = Math.floor(instruction.indexOf('a.example'));
  const parted = code(instruction.slice(0, half)) + code(instruction.slice(half));
  expect(await read(p(field(parted, text('there'))))).toBe(link);
});

test('a link within the document is its text', async () => {
  expect(await read(p(field(code(' HYPERLINK \\l "_Toc1" '), text('there'))))).toBe('there');
});

test('what fields show within the instruction of another is no part of the page', async () => {
  const page = field(code(' PAGE '), text('7'));
  const condition = code(' IF ') + page + code(' = 1 "first" "other" ');
  expect(await read(p(text('The ') + field(condition, text('other')) + text(' page')))).toBe(
    'The other page',
  );
  // A field that nobody ended takes nothing away.
  expect(await read(p(sign('begin') + code(' IF ') + page + text(' stays')))).toBe('7 stays');
});

test('fields in one element, whatever quotes their attributes have', async () => {
  const body = p(
    `<w:fldSimple w:instr = ' HYPERLINK "https://a.example/x" '>${text('there')}</w:fldSimple>`,
  );
  expect(await read(body)).toBe('[there](https://a.example/x)');
});

test('what a form has chosen', async () => {
  const list = (result: string) =>
    `<w:ffData><w:name w:val="n"/><w:ddList>${result}<w:listEntry w:val="Red"/><w:listEntry w:val="Blue &amp; green"/></w:ddList></w:ffData>`;
  const form = (result: string) =>
    sign('begin', list(result)) + code(' FORMDROPDOWN ') + sign('end');
  expect(await read(p(text('It is ') + form('<w:result w:val="1"/>')))).toBe('It is Blue & green');
  expect(await read(p(form('')))).toBe('Red');
});

test('ends of lines and pages, and tabs, part words', async () => {
  const parts = ['<w:cr/>', '<w:br w:type="page"/>', '<w:br w:type="column" />'];
  const body = p(parts.map((part) => run(`<w:t>a</w:t>${part}`)).join('') + text('b'));
  expect(await read(body)).toBe('a  \na  \na  \nb');
  expect(await read(p(run('<w:t>l</w:t><w:ptab w:alignment="right"/><w:t>r</w:t>')))).toBe('l r');
});

test('letters that are drawn along a line', async () => {
  const shape =
    '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath style="x" string="Draft of May"/></v:shape></w:pict>';
  expect(await read(p(run(shape)))).toBe('Draft of May');
});

test('names with other prefixes than those of Word', async () => {
  const named = p(
    text('So ') +
      field(code(' HYPERLINK "https://a.example/w:x" \\h '), text('w:r')) +
      '<m:oMath><m:r><m:t>=a</m:t></m:r></m:oMath>',
  );
  const document = `<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><w:body>${named}</w:body></w:document>`;
  const renamed = document
    .replace(/(<\/?|\s(?:xmlns:)?)w(?=[:=])/g, '$1ns0')
    .replace(/(<\/?|\s(?:xmlns:)?)m(?=[:=])/g, '$1ns1');
  expect(renamed).not.toContain('<w:');
  const plain = await docxToMarkdown(buildDocx('', { 'word/document.xml': document }));
  expect(plain).toBe('So [w:r](https://a.example/w:x)`=a`');
  expect(await docxToMarkdown(buildDocx('', { 'word/document.xml': renamed }))).toBe(plain);
});
