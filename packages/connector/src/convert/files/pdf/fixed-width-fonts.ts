/** Letters that are as wide as each other nowhere else. */
const NARROW = /[fijlt]/;
const WIDE = /[mw]/;
/** Width of a sign of such a font, in shares of its size; those of East Asia are wider. */
const NARROWEST = 0.5;
const WIDEST = 0.7;
const SLACK = 0.02;
const FEWEST_LETTERS = 12;

type Measured = { least: number; most: number; texts: string };

/** Fonts whose signs are all as wide as each other, which many files do not say of them. */
export function fixedWidthFonts(items: readonly unknown[]): Set<string> {
  const fonts = new Map<string, Measured>();
  for (const item of items as { str?: string; width: number; fontName: string; height: number }[]) {
    const { str = '', width, fontName, height } = item;
    if (str.trim().length < 2 || height === 0) continue;
    const share = width / str.length / height;
    const known = fonts.get(fontName) ?? { least: share, most: share, texts: '' };
    known.least = Math.min(known.least, share);
    known.most = Math.max(known.most, share);
    if (known.texts.length < 1_000) known.texts += str;
    fonts.set(fontName, known);
  }
  const isFixed = ([, { least, most, texts }]: [string, Measured]) =>
    least > NARROWEST &&
    most < WIDEST &&
    most - least < SLACK &&
    texts.length >= FEWEST_LETTERS &&
    NARROW.test(texts) &&
    WIDE.test(texts);
  return new Set([...fonts].filter(isFixed).map(([name]) => name));
}
