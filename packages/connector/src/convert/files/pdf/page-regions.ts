import { type Line, textOfSegment } from './page-lines.ts';

/** Fewer lines than this are no column. */
const FEWEST_LINES = 4;
const DEEPEST = 12;
/** Texts of columns are sentences; those of a table’s cells are shorter. */
const SHORTEST_COLUMN_TEXT = 18;

type Gap = { at: number; width: number };

/**
 * The lines of a page in the order in which they are read: a page is cut where nothing stands from
 * top to bottom (columns), or else at its widest gap from left to right, again and again.
 */
export function readingOrder(lines: readonly Line[], depth = 0): Line[] {
  if (lines.length < FEWEST_LINES || depth > DEEPEST) return [...lines];
  const column = columnGap(lines);
  if (column) {
    const [left, right] = splitAt(lines, column.at);
    return [...readingOrder(left, depth + 1), ...readingOrder(right, depth + 1)];
  }
  if (!lines.some(({ segments }) => segments.length > 1)) return [...lines];
  const row = rowGap(lines);
  if (row === undefined) return [...lines];
  return [
    ...readingOrder(lines.slice(0, row), depth + 1),
    ...readingOrder(lines.slice(row), depth + 1),
  ];
}

/** A gap that no line crosses, with sentences on both of its sides. */
function columnGap(lines: readonly Line[]): Gap | undefined {
  const gap = widestGap(lines);
  if (!gap) return undefined;
  const size = lines.reduce((sum, line) => sum + line.size, 0) / lines.length;
  if (gap.width < size * 0.9) return undefined;
  const sides = splitAt(lines, gap.at);
  return sides.every(isColumn) ? gap : undefined;
}

function isColumn(lines: readonly Line[]): boolean {
  if (lines.length < FEWEST_LINES) return false;
  const segments = lines.flatMap((line) => line.segments);
  const letters = segments.reduce((sum, segment) => sum + textOfSegment(segment).length, 0);
  return letters / segments.length >= SHORTEST_COLUMN_TEXT;
}

function widestGap(lines: readonly Line[]): Gap | undefined {
  const edges = lines
    .flatMap((line) => line.segments)
    .toSorted((one, other) => one.left - other.left);
  let right = Number.POSITIVE_INFINITY;
  let best: Gap | undefined;
  for (const segment of edges) {
    const width = segment.left - right;
    if (width > (best?.width ?? 0)) best = { at: right + width / 2, width };
    right = Number.isFinite(right) ? Math.max(right, segment.right) : segment.right;
  }
  return best;
}

function splitAt(lines: readonly Line[], at: number): [Line[], Line[]] {
  const side = (isLeft: boolean) =>
    lines.flatMap((line) => {
      const segments = line.segments.filter(({ left }) => left < at === isLeft);
      return segments.length > 0 ? [{ ...line, segments }] : [];
    });
  return [side(true), side(false)];
}

/** Where the widest gap between lines is, if it is wider than most. */
function rowGap(lines: readonly Line[]): number | undefined {
  const gaps = lines.slice(1).map((line, index) => line.y - (lines[index]?.y ?? line.y));
  const usual = gaps.toSorted((one, other) => one - other)[Math.floor(gaps.length / 2)] ?? 0;
  const widest = gaps.reduce((most, gap, index) => (gap > (gaps[most] ?? 0) ? index : most), 0);
  if ((gaps[widest] ?? 0) > usual * 1.15) return widest + 1;
  // Without a gap, a line that reaches over both columns is what parts them.
  const crossing = lines.findIndex(({ segments }) => segments.length > 1);
  return crossing > 0 ? crossing : undefined;
}
