import { type RawBuilder, sql } from 'kysely';

/** Written into the statement as it stands: never a text from outside. */
export type SqlType = 'bigint' | 'boolean' | 'integer' | 'jsonb' | 'text' | 'timestamptz' | 'uuid';

/** A column of rows that go to the database, with a value for each row. */
export type ColumnOfRows = { type: SqlType; values: readonly unknown[] };

/**
 * A table of rows for the FROM of a statement, one parameter a column: `unnest(…)`. In records of
 * JSON every row would name its columns, and PostgreSQL would sort and look up each name.
 */
export function rowsFromArrays(columns: readonly ColumnOfRows[]): RawBuilder<unknown> {
  const arrays = columns.map(
    ({ type, values }) => sql`${arrayLiteral(values)}::${sql.raw(type)}[]`,
  );
  return sql`unnest(${sql.join(arrays)})`;
}

/** An array in PostgreSQL's text form. Objects become JSON, undefined becomes null. */
function arrayLiteral(values: readonly unknown[]): string {
  return `{${values.map(elementOf).join()}}`;
}

function elementOf(value: unknown): string {
  switch (typeof value) {
    case 'undefined':
      return 'NULL';
    case 'number':
    case 'boolean':
      return String(value);
    case 'string':
      return quoted(value);
    default:
      if (value === null) return 'NULL';
      return value instanceof Date ? value.toISOString() : quoted(JSON.stringify(value));
  }
}

const SPECIAL = /["\\]/g;

function quoted(text: string): string {
  return `"${text.replace(SPECIAL, '\\$&')}"`;
}
