import { expect, test } from 'vitest';
import { buildDocx, relations } from '../../testing/build-office.ts';
import { docxToMarkdown } from './docx.ts';
import { shownByInstruction } from './shown-fields.ts';

const W =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"';
const run = (text: string, set = '') =>
  `<w:r>${set && `<w:rPr>${set}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (content: string, set = '') => `<w:p>${set && `<w:pPr>${set}</w:pPr>`}${content}</w:p>`;
const font = (name: string) => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`;
const V = 'xmlns:v="urn:schemas-microsoft-com:vml"';
const MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"';
const drawing = (content: string) =>
  `<w:drawing><x:wsp xmlns:x="x"><w:txbxContent>${content}</w:txbxContent></x:wsp></w:drawing>`;
const older = (content: string, shape = 'rect') =>
  `<w:pict><v:${shape} ${V}><v:textbox><w:txbxContent>${content}</w:txbxContent></v:textbox></v:${shape}></w:pict>`;
const twice = (now: string, before: string) =>
  `<w:r><mc:AlternateContent ${MC}><mc:Choice Requires="wps">${drawing(now)}</mc:Choice><mc:Fallback>${older(before)}</mc:Fallback></mc:AlternateContent></w:r>`;

const HIDDEN = '*Hidden text is left out.*';

test.each([
  ['a run', p(run('seen') + run('secret', '<w:vanish/>')), `seen\n\n${HIDDEN}`],
  ['a run that is not', p(run('seen', '<w:vanish w:val="0"/>')), 'seen'],
  [
    'a style of letters',
    p(run('seen') + run('secret', '<w:rStyle w:val="H"/>')),
    `seen\n\n${HIDDEN}`,
  ],
  [
    'a style of paragraphs',
    p(run('secret'), '<w:pStyle w:val="P"/>') + p(run('seen')),
    `seen\n\n${HIDDEN}`,
  ],
  ['a blank', p(run('seen') + run(' ', '<w:vanish/>')), 'seen'],
])('hidden text is left out and told: %s', async (_, body, markdown) => {
  const style = (type: string, id: string) =>
    `<w:style w:type="${type}" w:styleId="${id}"><w:name w:val="Own ${id}"/><w:rPr><w:vanish/></w:rPr></w:style>`;
  const parts = {
    'word/_rels/document.xml.rels': relations(['s', 'styles', 'styles.xml']),
    'word/styles.xml': `<w:styles ${W}>${style('character', 'H')}${style('paragraph', 'P')}</w:styles>`,
  };
  expect(await docxToMarkdown(buildDocx(body, parts))).toBe(markdown);
});

test('letters of fonts for signs are those signs', async () => {
  const body = p(
    `${run('\uf0e0', font('Wingdings'))}${run(' J ', font('Wingdings'))}${run('a &lt;', font('Symbol'))}`,
  );
  expect(await docxToMarkdown(buildDocx(body))).toBe('🡪 ☺ α &lt;');
});

test('fields, formulas and boxes within notes and comments', async () => {
  const note = p(
    `${run('see ')}<w:fldSimple w:instr=" REF a ">${run('Section 4')}</w:fldSimple>${run(' ')}<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>`,
  );
  const parts = {
    'word/_rels/document.xml.rels': relations(
      ['f', 'footnotes', 'footnotes.xml'],
      ['c', 'comments', 'comments.xml'],
    ),
    'word/footnotes.xml': `<w:footnotes ${W}><w:footnote w:id="1">${note}</w:footnote></w:footnotes>`,
    'word/comments.xml': `<w:comments ${W}><w:comment w:id="1" w:initials="AE">${note}</w:comment></w:comments>`,
  };
  const body = p(
    `${run('x')}<w:r><w:footnoteReference w:id="1"/></w:r><w:r><w:commentReference w:id="1"/></w:r>`,
  );
  expect(await docxToMarkdown(buildDocx(body, parts))).toBe(
    'x\\[1\\]\\[AE1\\]\n\n1. see Section 4 `x=1`\n\n**Comment \\[AE1\\]**\n\nsee Section 4 `x=1`',
  );
});

test('a picture without a form for older programs', async () => {
  const WP = 'http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing';
  const A = 'http://schemas.openxmlformats.org/drawingml/2006/main';
  const PIC = 'http://schemas.openxmlformats.org/drawingml/2006/picture';
  const picture = `<w:drawing><wp:inline xmlns:wp="${WP}"><wp:docPr id="1" descr="A map"/><a:graphic xmlns:a="${A}"><a:graphicData><pic:pic xmlns:pic="${PIC}"><pic:blipFill><a:blip r:embed="i"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>`;
  const body = p(
    `<w:r><mc:AlternateContent ${MC}><mc:Choice Requires="x">${picture}</mc:Choice></mc:AlternateContent></w:r>`,
  );
  const parts = {
    'word/_rels/document.xml.rels': relations(['i', 'image', 'media/a.png']),
    'word/media/a.png': 'x',
  };
  expect(await docxToMarkdown(buildDocx(body, parts))).toBe('*Image: A map*');
});

test('words in a font for code within notes', async () => {
  const note = p(run('call ') + run('b()', font('Consolas')) + run(' twice'));
  const parts = {
    'word/_rels/document.xml.rels': relations(['f', 'footnotes', 'footnotes.xml']),
    'word/footnotes.xml': `<w:footnotes ${W}><w:footnote w:id="1">${note}</w:footnote></w:footnotes>`,
  };
  const body = p(`${run('x')}<w:r><w:footnoteReference w:id="1"/></w:r>`);
  expect(await docxToMarkdown(buildDocx(body, parts))).toBe('x\\[1\\]\n\n1. call `b()` twice');
});

test('boxes within boxes, and in shapes of every kind', async () => {
  const inner = p(run('inner'));
  const body =
    p(twice(p(run('outer') + twice(inner, inner)), p(run('outer') + twice(inner, inner)))) +
    p(`<w:r>${older(p(run('round')), 'oval')}</w:r>`) +
    p(run('after'));
  expect(await docxToMarkdown(buildDocx(body))).toBe('outer\n\ninner\n\nround\n\nafter');
});

test('charts stand where they are drawn, behind a table where that is in a cell', async () => {
  const chart = '<w:r><w:drawing><c:chart xmlns:c="c" r:id="c1"/></w:drawing></w:r>';
  const points = (name: string, value: string) =>
    `<c:${name}><c:pt idx="0"><c:v>${value}</c:v></c:pt></c:${name}>`;
  const parts = {
    'word/_rels/document.xml.rels': relations(['c1', 'chart', 'chart1.xml']),
    'word/chart1.xml': `<c:chart xmlns:c="c"><c:ser>${points('tx', 'N')}${points('cat', 'Q')}${points('val', '7')}</c:ser></c:chart>`,
  };
  const table = '|  | N |\n| --- | --- |\n| Q | 7 |';
  expect(await docxToMarkdown(buildDocx(p(run('a')) + p(chart) + p(run('b')), parts))).toBe(
    `a\n\n${table}\n\nb`,
  );
  const cell = `<w:tbl><w:tr><w:tc>${p(run('c') + chart)}</w:tc><w:tc>${p(run('d'))}</w:tc></w:tr></w:tbl>`;
  expect(await docxToMarkdown(buildDocx(cell + p(run('b')), parts))).toBe(
    `|  |  |\n| --- | --- |\n| c | d |\n\n${table}\n\nb`,
  );
});

test.each([
  [' EQ \\f(1,2) ', '1/2'],
  ['eq \\o\\ac(○,1)', '○1'],
  ['EQ \\* jc2 \\* "Font:MS Mincho" \\o\\ad(\\s\\up 9(とうきょう),東京)', '東京 (とうきょう)'],
  ['EQ a \\f(x\\,y,\\r(,2)) b', 'a x,y/√(2) b'],
  ['EQ \\f(', '/'],
  ['MACROBUTTON NoMacro [Click here]', '[Click here]'],
  ['PAGE', ''],
])('what a field shows by its instruction: %s', (instruction, shown) => {
  expect(shownByInstruction(instruction)).toBe(shown);
});

test('a field without a result stands in its sentence', async () => {
  const sign = (type: string) => `<w:r><w:fldChar w:fldCharType="${type}"/></w:r>`;
  const field = `${sign('begin')}<w:r><w:instrText> EQ \\f(a&amp;b,2) </w:instrText></w:r>${sign('end')}`;
  expect(await docxToMarkdown(buildDocx(p(run('so ') + field + run(' holds'))))).toBe(
    'so a&b/2 holds',
  );
});
