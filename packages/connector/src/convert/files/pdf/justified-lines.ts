import { type Line, textOfSegment } from './page-lines.ts';

/** Edges and gaps that differ by less, in points, are alike. */
const ALIKE = 1.5;
/** More lines with such blanks have words that stand below each other’s gaps. */
const MOST_LINES = 20;

/**
 * Whether lines of words are set from edge to edge: in a narrow column, blanks are as wide as gaps
 * between cells. All of a line are alike then, and words of two lines begin at different places.
 * @param around the lines before and behind them, which may fill the column without such blanks
 */
export function areJustified(
  lines: readonly Line[],
  around: readonly (Line | undefined)[],
): boolean {
  const [first] = lines;
  if (!first || lines.length < 2 || lines.length > MOST_LINES) return false;
  const isFull = (line: Line) => isAlike(edgesOf(line), edgesOf(first));
  const isText = (line: Line | undefined) =>
    line !== undefined && line.segments.length === 1 && isFull(line);
  return (
    lines.every((line) => isFull(line) && hasOneBlank(line)) &&
    (around.some(isText) || lines.every((line, at) => at === 0 || !beginAlike(line, lines[at - 1])))
  );
}

type Edges = { left: number; right: number };

function edgesOf({ segments }: Line): Edges {
  return { left: segments[0]?.left ?? 0, right: segments.at(-1)?.right ?? 0 };
}

const isAlike = (one: Edges, other: Edges) =>
  Math.abs(one.left - other.left) < ALIKE && Math.abs(one.right - other.right) < ALIKE;

/** Numbers are set to the right in tables, so that they end alike. */
function hasOneBlank({ segments }: Line): boolean {
  const gaps = segments.slice(1).map(({ left }, at) => left - (segments[at]?.right ?? left));
  const texts = segments.map(textOfSegment);
  const areWords = texts.every((text) => /\p{L}/u.test(text) && !/\p{N}/u.test(text));
  const [first = 0] = gaps;
  return areWords && gaps.length > 0 && gaps.every((gap) => Math.abs(gap - first) < ALIKE);
}

function beginAlike(line: Line, before: Line | undefined): boolean {
  const inner = before?.segments.slice(1) ?? [];
  return line.segments
    .slice(1)
    .some(({ left }) => inner.some((one) => Math.abs(one.left - left) < ALIKE));
}
