import { expect, test } from 'vitest';
import { buildDocx, relations } from '../../testing/build-office.ts';
import { outlineOfMarkdown } from '../../testing/read-markdown.ts';
import { writtenNumber } from '../written-numbers.ts';
import { docxToMarkdown } from './docx.ts';

const W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const level = (at: number, format: string, text: string, more = '') =>
  `<w:lvl w:ilvl="${at}"><w:start w:val="1"/><w:numFmt w:val="${format}"/>${more}<w:lvlText w:val="${text}"/></w:lvl>`;
const point = (text: string, at = 0, settings = '') =>
  `<w:p><w:pPr><w:numPr><w:ilvl w:val="${at}"/><w:numId w:val="1"/></w:numPr>${settings}</w:pPr>${text && `<w:r><w:t>${text}</w:t></w:r>`}</w:p>`;
const read = (body: string, levels: string, override = '') =>
  docxToMarkdown(
    buildDocx(body, {
      'word/_rels/document.xml.rels': relations(['n', 'numbering', 'numbering.xml']),
      'word/numbering.xml': `<w:numbering ${W}><w:abstractNum w:abstractNumId="0">${levels}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/>${override}</w:num></w:numbering>`,
    }),
  );

test.each([
  ['decimalZero', 7, '07'],
  ['001, 002, 003, ...', 12, '012'],
  ['ordinal', 22, '22nd'],
  ['ordinal', 112, '112th'],
  ['chineseCountingThousand', 21, '二十一'],
  ['chineseCounting', 10, '十'],
  ['chineseCountingThousand', 1_015, '一千〇一十五'],
  ['japaneseCounting', 112, '一百一十二'],
  ['koreanCounting', 12, '십이'],
  ['russianLower', 2, 'б'],
  ['decimalEnclosedCircle', 3, '③'],
  ['decimalEnclosedCircle', 30, '30'],
  ['ganada', 2, '나'],
  ['arabicAlpha', 3, 'ت'],
  ['arabicAbjad', 3, 'ج'],
  ['hebrew1', 15, 'טו'],
  ['hebrew1', 42, 'מב'],
  ['hebrew1', 116, 'קטז'],
  ['hindiNumbers', 42, '४२'],
  ['thaiNumbers', 10, '๑๐'],
  ['thaiLetters', 2, 'ข'],
  ['decimalFullWidth', 12, '１２'],
  ['numberInDash', 3, '- 3 -'],
  ['hex', 31, '1F'],
  ['chicago', 6, '††'],
  ['cardinalText', 21, 'Twenty-one'],
  ['cardinalText', 130, '130'],
  ['ordinalText', 12, 'Twelfth'],
  ['ordinalText', 42, 'Forty-second'],
  ['ordinalText', 30, 'Thirtieth'],
])('%s: %i is written %s', (format, count, written) => {
  expect(writtenNumber(count, format)).toBe(written);
});

test('a number that begins with a nought is not counted anew by Markdown', async () => {
  const markdown = await read(point('a') + point('b'), level(0, 'decimalZero', '%1.'));
  expect(outlineOfMarkdown(markdown)).toEqual([
    ['list', null, [null, ['paragraph', '01. a']], [null, ['paragraph', '02. b']]],
  ]);
});

test('a format of one’s own, though older programs find another one', async () => {
  const own =
    '<mc:AlternateContent xmlns:mc="m"><mc:Choice><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/></mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>';
  expect(await read(point('a'), level(0, 'decimal', 'No. %1', own))).toBe('- No. 001 a');
});

test('legal numbers have digits only', async () => {
  const levels =
    level(0, 'upperRoman', 'Article %1.') + level(1, 'decimal', 'Section %1.%2', '<w:isLgl/>');
  expect(await read(point('a') + point('b', 1), levels)).toBe('- Article I. a\n  - Section 1.1 b');
});

test('a level that never begins anew', async () => {
  const levels =
    level(0, 'decimal', '%1.') + level(1, 'lowerLetter', '%2)', '<w:lvlRestart w:val="0"/>');
  const body = point('one') + point('inner', 1) + point('two') + point('inner', 1);
  expect(await read(body, levels)).toBe('1. one\n   - a) inner\n2. two\n   - b) inner');
});

test('a level that one list has otherwise', async () => {
  const other = `<w:lvlOverride w:ilvl="0">${level(0, 'upperLetter', '%1)')}</w:lvlOverride>`;
  expect(await read(point('a') + point('b'), level(0, 'decimal', '%1.'), other)).toBe(
    '- A) a\n- B) b',
  );
});

test.each(['del', 'moveFrom'])('points that are gone are not counted: %s', async (change) => {
  const gone = point('', 0, `<w:rPr><w:${change} w:id="1" w:author="Ada"/></w:rPr>`);
  expect(await read(point('a') + gone + point('b'), level(0, 'decimal', '%1.'))).toBe('1. a\n2. b');
});
