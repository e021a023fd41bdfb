import type { Run, Table } from '../../tree.ts';
import { withPlace } from './joined-tables.ts';
import { areJustified } from './justified-lines.ts';
import { isLonePoint, type Line, type Segment, textOfLine, textOfSegment } from './page-lines.ts';

type Column = { left: number; right: number };

const FEWEST_ROWS = 2;
/** A line within a table that has one text only goes on with a cell of the row above. */
const CLOSE = 1.5;
/** What is nearer than lines are stands within one, as parts of formulas do. */
const NEAREST = 0.6;
const LONGEST_LONE = 20;
/** Lines of a row that are looked at for what stands above. */
const MOST_ABOVE = 4;

/**
 * A table that begins at a line: lines in a row whose texts stand below each other.
 * @param continued lines of rows that others begin
 */
export function tableAt(
  lines: readonly Line[],
  from: number,
  continued: ReadonlySet<Line>,
): { block: Table; until: number } | undefined {
  const start = lines[from];
  if (!start || start.isCode) return undefined;
  const header = headerAbove(start, lines[from + 1]);
  if (!header && start.segments.length < 2) return undefined;
  let columns: Column[] = header ? widen([], header.segments) : [];
  const rows: Line[][] = header ? [[header]] : [];
  let until = header ? from + 1 : from;
  /** Whether the row began with a line of one cell alone. */
  let hasStarted = false;
  for (; until < lines.length; until += 1) {
    const given = lines[until];
    const before = lines[until - 1];
    if (!given || given.segments.some(({ table }) => table)) break;
    if (rows.length > 0 && isOtherCode(given, rows.at(-1))) break;
    const line = rows.length > 0 ? inCells(given, columns) : given;
    if (before && until > from && isParted(before, line, columns)) {
      until -= takeBeginning(rows);
      break;
    }
    const gap = before && until > from ? line.y - before.y : 0;
    const isWithin = until > from && gap < line.size * NEAREST;
    if (isWithin || gap > Math.max(line.size, before?.size ?? 0) * 4) break;
    const isRow = line.segments.length > 1 || isLoneCell(columns, line, gap);
    const isClose = gap < line.size * CLOSE;
    const widened = widen(columns, line.segments);
    const isNarrower = widened.length < columns.length;
    if (widened.length < 2 || (isNarrower && !standApart([...rows.flat(), line], widened))) break;
    const isStart = !isRow && !isClose && startsCell(columns, line, lines[until + 1]);
    if (!isRow && !isStart && !(isClose && fits(columns, line.segments))) break;
    columns = widened;
    const goesOn =
      hasStarted ||
      (rows.length > 0 && continued.has(given)) ||
      isContinued(columns, line, { isClose, before: rows.at(-1) });
    if (isStart || (isRow && !goesOn)) rows.push([line]);
    else rows.at(-1)?.push(line);
    hasStarted = isStart;
  }
  const around = [lines[from - 1], lines[until]];
  if (rows.length < FEWEST_ROWS || areJustified(rows.flat(), around)) return undefined;
  const joined = withCentredNames(columns, rows);
  const cells = rows.map((row) => cellsOf(row, joined));
  const place = { columns: joined, bottom: lines[until - 1]?.y ?? 0 };
  return { block: withPlace({ type: 'table', hasHeader: true, rows: cells }, place), until };
}

/** A word that goes on at the beginning of the next line is one of running text, set from edge to edge. */
function isParted(before: Line, line: Line, [first]: readonly Column[]): boolean {
  const [start] = line.segments;
  const end = textOfLine(before).trimEnd().slice(-2);
  return (
    start !== undefined &&
    first !== undefined &&
    start.left < first.right &&
    /\p{L}[-\u00ad‐]$/u.test(end) &&
    /^\s*\p{Ll}/u.test(textOfSegment(start).slice(0, 5))
  );
}

/** A block of code may begin close below a table; in one, the cell above it is of code as well. */
function isOtherCode({ isCode, segments: [only, ...others] }: Line, row: Line[] = []): boolean {
  if (!isCode || !only || others.length > 0) return false;
  const above = row.slice(-MOST_ABOVE).flatMap(({ segments }) => segments);
  return !above.some((one) => one.isCode && one.left < only.right && one.right > only.left);
}

/** Takes the last line, with which running text begins, out of the rows. @returns how many lines went */
function takeBeginning(rows: Line[][]): number {
  if (rows.at(-1)?.length !== 1) return 0;
  rows.pop();
  return 1;
}

/** A cell that is full comes close to the next one: the columns above tell them apart. */
function inCells(line: Line, columns: readonly Column[]): Line {
  const { parts, segments } = line;
  if (parts.length <= segments.length || parts.length > columns.length) return line;
  const cells = { ...line, segments: parts };
  return fits(columns, parts) && standApart([cells], widen(columns, parts)) ? cells : line;
}

/** A name in the middle of its column may lie beside all that stands below it. */
function withCentredNames(columns: readonly Column[], rows: readonly Line[][]): Column[] {
  const [names = [], ...others] = rows;
  const isFilled = (lines: readonly Line[], column: Column) =>
    lines.some(({ segments }) =>
      segments.some(({ left, right }) => left < column.right && right > column.left),
    );
  const joined: Column[] = [];
  for (const column of columns) {
    const last = joined.at(-1);
    const isHalf = (one: Column, other: Column) =>
      isFilled(names, one) && !isFilled(names, other) && !isFilled(others.flat(), one);
    if (last && (isHalf(last, column) || isHalf(column, last))) last.right = column.right;
    else joined.push({ ...column });
  }
  return joined;
}

/** The first line of a cell that the others of its row stand in the middle of. */
function startsCell(columns: readonly Column[], line: Line, next: Line | undefined): boolean {
  const isClose = next !== undefined && next.y > line.y && next.y - line.y < line.size * CLOSE;
  return isClose && next.segments.length > 1 && fits(columns, [...line.segments, ...next.segments]);
}

/** A sum below its column, for which the other cells are empty. */
function isLoneCell(columns: readonly Column[], { segments, size }: Line, gap: number): boolean {
  const [only, ...others] = segments;
  if (!only || others.length > 0 || gap >= size * 3) return false;
  const over = columns.filter(({ left, right }) => only.left < right && only.right > left);
  const isShort = textOfSegment(only).trim().length <= LONGEST_LONE;
  return isShort && over.length === 1 && over[0] !== columns[0] && columns.length > 2;
}

/** Whether no two cells of a line are in one column. */
function standApart(lines: readonly Line[], columns: readonly Column[]): boolean {
  return lines.every(({ segments }) => {
    const places = segments.map(({ left, right }) =>
      columns.findIndex((column) => left < column.right && right > column.left),
    );
    return new Set(places).size === segments.length;
  });
}

/** Names of columns may stand so close that only those below tell them apart. */
function headerAbove(line: Line, next: Line | undefined): Line | undefined {
  const isClose = next !== undefined && next.y - line.y < line.size * 3 && next.y > line.y;
  const [first] = line.parts;
  const isPoint = first !== undefined && isLonePoint(first);
  if (!isClose || isPoint || line.parts.length <= line.segments.length) return undefined;
  const columns = widen([], next.segments);
  const joined = widen(columns, line.parts);
  const isBelow = joined.length === columns.length && columns.length === line.parts.length;
  return isBelow && columns.length > 1 ? { ...line, segments: line.parts } : undefined;
}

/** Columns as wide as what stands in them; those that overlap are one. */
function widen(columns: readonly Column[], segments: readonly Segment[]): Column[] {
  const all = [...columns, ...segments.map(({ left, right }) => ({ left, right }))].toSorted(
    (one, other) => one.left - other.left,
  );
  const joined: Column[] = [];
  for (const column of all) {
    const last = joined.at(-1);
    if (last && column.left < last.right) last.right = Math.max(last.right, column.right);
    else joined.push({ ...column });
  }
  return joined;
}

function fits(columns: readonly Column[], segments: readonly Segment[]): boolean {
  return segments.every(({ left, right }) =>
    columns.some((column) => left < column.right && right > column.left),
  );
}

/** A row whose first column is empty and that is close to the one above goes on with its cells. */
function isContinued(
  columns: readonly Column[],
  line: Line,
  { isClose, before }: { isClose: boolean; before: Line[] | undefined },
): boolean {
  const first = columns[0];
  const hasFirst = line.segments.some(({ left }) => first !== undefined && left < first.right);
  return isClose && before !== undefined && !hasFirst && !isNumberBelow(line, before);
}

const NUMBER = /^[\s€$£+-]*\d[\d.,]*\s*%?$/;

/** A number goes on with none: what stands below one is another, as a sum is. */
function isNumberBelow(line: Line, before: readonly Line[]): boolean {
  const numbers = (one: Line) => one.segments.filter((cell) => NUMBER.test(textOfSegment(cell)));
  const above = before.slice(-MOST_ABOVE).flatMap(numbers);
  return numbers(line).some(({ left, right }) =>
    above.some((one) => one.left < right && one.right > left),
  );
}

export function runsOfSegment({ pieces }: Segment): Run[] {
  return pieces.map(({ url, ...run }) => (url === undefined ? run : { ...run, url }));
}

function cellsOf(lines: readonly Line[], columns: readonly Column[]): Run[][] {
  return columns.map((column) => {
    const runs: Run[] = [];
    for (const line of lines) {
      for (const segment of line.segments) {
        if (segment.left >= column.right || segment.right <= column.left) continue;
        if (runs.length > 0) runs.push({ text: ' ', marks: 0 });
        runs.push(...runsOfSegment(segment));
      }
    }
    return runs;
  });
}
