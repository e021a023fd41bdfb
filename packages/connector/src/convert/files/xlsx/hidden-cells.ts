import type { XmlAttributes } from '../read-xml.ts';
import type { Cell } from './cell.ts';

const MOST_COLUMNS = 16_384;

/**
 * Follows which rows and columns of a sheet somebody has hidden. What a filter or a folded group keeps
 * back is one click away, and may be what is looked for: it counts as shown.
 */
export function createHiddenCells(hasFilteredTable: boolean) {
  let isFiltered = hasFilteredTable;
  const columns = new Set<number>();
  /** For each column, how many hidden ones stand before it; until the last of them. */
  let before: number[] = [];
  const rows = new Set<string>();
  let row = '';
  let isRowHidden = false;
  const usedColumns = new Set<number>();
  let hiddenRows = 0;
  return {
    /** @param attributes of the sheet */
    openSheet: ({ filterMode }: XmlAttributes): void => {
      isFiltered ||= isTrue(filterMode);
    },
    /** @param attributes of a range of columns, which stand before all rows */
    addColumns: ({ min, max, hidden, width, outlineLevel }: XmlAttributes): void => {
      if (isFolded(outlineLevel) || (!isTrue(hidden) && Number(width ?? 1) !== 0)) return;
      const last = Math.min(Number(max) || 0, MOST_COLUMNS);
      for (let at = Number(min) || 1; at <= last; at += 1) columns.add(at - 1);
      before = [];
    },
    /** Whether the row is hidden. */
    openRow: ({ r = '', hidden, ht, outlineLevel }: XmlAttributes): boolean => {
      row = r;
      isRowHidden =
        !isFiltered && !isFolded(outlineLevel) && (isTrue(hidden) || Number(ht ?? 1) === 0);
      return isRowHidden;
    },
    /** The cells of the row in columns that are shown. */
    shownOf: (cells: Cell[]): Cell[] => {
      if (isRowHidden) {
        if (!cells.some(holdsSomething)) return [];
        hiddenRows += 1;
        rows.add(row || cells[0]?.row || '');
        return [];
      }
      if (columns.size === 0) return cells;
      if (before.length === 0) before = countsOf(columns);
      return cells.filter((cell) => {
        if (!columns.has(cell.column)) {
          cell.place = cell.column - (before[cell.column] ?? columns.size);
          return true;
        }
        if (holdsSomething(cell)) usedColumns.add(cell.column);
        return false;
      });
    },
    /** How many of them hold something. */
    rows: () => hiddenRows,
    columns: () => usedColumns.size,
    has: (cell: { column: number; row: number }): boolean =>
      columns.has(cell.column) || rows.has(String(cell.row)),
  };
}

export type HiddenCells = ReturnType<typeof createHiddenCells>;

const isFolded = (outlineLevel: string | undefined) => Number(outlineLevel ?? 0) > 0;

function countsOf(columns: ReadonlySet<number>): number[] {
  const counts: number[] = [];
  const last = Math.max(...columns);
  for (let at = 0, count = 0; at <= last; at += 1) {
    counts.push(count);
    if (columns.has(at)) count += 1;
  }
  return counts;
}

const holdsSomething = ({ value, inline, formula }: Cell) =>
  value !== '' || inline !== '' || formula !== undefined;

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}
