import { type Line, lineFrom, type Segment } from './page-lines.ts';

/** Lines that are nearer than this, in shares of their size, cannot be lines of one text. */
const NEARER_THAN_LINES = 0.8;
const APART = 0.7;
/** More than this stand beside each other in no table. */
const MOST_CELLS = 40;

/**
 * Lines of a page, with those as one that stand beside each other half a line apart: cells that are
 * centred beside one of two lines, columns that begin at different heights.
 */
export function withCentredCells(lines: readonly Line[]): Line[] {
  const kept: Line[] = [];
  for (const line of lines) {
    const last = kept.at(-1);
    if (last && isBeside(last, line)) {
      const segments = [...last.segments, ...line.segments].toSorted(
        (one, other) => one.left - other.left,
      );
      kept[kept.length - 1] = { ...lineFrom(segments), y: last.y };
    } else kept.push(line);
  }
  return kept;
}

function isBeside(line: Line, next: Line): boolean {
  const size = Math.min(line.size, next.size);
  if (line.segments.length + next.segments.length > MOST_CELLS) return false;
  const isNear = next.y - line.y < size * NEARER_THAN_LINES;
  const isAsLarge = Math.abs(line.size - next.size) < size * 0.12;
  const isApart = (one: Segment, other: Segment) =>
    one.left - other.right > size * APART || other.left - one.right > size * APART;
  return (
    isNear &&
    isAsLarge &&
    line.segments.every((one) => next.segments.every((other) => isApart(one, other)))
  );
}
