import { type Table, textOfRuns } from '../../tree.ts';

/** Where the columns of a table stand, and its last row; in points from the left and the top. */
export type TablePlace = { columns: readonly { left: number; right: number }[]; bottom: number };

/** Columns of two pages that begin, end or have their middle as near as this are one. */
const NEAR = 4;
/** A table that ends above this share of its page had room to go on there. */
const FOOT = 0.75;

const placeOf = new WeakMap<Table, TablePlace>();

export function withPlace(table: Table, place: TablePlace): Table {
  placeOf.set(table, place);
  return table;
}

/**
 * A table that goes on at the top of the next page, as one: its names stand there again, or its
 * columns stand where they stood. Undefined for two tables.
 */
export function joinTables(last: Table, first: Table, height: number): Table | undefined {
  const [names = [], ...rows] = first.rows;
  const textsOf = (row: Table['rows'][number]) => row.map((runs) => textOfRuns(runs).trim());
  const [own, again] = [textsOf(last.rows[0] ?? []), textsOf(names)];
  if (own.length !== again.length) return undefined;
  const isRepeated = own.every((text, at) => text === again[at]);
  if (!isRepeated && !standsBelow(placeOf.get(last), placeOf.get(first), height)) return undefined;
  const joined = { ...last, rows: [...last.rows, ...(isRepeated ? rows : first.rows)] };
  const place = placeOf.get(first);
  return place ? withPlace(joined, place) : joined;
}

function standsBelow(
  last: TablePlace | undefined,
  first: TablePlace | undefined,
  height: number,
): boolean {
  if (!last || !first || last.bottom < height * FOOT) return false;
  return last.columns.every(({ left, right }, at) => {
    const other = first.columns[at];
    if (!other) return false;
    const aside = [
      left - other.left,
      right - other.right,
      (left + right - other.left - other.right) / 2,
    ];
    const isEmpty = [left, right, other.left, other.right].some((one) => !Number.isFinite(one));
    return isEmpty || aside.some((one) => Math.abs(one) < NEAR);
  });
}
