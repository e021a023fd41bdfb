import type { PageText } from './page-text.ts';

/** How much larger than running text the first letter of a chapter is set, at the least. */
const LARGER = 1.8;
/** Lines that stand beside such a letter. */
const FEWEST_LINES = 2;
/** No page begins so many chapters. */
const MOST_CAPS = 50;

/**
 * Texts of a page with the large first letters of chapters in the words that they begin. As a letter of
 * two lines, it would make one line of these.
 */
export function withDropCaps(texts: readonly PageText[]): PageText[] {
  const body = bodySize(texts);
  const caps = texts.filter(
    ({ text, size }) => size > body * LARGER && /^\p{Lu}$/u.test(text.trim()),
  );
  const kept = [...texts];
  for (const cap of caps.slice(0, MOST_CAPS)) {
    const starts = kept
      .filter((text) => isBeside(text, cap))
      .toSorted((one, other) => one.y - other.y);
    if (starts.length < FEWEST_LINES) continue;
    // Beside the letter, lines begin where those below it do.
    for (const [index, start] of starts.entries()) {
      const text = index === 0 ? cap.text.trim() + start.text.trimStart() : start.text;
      const width = start.x + start.width - cap.x;
      kept[kept.indexOf(start)] = { ...start, text, x: cap.x, width };
    }
    kept.splice(kept.indexOf(cap), 1);
  }
  return kept;
}

/** Whether a line of running text begins right behind a letter, within its height. */
function isBeside(text: PageText, cap: PageText): boolean {
  const gap = text.x - (cap.x + cap.width);
  const isWithin = text.y > cap.y - cap.size && text.y < cap.y + text.size * 0.5;
  return text.size * LARGER < cap.size && isWithin && gap > -1 && gap < text.size;
}

function bodySize(texts: readonly PageText[]): number {
  const letters = new Map<number, number>();
  for (const { size, text } of texts) letters.set(size, (letters.get(size) ?? 0) + text.length);
  return [...letters].reduce((one, other) => (other[1] > one[1] ? other : one), [0, 0])[0];
}
