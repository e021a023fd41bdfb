import { type Line, textOfLine } from './page-lines.ts';

/** Lines that begin this near to each other, in points, are looked at together. */
const STEP = 10;
/** How far the lines of one column are indented at most, in such steps. */
const MOST_INDENTED = 8;
/** A line that is shorter than this share of its column did not end for want of room. */
const SHORT = 0.55;

const leftOf = ({ segments }: Line) => segments[0]?.left ?? 0;
const rightOf = ({ segments }: Line) => segments.at(-1)?.right ?? 0;

/**
 * Tells whether somebody broke a line: it is much shorter than others of its column, and the next
 * begins something. Points whose signs are drawn, addresses and verses have no other mark.
 */
export function brokenLines(lines: readonly Line[]): (line: Line, next: Line) => boolean {
  const widest = new Map<number, number>();
  // The first and the last may be titles of several texts that run above and below all of the page.
  const isTitle = (line: Line, at: number) =>
    line.segments.length > 1 && (at === 0 || at === lines.length - 1);
  for (const line of lines.filter((one, at) => !isTitle(one, at))) {
    const step = Math.floor(leftOf(line) / STEP);
    widest.set(step, Math.max(widest.get(step) ?? 0, rightOf(line)));
  }
  const edgeOf = (line: Line) => {
    const step = Math.floor(leftOf(line) / STEP);
    const before = Array.from({ length: MOST_INDENTED }, (_, at) => widest.get(step - at) ?? 0);
    return Math.max(widest.get(step + 1) ?? 0, ...before);
  };
  return (line, next) => {
    const left = leftOf(line);
    const isShort = rightOf(line) - left < (edgeOf(line) - left) * SHORT;
    return isShort && /^\s*[\p{Lu}\p{N}]/u.test(textOfLine(next).slice(0, 5));
  };
}
