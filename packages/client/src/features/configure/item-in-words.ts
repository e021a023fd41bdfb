import { type SourceOption, TABLE_ACCESS } from '@rita/contracts';
import { t } from '../../i18n/index.ts';

/** A table that is read: “incident (active=true)”, “People with a role”, “itil”. */
export type TableInWords = { records: string; readers: string; named: string | undefined };

/** An item of a list that is set: a text, or a table, “incident (active=true): People with a role itil”. */
export function itemInWords(item: unknown): string {
  const table = tableInWords(item);
  if (table === null) return String(item);
  const { records, readers, named } = table;
  return `${records}: ${readers}${named === undefined ? '' : ` ${named}`}`;
}

/** Null for what is no table. `groups`: those that the source told of. */
export function tableInWords(
  item: unknown,
  groups: readonly SourceOption[] = [],
): TableInWords | null {
  if (typeof item !== 'object' || item === null) return null;
  const { table, query, access, role, group } = item as Record<string, string | undefined>;
  const records = query ? `${table} (${query})` : String(table);
  const known = TABLE_ACCESS.find((one) => one === access) ?? 'nobody';
  const ofGroup = groups.find(({ value }) => value === group)?.label ?? group;
  const named = known === 'group' ? ofGroup : known === 'role' ? role : undefined;
  return { records, readers: t.configure.tableAccess.choices[known], named };
}
