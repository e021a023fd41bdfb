import { expect, test, vi } from 'vitest';
import { buildDocx, relations } from '../../testing/build-office.ts';
import { docxToMarkdown } from './docx.ts';

vi.setConfig({ testTimeout: 120_000 });

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const run = (content: string) => `<w:r>${content}</w:r>`;
const text = (words: string) => run(`<w:t xml:space="preserve">${words}</w:t>`);
const p = (content: string, style = '') =>
  `<w:p>${style && `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`}${content}</w:p>`;
const sign = (type: string) => run(`<w:fldChar w:fldCharType="${type}"/>`);
const code = (instruction: string) =>
  run(`<w:instrText xml:space="preserve">${instruction}</w:instrText>`);
/** A field as programs write it that cannot count. */
const field = (instruction: string) => sign('begin') + code(instruction) + sign('end');
const shown = (instruction: string, result: string) =>
  sign('begin') + code(instruction) + sign('separate') + result + sign('end');
const style = (id: string, name: string) =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/></w:style>`;
const PARTS = {
  '_rels/.rels': relations(
    ['r1', 'officeDocument', 'word/document.xml'],
    ['r2', 'metadata/core-properties', 'docProps/core.xml'],
    ['r3', 'custom-properties', 'docProps/custom.xml'],
  ),
  'word/_rels/document.xml.rels': relations(['s', 'styles', 'styles.xml']),
  'word/styles.xml': `<w:styles ${W}>${style('H1', 'heading 1')}${style('H2', 'heading 2')}</w:styles>`,
  'docProps/core.xml':
    '<cp:coreProperties xmlns:cp="cp" xmlns:dc="dc"><dc:title>The plan</dc:title><dc:creator>Ada</dc:creator></cp:coreProperties>',
  'docProps/custom.xml':
    '<Properties xmlns:vt="vt"><property name="Client"><vt:lpwstr>Acme &amp; Co</vt:lpwstr></property></Properties>',
};
const read = (...paragraphs: string[]) => docxToMarkdown(buildDocx(paragraphs.join(''), PARTS));

test('numbers of paragraphs that Word counts for itself', async () => {
  expect(
    await read(p(field(' AUTONUM ') + text(' a')), p(field('AUTONUM \\s )') + text(' b'))),
  ).toBe('1\\. a\n\n2\\) b');
  const legal = (name: string, id: string) => p(field(` AUTONUMLGL ${name}`) + text(' x'), id);
  expect(await read(legal('', 'H1'), legal('', 'H2'), legal('', 'H2'), legal('\\e', 'H1'))).toBe(
    '# 1. x\n\n## 1.1. x\n\n## 1.2. x\n\n# 2 x',
  );
  expect(await read(p(field('AUTONUMOUT') + text(' x'), 'H1'))).toBe('# I. x');
});

test('numbers within paragraphs', async () => {
  const list = (switches = '') => field(` LISTNUM ${switches} `);
  expect(await read(p(`${text('either ')}${list()}${text(' a or ')}${list()}${text(' b')}`))).toBe(
    'either 1) a or 2) b',
  );
  const deeper = list('NumberDefault \\l 2') + list('NumberDefault \\l 2 \\s 5') + list('\\l 3');
  expect(await read(p(text('x ') + deeper))).toBe('x a)e)i)');
  const legal = list('LegalDefault \\l 1') + list('LegalDefault \\l 2');
  expect(await read(p(text('x ') + legal))).toBe('x 1.1.1.');
});

test('numbers of captions go on from those that the file keeps, and begin anew in a section', async () => {
  const caption = (sequence: string) => p(`${text('Table ')}${sequence}${text(' x')}`);
  const simple = '<w:fldSimple w:instr=" SEQ Table \\* ARABIC "/>';
  const empty = '<w:fldSimple w:instr="SEQ Table \\* ROMAN">\n</w:fldSimple>';
  expect(
    await read(
      caption(shown(' SEQ Table ', text('4'))),
      caption(simple),
      caption(empty),
      caption(shown('SEQ table', '')),
      caption(field('SEQ Table \\c')),
      caption(field('SEQ Table \\r 2')),
    ),
  ).toBe('Table 4 x\n\nTable 5 x\n\nTable VI x\n\nTable 7 x\n\nTable 7 x\n\nTable 2 x');
  const inSection = caption(field('SEQ F \\s 1'));
  expect(await read(inSection, inSection, p(text('S'), 'H1'), inSection)).toBe(
    'Table 1 x\n\nTable 2 x\n\n# S\n\nTable 1 x',
  );
});

test('texts of other places, also those that are counted, and properties', async () => {
  const marked = `<w:bookmarkStart w:id="0" w:name="_Ref1"/>${text('Table ')}${field('SEQ T')}<w:bookmarkEnd w:id="0"/>`;
  expect(await read(p(text('see ') + field(' REF _ref1 \\h ')), p(marked))).toBe(
    'see Table 1\n\nTable 1',
  );
  expect(
    await read(
      p(text('Costs'), 'H1'),
      p(text('In ') + field('STYLEREF "heading 1"') + text(', ') + field(' STYLEREF 1 ')),
    ),
  ).toBe('# Costs\n\nIn Costs, Costs');
  expect(
    await read(p([' DOCPROPERTY "Client" ', 'TITLE', ' AUTHOR '].map(field).join(text('; ')))),
  ).toBe('Acme & Co; The plan; Ada');
});

test.each([
  [' MERGEFIELD First_Name \\b "Dear " ', '«First_Name»'],
  ['SYMBOL 254 \\f "Wingdings" \\s 12', '🗹'],
  ['QUOTE "some words"', 'some words'],
  ['HYPERLINK &quot;https://a.example/&quot;', 'https://a.example/'],
  ['GOTOBUTTON mark Go there', 'Go there'],
  ['=SUM(ABOVE) \\# "0.00"', '=SUM(ABOVE) (not computed)'],
  ['FILLIN "Your name?" \\d "Ada"', 'Ada'],
  ['PAGEREF _Ref1 \\h', ''],
])('what a field shows by its instruction: %s', async (instruction, markdown) => {
  expect(await read(p(field(instruction)))).toBe(markdown);
});

test('a field that only helps to make another is counted and not shown', async () => {
  const inner = sign('begin') + code('IF ') + field('SEQ T') + code(' = 1 "a" "b"');
  const outer = inner + sign('separate') + text('a') + sign('end');
  expect(await read(p(outer + text(' ') + field('SEQ T')))).toBe('a 2');
  const named = outer.replace('SEQ T', 'MERGEFIELD Name');
  expect(await read(p(named))).toBe('a');
});
