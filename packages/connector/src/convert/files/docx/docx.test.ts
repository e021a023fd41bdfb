import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildDocx, relations } from '../../testing/build-office.ts';
import { outlineOfMarkdown } from '../../testing/read-markdown.ts';
import { docxToMarkdown } from './docx.ts';

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const run = (text: string, set = '') =>
  `<w:r>${set && `<w:rPr>${set}</w:rPr>`}<w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
const p = (content: string, set = '') => `<w:p>${set && `<w:pPr>${set}</w:pPr>`}${content}</w:p>`;
const style = (id: string) => `<w:pStyle w:val="${id}"/>`;
const STYLES = {
  'word/styles.xml': `<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">${['Source Code', 'Preformatted Text', 'Quote', 'heading 1', 'Title'].map((name) => `<w:style w:type="paragraph" w:styleId="${name.replace(' ', '')}"><w:name w:val="${name}"/></w:style>`).join('')}</w:styles>`,
  'word/_rels/document.xml.rels': relations(
    ['s1', 'styles', 'styles.xml'],
    ['c1', 'aFChunk', 'chunk.html'],
  ),
};

test('lines of a style for code are one block, to the sign', async () => {
  for (const name of ['SourceCode', 'PreformattedText']) {
    const lines = ['if (a) {', '  b();  ', '}'].map((line) => p(run(line), style(name)));
    expect(await docxToMarkdown(buildDocx(lines.join(''), STYLES))).toBe(
      '```\nif (a) {\n  b();  \n}\n```',
    );
  }
});

test('quotes, titles, raised and struck-out text', async () => {
  const body =
    p(run('Plan'), style('Title')) +
    p(run('said'), style('Quote')) +
    p(
      run('10') +
        run('6', '<w:vertAlign w:val="superscript"/>') +
        run(' H') +
        run('2', '<w:vertAlign w:val="subscript"/>') +
        run('O ') +
        run('old', '<w:strike/>'),
    );
  expect(await docxToMarkdown(buildDocx(body, STYLES))).toBe('# Plan\n\n> said\n\n10⁶ H₂O ~~old~~');
});

test('formulas stand in their sentence', async () => {
  const sup =
    '<m:sSup><m:e><m:r><m:t>x</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup>';
  const fraction = `<m:f><m:num>${sup}<m:r><m:t>+1</m:t></m:r></m:num><m:den><m:r><m:t>y</m:t></m:r></m:den></m:f>`;
  const body = p(`${run('Take ')}<m:oMath>${fraction}</m:oMath>${run(' of it.')}`);
  expect(await docxToMarkdown(buildDocx(body))).toBe('Take `(x^2+1)/y` of it.');
});

test('a body that is an embedded page is that page', async () => {
  const parts = { ...STYLES, 'word/chunk.html': '<h2>Inside</h2><p>the <b>text</b></p>' };
  const body = `${p(run('before'))}<w:altChunk r:id="c1"/>${p(run('after'))}`;
  expect(await docxToMarkdown(buildDocx(body, parts))).toBe(
    'before\n\n## Inside\n\nthe **text**\n\nafter',
  );
});

test('words of paragraphs and cells come back from another parser of Markdown', async () => {
  const text = fc
    .string({ unit: fc.constantFrom(...'ab 1.-|*_`<>&#\\~[]()'), minLength: 1, maxLength: 8 })
    .filter((one) => /\w/.test(one));
  const tidy = (one: string) => one.trim().replace(/\s+/g, ' ');
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 2, maxLength: 4 }), async (texts) => {
      const cells = texts.map((one) => `<w:tc>${p(run(one))}</w:tc>`).join('');
      const body = `${texts.map((one) => p(run(one))).join('')}<w:tbl><w:tr>${cells}</w:tr><w:tr>${cells}</w:tr></w:tbl>`;
      const outline = outlineOfMarkdown(await docxToMarkdown(buildDocx(body)));
      const words = texts.map(tidy);
      expect(outline).toEqual([
        ...words.map((one) => ['paragraph', one]),
        ['table', words.map(() => ''), words, words],
      ]);
    }),
    { numRuns: 100 },
  );
});
