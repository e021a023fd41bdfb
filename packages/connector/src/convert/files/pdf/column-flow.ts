import { type Line, textOfLine } from './page-lines.ts';
import { crosses, sideOf } from './page-regions.ts';
import { areRowsOfLongCells } from './row-bands.ts';

/** Fewer lines than this on a side are no column, wherever they stand. */
const FEWEST_LINES = 3;
/** Lines that have a text on either side. */
const FEWEST_PAIRS = 2;
/** Columns of more lines are a good part of their page, and found as such. */
const LONGEST = 60;
/** A page of more lines is none that people lay out. */
const MOST_LINES = 1_000;
/** Gaps of one line that are looked at. */
const MOST_GAPS = 4;
/** Lines of columns are sentences; those of a table’s cells are shorter. */
const SHORTEST_LINE = 18;
/** The share of lines that go on in the next one. */
const FLOW = 0.5;
/** Lines this near, in shares of their size, stand on one height. */
const SAME_HEIGHT = 0.3;
/** Further apart than this, in shares of their size, lines are not of one column. */
const FURTHEST_LINE = 2.5;

/**
 * The lines of a page, with a few in two columns among others in the order in which they are read;
 * such a place would be taken for a table.
 */
export function withShortColumns(lines: readonly Line[]): Line[] {
  if (lines.length > MOST_LINES) return [...lines];
  const ordered: Line[] = [];
  for (let at = 0; at < lines.length; ) {
    const region = regionAt(lines, at);
    if (!region) {
      const line = lines[at];
      if (line) ordered.push(line);
      at += 1;
      continue;
    }
    // What was taken already stands above, on one side only.
    ordered.splice(ordered.length - region.above);
    ordered.push(...region.sides.flat());
    at = region.until;
  }
  return ordered;
}

type Region = { above: number; until: number; sides: [Line[], Line[]] };

/** Columns whose first line with a text on either side is here. */
function regionAt(lines: readonly Line[], at: number): Region | undefined {
  const { segments = [] } = lines[at] ?? {};
  for (const [index, { left }] of segments.slice(1, MOST_GAPS).entries()) {
    const region = columnsBeside(lines, at, ((segments[index]?.right ?? left) + left) / 2);
    if (region) return region;
  }
  return undefined;
}

function columnsBeside(lines: readonly Line[], at: number, gutter: number): Region | undefined {
  const isNear = (line: Line | undefined, other: Line | undefined) =>
    line !== undefined &&
    other !== undefined &&
    !crosses(line, gutter) &&
    Math.abs(line.y - other.y) < line.size * FURTHEST_LINE;
  const from = isNear(lines[at - 1], lines[at]) ? at - 1 : at;
  let until = at + 1;
  while (until - at < LONGEST && isNear(lines[until], lines[until - 1])) until += 1;
  const part = lines.slice(from, until);
  const sides: [Line[], Line[]] = [sideOf(part, gutter, true), sideOf(part, gutter, false)];
  const pairs = sides[0].length + sides[1].length - part.length;
  const areRows = areRowsOfLongCells(lines.slice(at, until), gutter);
  return pairs >= FEWEST_PAIRS && !areRows && areColumns(sides)
    ? { above: at - from, until, sides }
    : undefined;
}

/**
 * Whether texts beside each other are columns of one text and no rows of long cells: sentences go
 * on down each side, and the two do not begin anew on the same heights.
 */
function areColumns([left, right]: readonly [Line[], Line[]]): boolean {
  if (!goesDown(left) || !goesDown(right)) return false;
  const [fewer, more] = [startsIn(left), startsIn(right)].toSorted(
    (one, other) => one.length - other.length,
  );
  const isRow = (line: Line) =>
    more?.some((other) => Math.abs(other.y - line.y) < line.size * SAME_HEIGHT);
  return !fewer || fewer.length === 0 || !fewer.every(isRow);
}

function goesDown(lines: readonly Line[]): boolean {
  if (lines.length < FEWEST_LINES) return false;
  const letters = lines.reduce((sum, line) => sum + textOfLine(line).length, 0);
  const going = lines.slice(1).filter((line, at) => goesOn(lines[at], line)).length;
  return letters / lines.length >= SHORTEST_LINE && going / (lines.length - 1) >= FLOW;
}

/** Lines that begin something new, but for the first. */
function startsIn(lines: readonly Line[]): Line[] {
  return lines.slice(1).filter((line, at) => !goesOn(lines[at], line));
}

function goesOn(before: Line | undefined, line: Line): boolean {
  const end = before ? textOfLine(before).trimEnd().at(-1) : undefined;
  return (
    end !== undefined && !/[.!?:;]/.test(end) && /^\s*\p{Ll}/u.test(textOfLine(line).slice(0, 5))
  );
}
