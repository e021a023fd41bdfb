import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { buildDocx, relations } from '../../testing/build-office.ts';
import { outlineOfMarkdown } from '../../testing/read-markdown.ts';
import { docxToMarkdown } from './docx.ts';

vi.setConfig({ testTimeout: 120_000 });

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

test('small text that is moved up or down is raised or lowered', async () => {
  const moved = (by: number) => run('2', `<w:position w:val="${by}"/><w:sz w:val="19"/>`);
  const body = p(
    run('x') + moved(8) + run(' H') + moved(-2) + run('O ') + run('a', '<w:position w:val="2"/>'),
  );
  expect(await docxToMarkdown(buildDocx(body))).toBe('x² H₂O a');
});

test('what another program shows is named', async () => {
  const object =
    '<w:r><w:object><o:OLEObject xmlns:o="o" Type="Embed" ProgID="Equation.DSMT4"/></w:object></w:r>';
  expect(await docxToMarkdown(buildDocx(p(run('So') + object + run('holds.'))))).toBe(
    'So Embedded: Equation DSMT4 holds.',
  );
});

test('empty lines of code are lines of it', async () => {
  const lines = ['a', '', '', 'b'].map((line) => p(line && run(line), style('SourceCode')));
  const body = p('') + lines.join('') + p('') + p(run('after'));
  expect(await docxToMarkdown(buildDocx(body, STYLES))).toBe('```\na\n\n\nb\n```\n\nafter');
});

test('cells stand in their column where a row begins further in', async () => {
  const cell = (text: string) => `<w:tc>${p(run(text))}</w:tc>`;
  const rows = [
    `<w:tr>${cell('a')}${cell('b')}</w:tr>`,
    `<w:tr><w:trPr><w:gridBefore w:val="1"/></w:trPr>${cell('c')}</w:tr>`,
  ];
  expect(await docxToMarkdown(buildDocx(`<w:tbl>${rows.join('')}</w:tbl>`))).toBe(
    '|  |  |\n| --- | --- |\n| a | b |\n|  | c |',
  );
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

test.each([
  ['lines below each other', '<m:eqArr><m:e>$x=1$</m:e><m:e>$y=2$</m:e></m:eqArr>', 'x=1; y=2'],
  [
    'signs before',
    '<m:sPre><m:sub>$6$</m:sub><m:sup>$12$</m:sup><m:e>$C$</m:e></m:sPre>',
    '_6^12 C',
  ],
  ['a hat', '<m:acc><m:e>$x$</m:e></m:acc>', 'x\u0302'],
  [
    'a line above',
    '<m:bar><m:barPr><m:pos m:val="top"/></m:barPr><m:e>$x$</m:e></m:bar>',
    'x\u0305',
  ],
  [
    'no fraction',
    '<m:f><m:fPr><m:type m:val="noBar"/></m:fPr><m:num>$n$</m:num><m:den>$k$</m:den></m:f>',
    'n¦k',
  ],
  [
    'what only takes room',
    '$x$<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr><m:e>$y$</m:e></m:phant><m:phant><m:e>$z$</m:e></m:phant>',
    'xz',
  ],
])('a formula with %s', async (_, parts, text) => {
  const formula = parts.replace(/\$([^$]*)\$/g, '<m:r><m:t>$1</m:t></m:r>');
  const body = p(`<m:oMath>${formula}</m:oMath>`);
  expect(await docxToMarkdown(buildDocx(body))).toBe(`\`${text}\``);
});

test('text in fields, of another direction, with readings, in boxes, struck out twice', async () => {
  const field = `<w:fldSimple w:instr=" SEQ Figure ">${run('1')}</w:fldSimple>`;
  const link = `<w:fldSimple w:instr="HYPERLINK &quot;https://a.example/x&quot;">${run('there')}</w:fldSimple>`;
  const ruby = `<w:r><w:ruby><w:rt>${run('kan')}</w:rt><w:rubyBase>${run('漢')}</w:rubyBase></w:ruby></w:r>`;
  const box = `<w:r><w:drawing><x:wsp xmlns:x="x"><x:txbx><w:txbxContent>${p(run('boxed'))}</w:txbxContent></x:txbx></x:wsp></w:drawing></w:r>`;
  const body =
    p(run('Figure ') + field + run(', see ') + link) +
    p(`<w:bdo w:val="rtl">${run('back')}</w:bdo>${ruby}${run(' old', '<w:dstrike/>')}`) +
    p(box);
  expect(await docxToMarkdown(buildDocx(body))).toBe(
    'Figure 1, see [there](https://a.example/x)\n\nback漢 (kan) ~~old~~\n\nboxed',
  );
});

test('a chart is told with its numbers', async () => {
  const points = (...values: string[]) =>
    values.map((value, at) => `<c:pt idx="${at}"><c:v>${value}</c:v></c:pt>`).join('');
  const series = (name: string, ...values: string[]) =>
    `<c:ser><c:tx>${points(name)}</c:tx><c:cat>${points('Q1', 'Q2')}</c:cat><c:val><c:formatCode>0.0</c:formatCode>${points(...values)}</c:val></c:ser>`;
  const chart = `<c:chart xmlns:c="c" xmlns:a="a"><c:title><a:p><a:t>Sales</a:t></a:p></c:title>${series('North', '1', '2.55')}${series('South', '3', '4')}</c:chart>`;
  const parts = {
    'word/_rels/document.xml.rels': relations(['c1', 'chart', 'chart1.xml']),
    'word/chart1.xml': chart,
  };
  expect(await docxToMarkdown(buildDocx(p(run('x')), parts))).toBe(
    'x\n\nSales\n\n|  | North | South |\n| --- | --- | --- |\n| Q1 | 1.0 | 3.0 |\n| Q2 | 2.6 | 4.0 |',
  );
});

test('a formula on a line of its own', async () => {
  const formula = '<m:oMath><m:r><m:t>a=b</m:t></m:r></m:oMath>';
  const settings = '<m:oMathParaPr><m:jc m:val="center"/></m:oMathParaPr>';
  const body = p(`<m:oMathPara>${settings}${formula}</m:oMathPara>`);
  expect(await docxToMarkdown(buildDocx(body))).toBe('`a=b`');
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
