import type { Line } from './page-lines.ts';
import { textOfSegment } from './page-lines.ts';

/** Letters that fonts for signs draw as points and arrows, which files name by the letter. */
const LETTERS = /^[olnqvw§Øü]$/;
/** As often as this on a page, below each other. */
const FEWEST = 2;
/** To the text of the point, in shares of its size. */
const WIDEST_GAP = 3;

/** Lines whose first sign is one of a font for signs alone (Wingdings, Word’s `o`), as points. */
export function withLetterPoints(lines: readonly Line[]): Line[] {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const key = keyOf(line);
    if (key !== undefined) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return lines.map((line) => {
    const key = keyOf(line);
    return key !== undefined && (counts.get(key) ?? 0) >= FEWEST ? asPoint(line) : line;
  });
}

/** Undefined where a line does not begin so. */
function keyOf({ segments, size }: Line): string | undefined {
  const [first, second] = segments;
  if (!first || !second || segments.length > 2) return undefined;
  const sign = textOfSegment(first).trim();
  const isNear = second.left - first.right < size * WIDEST_GAP;
  return isNear && LETTERS.test(sign) ? `${sign} ${Math.round(first.left / 2)}` : undefined;
}

function asPoint(line: Line): Line {
  const [first, ...rest] = line.segments;
  if (!first) return line;
  const segments = [{ ...first, pieces: [{ text: '•', marks: 0, url: undefined }] }, ...rest];
  return { ...line, segments, parts: segments };
}
