import { TABLE_ACCESS } from '@rita/contracts';
import { t } from '../../i18n/index.ts';

/**
 * An item of a list that is set: a text, or a table with its query and who finds its records,
 * “incident (active=true): People with a role”.
 */
export function itemInWords(item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item);
  const { table, query, access, role } = item as Record<string, string | undefined>;
  const records = query ? `${table} (${query})` : String(table);
  const known = TABLE_ACCESS.find((one) => one === access);
  if (known === undefined || known === 'nobody') return records;
  const readers = t.configure.tableAccess.choices[known];
  return `${records}: ${readers}${known === 'role' ? ` ${role}` : ''}`;
}
