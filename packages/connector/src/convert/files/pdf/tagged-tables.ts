import type { Run } from '../../tree.ts';
import { withPlace } from './joined-tables.ts';
import { runsOf } from './page-blocks.ts';
import { joinWords, type Line, lineFrom, linesOf, type Segment } from './page-lines.ts';
import type { PageText } from './page-text.ts';

/** Fewer than these are no table, but how somebody laid out a page. */
const FEWEST_ROWS = 2;
const FEWEST_COLUMNS = 2;
/** A page with more is one of a table that nobody reads. */
const MOST_CELLS = 20_000;

type Place = { left: number; right: number };
type FilledCell = Place & { at: number; texts: PageText[]; runs: Run[] };

const least = (numbers: readonly number[]) =>
  numbers.reduce((one, other) => Math.min(one, other), Number.POSITIVE_INFINITY);
const most = (numbers: readonly number[]) =>
  numbers.reduce((one, other) => Math.max(one, other), Number.NEGATIVE_INFINITY);

/** The lines of a page, with each table whose cells the file tells as one line. */
export function linesWithTables(texts: readonly PageText[]): Line[] {
  const inTables = Map.groupBy(texts, ({ cell }) => cell?.table);
  const loose = inTables.get(undefined) ?? [];
  inTables.delete(undefined);
  if (inTables.size === 0) return linesOf(texts);
  const tables: Line[] = [];
  for (const own of inTables.values()) {
    const table = tableLine(own);
    if (table) tables.push(table);
    else loose.push(...own);
  }
  return [...linesOf(loose), ...tables].toSorted((one, other) => one.y - other.y);
}

function tableLine(texts: readonly PageText[]): Line | undefined {
  const byRow = Map.groupBy(texts, ({ cell }) => cell?.row ?? 0);
  const rows = [...byRow].toSorted(([one], [other]) => one - other).map(([, row]) => cellsIn(row));
  const known = texts[0]?.cell?.columns;
  const width = known ?? rows.reduce((most, row) => Math.max(most, row.length), 0);
  const isTable = rows.length >= FEWEST_ROWS && width >= FEWEST_COLUMNS;
  if (!isTable || rows.length * width > MOST_CELLS) return undefined;
  const columns = known ? knownColumns(rows, known) : columnsOf(rows, width);
  const table = rows.map((row) => (known ? inPlaces(row, known) : inColumns(row, columns)));
  return lineFrom([segmentOf(rows.flat(), { rows: table, columns })]);
}

function cellsIn(texts: readonly PageText[]): FilledCell[] {
  const byCell = Map.groupBy(texts, ({ cell }) => cell?.cell ?? 0);
  return [...byCell]
    .toSorted(([one], [other]) => one - other)
    .map(([at, own]) => ({
      at,
      left: least(own.map(({ x }) => x)),
      right: most(own.map(({ x, width }) => x + width)),
      texts: own,
      runs: runsOf(linesOf(own).map(joinWords)),
    }));
}

/** Empty cells have no tag in some files, so that where a column stands is told by the fullest rows. */
function columnsOf(rows: readonly FilledCell[][], width: number): Place[] {
  const full = rows.filter((row) => row.length === width);
  return Array.from({ length: width }, (_, column) => {
    const cells = full.flatMap((row) => row[column] ?? []);
    return {
      left: least(cells.map(({ left }) => left)),
      right: most(cells.map(({ right }) => right)),
    };
  });
}

function knownColumns(rows: readonly FilledCell[][], width: number): Place[] {
  return Array.from({ length: width }, (_, column) => {
    const cells = rows.flat().filter(({ at }) => at === column);
    return {
      left: least(cells.map(({ left }) => left)),
      right: most(cells.map(({ right }) => right)),
    };
  });
}

function inPlaces(row: readonly FilledCell[], width: number): Run[][] {
  const placed: Run[][] = Array.from({ length: width }, () => []);
  for (const { at, runs } of row) placed[at] = runs;
  return placed;
}

function inColumns(row: readonly FilledCell[], columns: readonly Place[]): Run[][] {
  if (row.length === columns.length) return row.map(({ runs }) => runs);
  const placed: Run[][] = columns.map(() => []);
  let from = 0;
  for (const [index, cell] of row.entries()) {
    // Those that follow need a column each as well.
    const until = columns.length - (row.length - index - 1);
    const column = nearest(cell, columns, { from, until });
    placed[column] = cell.runs;
    from = column + 1;
  }
  return placed;
}

function nearest(
  { left, right }: Place,
  columns: readonly Place[],
  { from, until }: { from: number; until: number },
): number {
  let best = from;
  for (let at = from + 1; at < until; at += 1) {
    if (distance(columns[at]) < distance(columns[best])) best = at;
  }
  // What stands in the middle of two columns reaches over both.
  const [before, here] = [columns[best - 1], columns[best]];
  const isBetween = before && here && before.right < left && here.left > right;
  return isBetween && best > from ? best - 1 : best;

  function distance(column: Place | undefined): number {
    if (!column) return Number.POSITIVE_INFINITY;
    const apart = Math.max(column.left - right, left - column.right);
    if (apart > 0) return apart;
    // Over several columns, the one that it begins or ends with.
    return Math.min(Math.abs(column.left - left), Math.abs(column.right - right)) / 1_000;
  }
}

function segmentOf(
  cells: readonly FilledCell[],
  { rows, columns }: { rows: Run[][][]; columns: readonly Place[] },
): Segment {
  const texts = cells.flatMap((cell) => cell.texts);
  const bottom = most(texts.map(({ y }) => y));
  return {
    left: least(cells.map(({ left }) => left)),
    right: most(cells.map(({ right }) => right)),
    y: least(texts.map(({ y }) => y)),
    size: texts[0]?.size ?? 0,
    isCode: false,
    pieces: texts.map(({ text, url }) => ({ text, marks: 0, url })),
    texts: [],
    isCell: true,
    table: withPlace({ type: 'table', hasHeader: true, rows }, { columns, bottom }),
  };
}
