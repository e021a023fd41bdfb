import { type Line, type Segment, textOfSegment } from './page-lines.ts';

/** Lines of a cell are nearer than this, in shares of their size, and rows further apart than they. */
const NEAREST = 0.8;
const CLOSE = 1.5;
const WIDER = 1.25;
const FURTHEST_ROW = 4;
/** Fewer rows show no order. */
const FEWEST_ROWS = 3;
/** The share of texts in the further lines of rows that go on with a word in small letters. */
const FLOW = 0.6;
/** Of the rows that begin with a text in more than one column. */
const FILLED = 0.8;
/** Steps from line to line differ by less, in shares of their size. */
const EVEN = 0.1;

/**
 * Lines that go on with the row above them: in tables whose cells wrap, rows stand further apart than
 * the lines of one, and these begin with words in small letters.
 */
export function continuedLines(lines: readonly Line[]): Set<Line> {
  const continued = new Set<Line>();
  for (const run of runsOf(lines)) {
    let rows: Line[][] = [];
    const end = () => {
      if (areRows(rows))
        for (const line of rows.flatMap((row) => row.slice(1))) continued.add(line);
      rows = [];
    };
    for (const row of groupsOf(run)) {
      if ((row[0]?.segments.length ?? 0) < 2) end();
      else rows.push(row);
    }
    end();
  }
  return continued;
}

/**
 * Whether lines with texts on both sides of a gap are rows of a table, and no columns of sentences:
 * those begin anew on both sides at once, and stand on one grid.
 */
export function areRowsOfLongCells(lines: readonly Line[], gutter: number): boolean {
  const rows = groupsOf(lines);
  const isOnBoth = ([first]: Line[]) =>
    first?.segments.some(({ left }) => left < gutter) &&
    first.segments.some(({ left }) => left > gutter);
  const filled = rows.filter(isOnBoth);
  return filled.length >= rows.length * FILLED && areRows(filled) && standOnGrid(lines, rows);
}

/** Lines of columns that begin at different heights stand between each other. */
function standOnGrid(lines: readonly Line[], rows: readonly Line[][]): boolean {
  const gaps = (own: readonly Line[]) => own.slice(1).map(({ y }, at) => y - (own[at]?.y ?? y));
  const inner = rows.flatMap(gaps);
  const size = lines[0]?.size ?? 0;
  const [first = 0] = inner;
  const isEven = inner.every((gap) => Math.abs(gap - first) < size * EVEN);
  return isEven && gaps(lines).every((gap) => gap > size * NEAREST);
}

/** Lines below each other, as far as a table may reach. */
function runsOf(lines: readonly Line[]): Line[][] {
  const runs: Line[][] = [];
  for (const [at, line] of lines.entries()) {
    const before = lines[at - 1];
    const gap = before ? line.y - before.y : 0;
    const isNext = gap > 0 && gap < line.size * FURTHEST_ROW;
    if (line.isCode || line.segments.some(({ table }) => table)) runs.push([]);
    else if (isNext) runs.at(-1)?.push(line);
    else runs.push([line]);
  }
  return runs;
}

/** Lines that stand closer to each other than to those around them; none where all are as close. */
function groupsOf(lines: readonly Line[]): Line[][] {
  const gaps = lines.slice(1).map((line, at) => line.y - (lines[at]?.y ?? line.y));
  const step = gaps.reduce(
    (least, gap, at) => (gap > (lines[at]?.size ?? 0) * NEAREST ? Math.min(least, gap) : least),
    Number.POSITIVE_INFINITY,
  );
  if (step > (lines[0]?.size ?? 0) * CLOSE) return lines.map((line) => [line]);
  const groups: Line[][] = [];
  for (const [at, line] of lines.entries()) {
    const isNear = at > 0 && (gaps[at - 1] ?? 0) < step * WIDER;
    if (isNear) groups.at(-1)?.push(line);
    else groups.push([line]);
  }
  return groups;
}

function areRows(rows: readonly Line[][]): boolean {
  if (rows.length < FEWEST_ROWS || rows.every((row) => row.length === 1)) return false;
  const further = rows.flatMap((row) => row.slice(1)).flatMap(({ segments }) => segments);
  return further.filter(goesOn).length >= further.length * FLOW;
}

const goesOn = (segment: Segment) => /^\s*\p{Ll}/u.test(textOfSegment(segment).slice(0, 5));
