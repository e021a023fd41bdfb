import { type RawBuilder, sql } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { type ColumnOfRows, columnOf, rowsFromArrays } from '../../platform/db/rows-from-arrays.ts';
import {
  bitOf,
  type ColumnSet,
  columnSet,
  WRITTEN,
  WRITTEN_COLUMNS,
  type WrittenColumn,
} from './column-set.ts';

/** A whole row as it is to be, or some columns of one; the others are left alone. */
export type ConnectionWrite =
  | { row: DataSourceConnectionRow; columns?: undefined }
  | {
      row: Pick<DataSourceConnectionRow, 'id' | 'organization_id'> &
        Partial<DataSourceConnectionRow>;
      columns: ColumnSet;
    };

const ALL = columnSet(WRITTEN_COLUMNS);

/** The statement that writes rows which the transaction has locked, each with just its own columns. */
export function updateOfConnections(writes: readonly ConnectionWrite[]): RawBuilder<unknown> {
  const columns = collectColumns(writes);
  const changed = rowsFromArrays('changed', {
    id: { type: 'uuid', values: writes.map(({ row }) => row.id) },
    organization_id: { type: 'text', values: writes.map(({ row }) => row.organization_id) },
    columns: columnOf(
      'bigint',
      writes.map(({ columns: own = ALL }) => own.toBits()),
    ),
    ...Object.fromEntries(columns.map((column) => [column.name, inDatabase(column)])),
  });
  const assignments = columns.map(({ name, count }) => {
    const value = changed.ref(name);
    if (count === writes.length) return sql`${sql.ref(name)} = ${value}`;
    const isOwn = sql`${changed.ref('columns')} & ${sql.raw(bitOf(name))}::bigint <> 0`;
    return sql`${sql.ref(name)} = case when ${isOwn} then ${value} else ${sql.ref(`stored.${name}`)} end`;
  });
  return sql`
    update data_source_connections as stored set ${sql.join(assignments)}
    from ${changed.from}
    where stored.id = ${changed.ref('id')} and stored.organization_id = ${changed.ref('organization_id')}
  `;
}

type ColumnOfWrites = {
  name: WrittenColumn;
  /** Null for rows that have no such column of their own. */
  values: unknown[];
  /** How many rows have it; whether all these write the same value, and which. */
  count: number;
  isOneValue: boolean;
  value: unknown;
};

/** The values by column instead of by row; always in the same order: few texts of the statement. */
function collectColumns(writes: readonly ConnectionWrite[]): ColumnOfWrites[] {
  const columns: (ColumnOfWrites | undefined)[] = new Array(WRITTEN_COLUMNS.length).fill(undefined);
  for (const [at, { row, columns: own = ALL }] of writes.entries()) {
    own.forEach((name, position) => {
      const value = row[name];
      let column = columns[position];
      if (column === undefined) {
        const values = new Array(writes.length).fill(null);
        column = { name, values, count: 0, isOneValue: true, value };
        columns[position] = column;
      }
      column.values[at] = value;
      column.count += 1;
      column.isOneValue &&= value === column.value;
    });
  }
  return columns.filter((column) => column !== undefined);
}

function inDatabase({ name, values, isOneValue, value }: ColumnOfWrites): ColumnOfRows {
  const type = WRITTEN[name];
  return isOneValue ? { type, value } : { type, values };
}
