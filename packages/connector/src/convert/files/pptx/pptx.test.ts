import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { buildPptx } from '../../testing/build-office.ts';
import { outlineOfMarkdown } from '../../testing/read-markdown.ts';
import { pptxToMarkdown } from './pptx.ts';

vi.setConfig({ testTimeout: 120_000 });

const escapeXml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const run = (text: string, set = '') => `<a:r><a:rPr ${set}/><a:t>${escapeXml(text)}</a:t></a:r>`;
const p = (content: string, set = '') => `<a:p>${set}${content}</a:p>`;
const shape = (content: string, kind?: string) =>
  `<p:sp><p:nvSpPr><p:nvPr>${kind === undefined ? '' : `<p:ph type="${kind}"/>`}</p:nvPr></p:nvSpPr><p:txBody>${content}</p:txBody></p:sp>`;
const cell = (text: string, set = '') => `<a:tc ${set}><a:txBody>${p(run(text))}</a:txBody></a:tc>`;

test('titles, points of all levels, marks and tables', async () => {
  const slide =
    shape(p(run('Plan')), 'title') +
    shape(p(run('one')) + p(run('two'), '<a:pPr lvl="1"/>') + p(run('three')), 'body') +
    shape(
      p(
        run('10') +
          run('6', 'baseline="30000"') +
          run(' is ') +
          run('bold', 'b="1"') +
          run(' old', 'strike="sngStrike"'),
      ),
    ) +
    `<p:graphicFrame><a:tbl><a:tblPr firstRow="1"/><a:tr>${cell('A')}${cell('B')}</a:tr><a:tr>${cell('x', 'gridSpan="2"')}${cell('', 'hMerge="1"')}</a:tr></a:tbl></p:graphicFrame>` +
    shape(p(run('7')), 'sldNum');
  expect(await pptxToMarkdown(buildPptx(slide))).toBe(
    '## Plan\n\n- one\n  - two\n- three\n\n10⁶ is **bold** ~~old~~\n\n| A | B |\n| --- | --- |\n| x |  |',
  );
});

test('what another program shows is named', async () => {
  const frame = (object: string) => `<p:graphicFrame>${object}</p:graphicFrame>`;
  const slide = frame('<p:oleObj progId="Excel.Sheet.12"/>') + frame('<p:oleObj/>');
  expect(await pptxToMarkdown(buildPptx(slide))).toBe(
    '## Slide 1\n\n*Embedded: Excel Sheet*\n\n*Embedded: object*',
  );
});

test('lines in a font for code are a block of it, with the empty ones between', async () => {
  const font = '<a:latin typeface="Courier New"/>';
  const code = (text: string) => p(`<a:r><a:rPr>${font}</a:rPr><a:t>${text}</a:t></a:r>`);
  const slide = shape(
    p('') + p(run('see')) + p('') + code('if a:') + code('  b()') + p('') + code('c()') + p(''),
  );
  expect(await pptxToMarkdown(buildPptx(slide))).toBe(
    '## Slide 1\n\nsee\n\n```\nif a:\n  b()\n\nc()\n```',
  );
});

test('points keep their numbers, letters among them', async () => {
  const point = (text: string, type: string, start = 1) =>
    p(run(text), `<a:pPr><a:buAutoNum type="${type}" startAt="${start}"/></a:pPr>`);
  const slide = shape(
    point('three', 'arabicPeriod', 3) +
      point('four', 'arabicPeriod', 3) +
      p(run('text')) +
      point('five', 'alphaLcParenR') +
      point('six', 'alphaLcParenR'),
  );
  expect(await pptxToMarkdown(buildPptx(slide))).toBe(
    '## Slide 1\n\n3. three\n4. four\n\ntext\n\n- a) five\n- b) six',
  );
});

test.each([
  ['arabic1Minus', 'أ-'],
  ['arabicDbPeriod', '１.'],
  ['circleNumWdWhitePlain', '①'],
  ['ea1ChsPeriod', '一.'],
  ['hebrew2Minus', 'א-'],
  ['hindiNumParenR', '१)'],
  ['thaiAlphaParenBoth', '(ก)'],
  ['thaiNumPeriod', '๑.'],
])('points that are counted as %s', async (type, label) => {
  const slide = shape(p(run('one'), `<a:pPr><a:buAutoNum type="${type}"/></a:pPr>`));
  expect(await pptxToMarkdown(buildPptx(slide))).toBe(`## Slide 1\n\n- ${label} one`);
});

test('words come back from another parser of Markdown', async () => {
  const text = fc
    .string({ unit: fc.constantFrom(...'ab 1.-|*_`<>&#\\~[]()'), minLength: 1, maxLength: 8 })
    .filter((one) => /\w/.test(one));
  const tidy = (one: string) => one.trim().replace(/\s+/g, ' ');
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 2, maxLength: 5 }), async (texts) => {
      const slide =
        shape(p(run('T')), 'title') +
        shape(texts.map((one) => p(run(one))).join('')) +
        shape(texts.map((one) => p(run(one))).join(''), 'body');
      const words = texts.map(tidy);
      expect(outlineOfMarkdown(await pptxToMarkdown(buildPptx(slide)))).toEqual([
        ['heading', 2, 'T'],
        ...words.map((one) => ['paragraph', one]),
        ['list', null, ...words.map((one) => [null, ['paragraph', one]])],
      ]);
    }),
    { numRuns: 200 },
  );
});
