import { emptyIn, findHiddenFields } from '../hidden-fields.ts';
import { cell, isGiven, type TableClient } from '../table-client.ts';
import { readWholeTable, type WholeTable } from '../whole-table.ts';

/** Ids of a table with all that is below them; undefined where that is not known. */
export type Hierarchy = {
  within: (ids: readonly string[]) => ReadonlySet<string> | undefined;
  lack?: NonNullable<WholeTable['lack']>;
};

export const FLAT: Hierarchy = { within: (ids) => new Set(ids) };

/**
 * Groups, companies, departments and locations lie in one another. ServiceNow does not say whether
 * whoever is in the inner one counts as in the outer one; for denials that is taken as yes.
 */
export async function readHierarchy(client: TableClient, table: string): Promise<Hierarchy> {
  const { rows, lack } = await readWholeTable(client, { table, fields: ['parent'] });
  const fields = rows.length > 0 ? emptyIn(rows, ['parent']) : [];
  const asked = { table, query: '', fields };
  const isUnknown =
    rows.some((row) => !isGiven(row, 'parent')) || (await findHiddenFields(client, asked)).size > 0;
  if (lack || isUnknown) return { within: () => undefined, lack: lack ?? 'short' };
  const children = Map.groupBy(
    rows.map((row) => ({ id: cell(row, 'sys_id'), parent: cell(row, 'parent') })),
    ({ parent }) => parent,
  );
  return {
    within: (ids) => {
      const found = new Set(ids);
      // A set is walked through to its end while it grows; circles add nothing.
      for (const id of found) for (const child of children.get(id) ?? []) found.add(child.id);
      return found;
    },
  };
}
