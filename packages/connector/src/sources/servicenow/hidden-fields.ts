import { composeQuery } from './encoded-query.ts';
import { sweep } from './sweep.ts';
import { cell, type TableClient } from './table-client.ts';

/**
 * Finds fields that access rules empty for this account: an instance may leave such a field out of
 * its answers, or put an empty text there, which looks like “no restriction”. A record of which the
 * instance itself says that the field is filled tells the two apart.
 * @param query one group of conditions, without `^NQ`
 */
export async function findHiddenFields(
  client: TableClient,
  { table, query, fields }: { table: string; query: string; fields: readonly string[] },
): Promise<Set<string>> {
  if (fields.length === 0) return new Set();
  const filled = fields.map((field) => `${field}ISNOTEMPTY`).join('^OR');
  const asked = { table, query: composeQuery([query], filled), fields: ['sys_id', ...fields] };
  const first = await client.list({ ...asked, limit: 1 });
  if (first.rows.length + first.unreadable === 0 && first.total === 0) return new Set();
  const hidden = new Set<string>();
  for (const field of fields) {
    if (await isHidden(client, { table, query, field })) hidden.add(field);
  }
  return hidden;
}

const ROWS_LOOKED_AT = 50;

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
