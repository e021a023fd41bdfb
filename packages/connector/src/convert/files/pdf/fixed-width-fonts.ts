/** Letters that are as wide as the others nowhere else. */
const NARROW = /[fijlt]/;
/** Width of a sign of such a font, in shares of its size; those of East Asia are wider. */
const NARROWEST = 0.48;
const WIDEST = 0.7;
const SLACK = 0.005;
const FEWEST_LETTERS = 12;
const FEWEST_TEXTS = 3;
/** So many are looked at for their letters. */
const MOST_TEXTS = 100;

type Measured = { least: number; most: number; texts: Set<string> };

/** The share of East Asian signs from which on a font is one for reading, whatever the file says of it. */
const EAST_ASIAN = 0.3;
const SIGNS = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/gu;

/** Fonts with East Asian signs, which are as wide as each other in all of them, and often said to be. */
export function eastAsianFonts(items: readonly unknown[]): Set<string> {
  const fonts = new Map<string, { signs: number; all: number }>();
  for (const { str = '', fontName } of items as { str?: string; fontName: string }[]) {
    const known = fonts.get(fontName) ?? { signs: 0, all: 0 };
    known.signs += str.match(SIGNS)?.length ?? 0;
    known.all += str.length;
    fonts.set(fontName, known);
  }
  const isEastAsian = ({ signs, all }: { signs: number; all: number }) => signs > all * EAST_ASIAN;
  return new Set([...fonts].filter(([, counts]) => isEastAsian(counts)).map(([name]) => name));
}

/** Fonts whose signs are all as wide as each other, which many files do not say of them. */
export function fixedWidthFonts(items: readonly unknown[]): Set<string> {
  const fonts = new Map<string, Measured>();
  for (const item of items as { str?: string; width: number; fontName: string; height: number }[]) {
    const { str = '', width, fontName, height } = item;
    if (str.trim().length < 2 || height === 0) continue;
    const share = width / str.length / height;
    const known = fonts.get(fontName) ?? { least: share, most: share, texts: new Set() };
    known.least = Math.min(known.least, share);
    known.most = Math.max(known.most, share);
    if (known.texts.size < MOST_TEXTS) known.texts.add(str);
    fonts.set(fontName, known);
  }
  const isFixed = ([, { least, most, texts }]: [string, Measured]) => {
    const letters = [...texts].join('');
    const isAlike = least > NARROWEST && most < WIDEST && most - least < SLACK;
    const isEnough = texts.size >= FEWEST_TEXTS && letters.length >= FEWEST_LETTERS;
    return isAlike && isEnough && NARROW.test(letters);
  };
  return new Set([...fonts].filter(isFixed).map(([name]) => name));
}
