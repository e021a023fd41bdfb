import { failsAlone } from '../fails-alone.ts';
import type { SourceError } from '../source.ts';
import { composeQuery } from './encoded-query.ts';
import { sweep } from './sweep.ts';
import { cell, type Row, type TableClient } from './table-client.ts';

const ROWS_LOOKED_AT = 50;

type Asked = {
  table: string;
  /** One group of conditions, without `^NQ`. */
  query: string;
  fields: readonly string[];
};

/**
 * Finds fields that access rules empty for this account: an instance may leave such a field out of
 * its answers, or put an empty text there, which looks like “no restriction”. A record of which the
 * instance itself says that the field is filled tells the two apart.
 */
export async function findHiddenFields(
  client: TableClient,
  { table, query, fields }: Asked,
): Promise<Set<string>> {
  if (fields.length === 0) return new Set();
  const filled = fields.map((field) => `${field}ISNOTEMPTY`).join('^OR');
  const asked = { table, query: composeQuery([query], filled), fields: ['sys_id', ...fields] };
  const { rows, unreadable, total } = await client.list({ ...asked, limit: ROWS_LOOKED_AT });
  if (rows.length + unreadable === 0 && total === 0) return new Set();
  const hidden = new Set<string>();
  for (const field of emptyIn(rows, fields)) {
    if (await isHidden(client, { table, query, field })) hidden.add(field);
  }
  return hidden;
}

/** By the first record that may be seen; where none may, there is nothing that could be misread. */
async function isHidden(
  client: TableClient,
  { table, query, field }: { table: string; query: string; field: string },
): Promise<boolean> {
  const groups = [composeQuery([query], `${field}ISNOTEMPTY`)];
  const asked = { table, groups, fields: ['sys_id', field], after: '', limit: ROWS_LOOKED_AT };
  for await (const { rows } of sweep(client, asked)) {
    const [row] = rows;
    if (row) return cell(row, field) === '';
  }
  return false;
}

export function emptyIn(rows: readonly Row[], fields: readonly string[]): string[] {
  return fields.filter((field) => rows.every((row) => cell(row, field) === ''));
}

/** Which of some fields are hidden, asked for only where no record has shown it. */
export type FieldWatch = {
  /** Learns from records; asks the instance, once, of fields that none of them fills. */
  look: (rows: readonly Row[]) => Promise<void>;
  /** All of them before anything is known, and where asking failed. */
  hidden: () => ReadonlySet<string>;
  /** What asking failed with. */
  lack: () => SourceError | undefined;
};

export function watchFields(client: TableClient, asked: Asked): FieldWatch {
  let hidden: ReadonlySet<string> = new Set(asked.fields);
  let lack: SourceError | undefined;
  let looked: Promise<void> | undefined;
  const look = async (rows: readonly Row[]): Promise<void> => {
    try {
      hidden = await findHiddenFields(client, { ...asked, fields: emptyIn(rows, asked.fields) });
    } catch (error) {
      if (!failsAlone(error)) throw error;
      lack = error;
    }
  };
  return {
    look: async (rows) => {
      if (rows.length > 0) looked ??= look(rows);
      await looked;
    },
    hidden: () => hidden,
    lack: () => lack,
  };
}
