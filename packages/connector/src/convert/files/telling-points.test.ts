import { expect, test, vi } from 'vitest';
import { buildDocx, buildOdf, buildPptx, relations } from '../testing/build-office.ts';
import { docxToMarkdown } from './docx/docx.ts';
import { odtToMarkdown } from './odf/odf.ts';
import { pptxToMarkdown } from './pptx/pptx.ts';
import { rtfToMarkdown } from './rtf/rtf.ts';

vi.setConfig({ testTimeout: 120_000 });

const TICKED = '- ☐ a\n- ☑ b\n- c';

test('points whose sign says something keep it: Word', async () => {
  const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
  const list = (id: number, sign: string, font = '') =>
    `<w:abstractNum w:abstractNumId="${id}"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="${sign}"/><w:rPr><w:rFonts w:ascii="${font}"/></w:rPr></w:lvl></w:abstractNum>`;
  const signs = [list(1, '☐'), list(2, '\uf0fe', 'Wingdings'), list(3, '\uf0b7', 'Symbol')];
  const nums = [1, 2, 3].map(
    (id) => `<w:num w:numId="${id}"><w:abstractNumId w:val="${id}"/></w:num>`,
  );
  const p = (text: string, at: number) =>
    `<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="${at + 1}"/></w:numPr></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
  const parts = {
    'word/_rels/document.xml.rels': relations(['n', 'numbering', 'numbering.xml']),
    'word/numbering.xml': `<w:numbering ${W}>${signs.join('')}${nums.join('')}</w:numbering>`,
  };
  expect(await docxToMarkdown(buildDocx(['a', 'b', 'c'].map(p).join(''), parts))).toBe(TICKED);
});

test('points whose sign says something keep it: PowerPoint', async () => {
  const p = (text: string, point: string) =>
    `<a:p><a:pPr>${point}</a:pPr><a:r><a:t>${text}</a:t></a:r></a:p>`;
  const wingdings = (sign: string) => `<a:buFont typeface="Wingdings"/><a:buChar char="${sign}"/>`;
  const body = p('a', '<a:buChar char="☐"/>') + p('b', wingdings('þ')) + p('c', wingdings('§'));
  expect(await pptxToMarkdown(buildPptx(`<p:sp><p:txBody>${body}</p:txBody></p:sp>`))).toBe(
    `## Slide 1\n\n${TICKED}`,
  );
});

test('points whose sign says something keep it: OpenDocument', async () => {
  const level = (at: number, sign: string, font = '') =>
    `<text:list-style style:name="L${at}"><text:list-level-style-bullet text:level="1" text:bullet-char="${sign}"><style:text-properties fo:font-family="${font}"/></text:list-level-style-bullet></text:list-style>`;
  const styles = level(0, '☐') + level(1, '\uf0fe', 'Wingdings') + level(2, '•');
  const lists = ['a', 'b', 'c'].map(
    (text, at) =>
      `<text:list text:style-name="L${at}"><text:list-item><text:p>${text}</text:p></text:list-item></text:list>`,
  );
  const shown = await odtToMarkdown(buildOdf('text', lists.join(''), styles));
  // Three lists here, which Markdown parts by another sign.
  expect(shown.replace(/\n\n[-*] /g, '\n- ')).toBe(TICKED);
});

test('points whose sign says something keep it: RTF', () => {
  const point = (sign: string, text: string) => `{\\listtext\\f1 ${sign}\\tab}\\ls1 ${text}\\par`;
  const rtf = `{\\rtf1\\ansi{\\fonttbl{\\f0 Arial;}{\\f1\\fcharset2 Wingdings;}}${point('\\u9744?', 'a')}${point("\\'fe", 'b')}${point("\\'a7", 'c')}}`;
  expect(rtfToMarkdown(new TextEncoder().encode(rtf))).toBe(TICKED);
});
