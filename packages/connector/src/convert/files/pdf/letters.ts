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

/** Joined letters and signs as fonts of TeX number them (encodings OT1 and T1), of which many files say no more. */
const OF_TEX = new Map(
  [
    ...['\u000bff', '\u000cfi', '\u000dfl', '\u000effi', '\u000fffl'],
    ...['\u001bff', '\u001cfi', '\u001dfl', '\u001effi', '\u001fffl'],
    ...['\u0010“', '\u0011”', '\u0012„', '\u0015–', '\u0016—'],
  ].map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);
const BESIDE = /[\p{L}.,;!?]/u;

/** Beside a letter: by itself, such a sign is one of a font for signs, as points have it. */
function withTexSigns(text: string): string {
  const signs = [...text];
  if (!signs.some((sign) => OF_TEX.has(sign))) return text;
  return signs
    .map((sign, at) => {
      const isBeside = BESIDE.test((signs[at - 1] ?? '') + (signs[at + 1] ?? ''));
      // Signs of points come first.
      return ((isBeside || at > 1) && OF_TEX.get(sign)) || sign;
    })
    .join('');
}

/** A text as people write it. */
export function asWritten(given: string): string {
  const text = withTexSigns(given);
  const written = text.replace(DRAWN, (sign) => SIGN_OF.get(sign) ?? sign.normalize('NFKC'));
  return SPACED.test(written) && !isIndex(written) ? written.replaceAll(' ', '') : written;
}

/** Letters in the order of the alphabet lead to somewhere, and numbers are counted. */
function isIndex(text: string): boolean {
  const letters = text.match(LETTER) ?? [];
  const isAscending = letters.every((sign, at) => at === 0 || sign > (letters[at - 1] ?? ''));
  return letters.length < 3 || isAscending;
}
