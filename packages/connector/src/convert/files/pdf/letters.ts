/**
 * Letters as fonts draw them: parts of East Asian signs, joined and contextual letters. Some programs
 * name these instead of the letters that they stand for, and nobody would find the word.
 */
const DRAWN = /[\u2f00-\u2fd5\u2e80-\u2eff\ufb00-\ufb4f\ufb50-\ufdf1\ufe80-\ufefc]/g;

/** Parts of signs that Unicode gives no sign for, though they look the same (EquivalentUnifiedIdeograph). */
const PARTS =
  '⺠民⺟母⻁虎⻄西⻅见⻆角⻉贝⻋车⻑長⻓长⻔门⻘青⻙韦⻚页⻛风⻜飞⻝食⻢马⻣骨⻤鬼⻥鱼⻦鸟⻨麦⻩黄⻬齐⻮齿⻰龙⻲龟';
const SIGN_OF = new Map(
  [...PARTS].flatMap((sign, at, all) => (at % 2 === 0 ? [[sign, all[at + 1] ?? sign]] : [])) as [
    string,
    string,
  ][],
);

/** Letters that stand apart from each other, as titles have them: `T I T L E`. */
const SPACED = /^\S(?: \S){3,}$/u;
const LETTER = /\p{L}/gu;

/** A text as people write it. */
export function asWritten(text: string): string {
  const written = text.replace(DRAWN, (sign) => SIGN_OF.get(sign) ?? sign.normalize('NFKC'));
  return SPACED.test(written) && !isIndex(written) ? written.replaceAll(' ', '') : written;
}

/** Letters in the order of the alphabet lead to somewhere, and numbers are counted. */
function isIndex(text: string): boolean {
  const letters = text.match(LETTER) ?? [];
  const isAscending = letters.every((sign, at) => at === 0 || sign > (letters[at - 1] ?? ''));
  return letters.length < 3 || isAscending;
}
