/** One record as the Table API knows it: every value a string, empty ones ''. Times are UTC. */
export type SampleRow = Record<string, string> & { sys_id: string };

export type SampleInstance = { tables: Record<string, SampleRow[]> };

/** Fields that point at another table: dot-walked, and shown as `{ link, value }`. */
export const REFERENCES: Record<string, string> = {
  kb_knowledge_base: 'kb_knowledge_base',
  kb_category: 'kb_category',
  author: 'sys_user',
  owner: 'sys_user',
  assigned_to: 'sys_user',
  opened_by: 'sys_user',
  user_criteria: 'user_criteria',
  caller_id: 'sys_user',
  assignment_group: 'sys_user_group',
  ownership_group: 'sys_user_group',
  user: 'sys_user',
  group: 'sys_user_group',
  role: 'sys_user_role',
};

/** Choice lists: what is stored, and what is shown. */
export const CHOICES: Record<string, Record<string, string>> = {
  'incident.state': { '1': 'New', '2': 'In Progress', '6': 'Resolved', '7': 'Closed' },
  'incident.priority': {
    '1': '1 - Critical',
    '2': '2 - High',
    '3': '3 - Moderate',
    '4': '4 - Low',
  },
};

/** Where records of a table were found last; whoever changed the table since is not in the way. */
const places = new WeakMap<SampleRow[], Map<string, number>>();

export function rowOf(
  instance: SampleInstance,
  table: string,
  sysId: string | undefined,
): SampleRow | undefined {
  const rows = instance.tables[table];
  if (!rows || !sysId) return undefined;
  const known = places.get(rows) ?? new Map<string, number>();
  places.set(rows, known);
  const before = rows[known.get(sysId) ?? -1];
  if (before?.sys_id === sysId) return before;
  const at = rows.findIndex((row) => row.sys_id === sysId);
  if (at >= 0) known.set(sysId, at);
  return rows[at];
}

/** Value of a field, dot-walked where it has dots; undefined when there is no such field. */
export function readField(
  instance: SampleInstance,
  row: SampleRow,
  path: string,
): string | undefined {
  // Most have none, and whole tables are sorted and compared by them.
  if (!path.includes('.')) return row[path];
  const [field = '', ...rest] = path.split('.');
  const value = row[field];
  if (value === undefined) return value;
  const target = rowOf(instance, REFERENCES[field] ?? '', value);
  return target ? readField(instance, target, rest.join('.')) : '';
}

/** `YYYY-MM-DD HH:MM:SS`, moved from UTC by some minutes. */
export function moveTime(value: string, minutes: number): string {
  const at = Date.parse(`${value.replace(' ', 'T')}Z`) + minutes * 60_000;
  return new Date(at).toISOString().slice(0, 19).replace('T', ' ');
}
