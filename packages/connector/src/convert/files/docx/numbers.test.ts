import { expect, test } from 'vitest';
import { buildDocx, relations } from '../../testing/build-office.ts';
import { docxToMarkdown } from './docx.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const level = (at: number, format: string, text: string, start = 1) =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="${start}"/><w:numFmt w:val="${format}"/><w:lvlText w:val="${text}"/></w:lvl>`;
const list = (id: number, levels: string) =>
  `<w:abstractNum w:abstractNumId="${id}">${levels}</w:abstractNum>`;
const num = (id: number, list: number, override = '') =>
  `<w:num w:numId="${id}"><w:abstractNumId w:val="${list}"/>${override}</w:num>`;
const restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>';

const PARTS = {
  'word/numbering.xml': `<w:numbering ${W}>${list(0, level(0, 'decimal', '%1.', 3) + level(1, 'lowerLetter', '%1%2)'))}${list(1, level(0, 'upperRoman', '§ %1'))}${list(2, level(0, 'bullet', '•'))}${num(1, 0)}${num(2, 1)}${num(3, 0, restart)}${num(4, 2)}</w:numbering>`,
  'word/styles.xml': `<w:styles ${W}><w:style w:type="paragraph" w:styleId="H"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style></w:styles>`,
  'word/_rels/document.xml.rels': relations(
    ['s1', 'styles', 'styles.xml'],
    ['n1', 'numbering', 'numbering.xml'],
  ),
};

const p = (text: string, set = '') =>
  `<w:p><w:pPr>${set}</w:pPr><w:r><w:t>${text}</w:t></w:r></w:p>`;
const point = (text: string, at: number, id = 1) =>
  p(text, `<w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="${id}"/></w:numPr>`);
const heading = (text: string, more = '') => p(text, `<w:pStyle w:val="H"/>${more}`);
const read = (...parts: string[]) => docxToMarkdown(buildDocx(parts.join(''), PARTS));

test('a list goes on behind what interrupts it, and deeper levels begin anew', async () => {
  const parts = [point('three', 0), point('a', 1), point('b', 1), p('between')];
  expect(await read(...parts, point('four', 0), point('a again', 1))).toBe(
    '3. three\n   - 3a) a\n   - 3b) b\n\nbetween\n\n4. four\n   - 4a) a again',
  );
});

test('a list that begins anew does', async () => {
  expect(await read(point('three', 0), p('-'), point('one', 0, 3), point('two', 0, 3))).toBe(
    '3. three\n\n\\-\n\n1. one\n2. two',
  );
});

test('numbers that a style gives to headings are part of them', async () => {
  const none = '<w:numPr><w:numId w:val="0"/></w:numPr>';
  const changed =
    '<w:pPrChange><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr></w:pPrChange>';
  expect(await read(heading('Scope'), heading('Aside', none), heading('Terms', changed))).toBe(
    '# § I Scope\n\n# Aside\n\n# § II Terms',
  );
});

test('levels are those of their styles, and of the list that a style has', async () => {
  const ofStyle = (at: number, style: string, text: string) =>
    `<w:lvl w:ilvl="${at}"><w:numFmt w:val="decimal"/><w:pStyle w:val="${style}"/><w:lvlText w:val="${text}"/></w:lvl>`;
  const linked = '<w:numStyleLink w:val="Plan"/>';
  const levels = `<w:styleLink w:val="Plan"/>${ofStyle(0, 'H1', '%1')}${ofStyle(1, 'H2', '%1.%2')}`;
  const style = (id: string, depth: number) =>
    `<w:style w:type="paragraph" w:styleId="${id}"><w:name w:val="heading ${depth}"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>`;
  const parts = {
    ...PARTS,
    'word/numbering.xml': `<w:numbering ${W}>${list(0, linked)}${list(1, levels)}${num(1, 0)}</w:numbering>`,
    'word/styles.xml': `<w:styles ${W}>${style('H1', 1)}${style('H2', 2)}</w:styles>`,
  };
  const at = (id: string, text: string) => p(text, `<w:pStyle w:val="${id}"/>`);
  const body = at('H1', 'A') + at('H2', 'B') + at('H2', 'C') + at('H1', 'D') + at('H2', 'E');
  expect(await docxToMarkdown(buildDocx(body, parts))).toBe(
    '# 1 A\n\n## 1.1 B\n\n## 1.2 C\n\n# 2 D\n\n## 2.1 E',
  );
});

test('points have no numbers', async () => {
  expect(await read(point('a', 0, 4), point('b', 0, 4))).toBe('- a\n- b');
});

test('a deeper point with nothing above it has one sign', async () => {
  const parts = [point('a', 1), p('between'), point('b', 1), point('four', 0), point('c', 1)];
  expect(await read(...parts)).toBe('- 3a) a\n\nbetween\n\n- 3b) b\n\n3. four\n   - 3a) c');
});
