import { expect, test } from 'vitest';
import { buildDocx, relations } from '../../testing/build-office.ts';
import { nodesOf } from '../../testing/read-markdown.ts';
import { docxToMarkdown } from './docx.ts';

const run = (text: string, settings = '') =>
  `<w:r>${settings && `<w:rPr>${settings}</w:rPr>`}<w:t xml:space="preserve">${text}</w:t></w:r>`;
const p = (inner: string, settings = '') =>
  `<w:p>${settings && `<w:pPr>${settings}</w:pPr>`}${inner}</w:p>`;
const styled = (text: string, style: string) => p(run(text), `<w:pStyle w:val="${style}"/>`);
const font = (name: string) => `<w:rFonts w:ascii="${name}" w:hAnsi="${name}"/>`;
const style = (id: string, name: string, rest = '') =>
  `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="${name}"/>${rest}</w:style>`;

const read = (body: string, styles = '') =>
  docxToMarkdown(
    buildDocx(body, {
      'word/_rels/document.xml.rels': relations(['s', 'styles', 'styles.xml']),
      'word/styles.xml': `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${styles}</w:styles>`,
    }),
  );

const STYLES = [
  style('b1', 'heading 1'),
  style('Chapter', 'Our chapter', '<w:basedOn w:val="b1"/>'),
  style('Part', 'Our part', '<w:basedOn w:val="Chapter"/>'),
  style('Topic', 'Our topic', '<w:pPr><w:outlineLvl w:val="2"/></w:pPr>'),
  style('b8', 'heading 8'),
  style('Said', 'Said by others', '<w:basedOn w:val="Quote"/>'),
  style('Quote', 'Quote'),
  style('Listing', 'Our listing', '<w:basedOn w:val="Code"/>'),
  style('Code', 'HTML Preformatted'),
  style('Typed', 'Typed', `<w:rPr>${font('Consolas')}</w:rPr>`),
].join('');

test.each([
  ['a style that comes from one of headings', styled('a', 'Part'), '# a'],
  ['a style with a level in the outline', styled('a', 'Topic'), '### a'],
  ['a level of its own', p(run('a'), '<w:outlineLvl w:val="1"/>'), '## a'],
  ['text by its own level', p(run('a'), '<w:pStyle w:val="Topic"/><w:outlineLvl w:val="9"/>'), 'a'],
  [
    'a level that it had before a change',
    p(run('a'), '<w:pPrChange w:id="1"><w:pPr><w:outlineLvl w:val="1"/></w:pPr></w:pPrChange>'),
    'a',
  ],
  ['a deeper heading than Markdown has', styled('a', 'b8'), '###### a'],
  ['a style that comes from one of quotes', styled('a', 'Said'), '> a'],
  [
    'a style that comes from one of code',
    styled(' a', 'Listing') + styled('  b', 'Listing'),
    '```\n a\n  b\n```',
  ],
  ['a style in a font for code', p(run('x')) + styled('  a', 'Typed'), 'x\n\n```\n  a\n```'],
])('what people see of a style: %s', async (_, body, markdown) => {
  expect(await read(body, STYLES)).toBe(markdown);
});

test.each(['Consolas', 'Courier New', 'DejaVu Sans Mono', 'Cascadia Code'])(
  'lines in a font for code are a block of it: %s',
  async (name) => {
    const line = (text: string) => p(run(text, font(name)));
    const empty = p('', `<w:rPr>${font(name)}</w:rPr>`);
    const body = p(run('see')) + line('if a:') + line('    b()') + empty + line('c()') + empty;
    const code = nodesOf(await read(body)).filter(({ type }) => type === 'code');
    expect(code.map(({ value }) => value)).toEqual(['if a:\n    b()\n\nc()']);
  },
);

test('a word in a font for code is code in its line', async () => {
  expect(await read(p(run('run ') + run('npm test', font('Consolas')) + run(' now')))).toBe(
    'run `npm test` now',
  );
});

test.each([
  [
    'which is the font of all of it',
    p(run('a', font('Courier New'))) + p(run('b', font('Courier New'))),
    '',
  ],
  [
    'which is the usual font',
    p(run('a')) + p(run('b', font('Courier New'))),
    `<w:docDefaults><w:rPrDefault><w:rPr>${font('Courier New')}</w:rPr></w:rPrDefault></w:docDefaults>`,
  ],
])('a font for code tells nothing, %s', async (_, body, styles) => {
  expect(await read(body, styles)).toBe('a\n\nb');
});
