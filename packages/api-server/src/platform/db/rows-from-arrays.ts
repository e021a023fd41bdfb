import { type RawBuilder, sql } from 'kysely';

/** Written into the statement as it stands: never a text from outside. */
export type SqlType = 'bigint' | 'boolean' | 'integer' | 'jsonb' | 'text' | 'timestamptz' | 'uuid';

/** A column of rows that go to the database: a value for each row, or one that all rows have. */
export type ColumnOfRows = { type: SqlType } & (
  | { values: readonly unknown[]; value?: undefined }
  | { values?: undefined; value: unknown }
);

export type RowsFromArrays = {
  /** The item of a FROM: `unnest(…) with ordinality as alias (…)`, or of a single row its values. The column `at` counts from 1. */
  from: RawBuilder<unknown>;
  /** The column's value in an expression. */
  ref: (name: string) => RawBuilder<unknown>;
};

/**
 * A table of rows for the FROM of a statement, one parameter a column. In records of JSON every
 * row would name its columns, and PostgreSQL would sort and look up each name. A value that all
 * rows have goes there once: PostgreSQL keeps every array apart until it has put rows together.
 *
 * @param columns at least one with a value for each row; all of these of the same length
 */
export function rowsFromArrays(
  alias: string,
  columns: Readonly<Record<string, ColumnOfRows>>,
): RowsFromArrays {
  const refs = new Map<string, RawBuilder<unknown>>();
  // Of a single row PostgreSQL plans the same whatever its values are; how long an array is, it can only guess.
  const isOneRow = Object.values(columns).every(({ values }) => (values?.length ?? 1) === 1);
  const arrays: RawBuilder<unknown>[] = [];
  const fields: RawBuilder<unknown>[] = [];
  const names: RawBuilder<unknown>[] = [];
  for (const [name, { type, values, value }] of Object.entries(columns)) {
    if (values === undefined) {
      refs.set(name, sql`${scalar(value)}::${sql.raw(type)}`);
      continue;
    }
    if (isOneRow) fields.push(sql`${scalar(values[0])}::${sql.raw(type)}`);
    else arrays.push(sql`${arrayLiteral(values)}::${sql.raw(type)}[]`);
    names.push(sql.ref(name));
    refs.set(name, sql.ref(`${alias}.${name}`));
  }
  names.push(sql.ref('at'));
  const rows = isOneRow
    ? sql`(values (${sql.join(fields)}, 1::bigint))`
    : sql`unnest(${sql.join(arrays)}) with ordinality`;
  return {
    from: sql`${rows} as ${sql.ref(alias)} (${sql.join(names)})`,
    ref: (name) => {
      const found = refs.get(name);
      if (found === undefined) throw new TypeError(`no column ${name} in ${alias}`);
      return found;
    },
  };
}

/** The column of these values, as one value where all rows have the same. */
export function columnOf(type: SqlType, values: readonly unknown[]): ColumnOfRows {
  const [value] = values;
  return values.every((other) => other === value) ? { type, value } : { type, values };
}

function scalar(value: unknown): unknown {
  if (value === undefined) return null;
  const isJson = typeof value === 'object' && value !== null && !(value instanceof Date);
  return isJson ? JSON.stringify(value) : value;
}

/** An array in PostgreSQL's text form. Objects become JSON, undefined becomes null. */
function arrayLiteral(values: readonly unknown[]): string {
  let previous: unknown;
  let element = 'NULL';
  let text = '{';
  for (const [at, value] of values.entries()) {
    // Moments of one batch are mostly the same object.
    if (value !== previous) element = elementOf(value);
    previous = value;
    text += at === 0 ? element : `,${element}`;
  }
  return `${text}}`;
}

function elementOf(value: unknown): string {
  switch (typeof value) {
    case 'number':
    case 'boolean':
      return String(value);
    case 'string':
      return quoted(value);
    default:
      if (value === null || value === undefined) return 'NULL';
      return value instanceof Date ? value.toISOString() : quoted(JSON.stringify(value));
  }
}

const SPECIAL = /["\\]/g;

function quoted(text: string): string {
  const isPlain = !text.includes('"') && !text.includes('\\');
  return isPlain ? `"${text}"` : `"${text.replace(SPECIAL, '\\$&')}"`;
}
