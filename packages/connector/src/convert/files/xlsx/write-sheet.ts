import type { Cell } from './cell.ts';

/** A row as pairs of column and text, which is Markdown already. */
type SparseRow = [column: number, text: string][];

/** Columns that are kept where they are, though nothing is in them. */
const MOST_KEPT = 100;

/** Takes the rows of a sheet, and makes a table of them: the first one is its head. */
export function createSheetTable(mostCharacters: number) {
  const rows: SparseRow[] = [];
  let length = 0;
  return {
    isFull: () => length >= mostCharacters,
    length: () => length,
    /** @param toText makes Markdown of a cell */
    add: (cells: readonly Cell[], toText: (cell: Cell) => string): void => {
      const row: SparseRow = [];
      for (const cell of cells) {
        const text = toText(cell);
        if (text !== '') row.push([cell.place, text]);
        length += text.length + 3;
      }
      if (row.length > 0) rows.push(row);
    },
    write: (): string => (rows.length === 0 ? '' : toTable(rows)),
  };
}

function toTable(rows: readonly SparseRow[]): string {
  const widest = rows.reduce(
    (most, row) => row.reduce((end, [column]) => Math.max(end, column + 1), most),
    0,
  );
  const places = widest <= MOST_KEPT ? undefined : usedColumns(rows);
  const width = places?.size ?? widest;
  const lines = rows.map((row) => toLine(row, width, (column) => places?.get(column) ?? column));
  return [lines[0], `|${' --- |'.repeat(width)}`, ...lines.slice(1)].join('\n');
}

/** In a sheet that is very wide, columns that are empty from top to bottom are left out. */
function usedColumns(rows: readonly SparseRow[]): Map<number, number> {
  const used = new Set(rows.flatMap((row) => row.map(([column]) => column)));
  const sorted = [...used].toSorted((one, other) => one - other);
  return new Map(sorted.map((column, index) => [column, index]));
}

function toLine(row: SparseRow, width: number, placeOf: (column: number) => number): string {
  const cells: string[] = [];
  for (const [column, text] of row) cells[placeOf(column)] = text;
  let line = '|';
  for (let at = 0; at < width; at += 1) line += cells[at] ? ` ${cells[at]} |` : '  |';
  return line;
}
