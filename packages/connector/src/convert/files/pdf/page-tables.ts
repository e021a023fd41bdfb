import type { Run, Table } from '../../tree.ts';
import type { Line, Segment } from './page-lines.ts';

type Column = { left: number; right: number };

const FEWEST_ROWS = 2;
/** A line within a table that has one text only goes on with a cell of the row above. */
const CLOSE = 1.5;

/** A table that begins at a line: lines in a row whose texts stand below each other. */
export function tableAt(
  lines: readonly Line[],
  from: number,
): { block: Table; until: number } | undefined {
  const start = lines[from];
  if (!start || start.isCode) return undefined;
  const header = headerAbove(start, lines[from + 1]);
  if (!header && start.segments.length < 2) return undefined;
  let columns: Column[] = header ? widen([], header.segments) : [];
  const rows: Line[][] = header ? [[header]] : [];
  let until = header ? from + 1 : from;
  for (; until < lines.length; until += 1) {
    const line = lines[until];
    const before = lines[until - 1];
    if (!line) break;
    const gap = before && until > from ? line.y - before.y : 0;
    if (gap < 0 || gap > Math.max(line.size, before?.size ?? 0) * 4) break;
    const isRow = line.segments.length > 1;
    const isClose = gap < line.size * CLOSE;
    const widened = widen(columns, line.segments);
    if (widened.length < Math.max(columns.length, 2)) break;
    if (!isRow && !(isClose && fits(columns, line.segments))) break;
    columns = widened;
    if (isRow && !isContinued(columns, line, { isClose, before: rows.at(-1) })) rows.push([line]);
    else rows.at(-1)?.push(line);
  }
  if (rows.length < FEWEST_ROWS) return undefined;
  const cells = rows.map((row) => cellsOf(row, columns));
  return { block: { type: 'table', hasHeader: true, rows: cells }, until };
}

/** Names of columns may stand so close that only those below tell them apart. */
function headerAbove(line: Line, next: Line | undefined): Line | undefined {
  const isClose = next !== undefined && next.y - line.y < line.size * 3 && next.y > line.y;
  if (!isClose || line.segments.length > 1 || line.parts.length < 2) return undefined;
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
  return isClose && before !== undefined && !hasFirst;
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
