import type { Convert } from '../../convert/convert.ts';
import { SourceError } from '../source.ts';
import { RECORD_PEOPLE_FIELDS, recordAccess, type TableAccess, tableAccess } from './access.ts';
import { ARTICLES } from './articles.ts';
import { composeQuery, inIds, readEncodedQuery } from './encoded-query.ts';
import { externalIdOf, type Part, revisionFrom } from './part.ts';
import { cell, type Row, shown, type TableClient, timeOf } from './table-client.ts';

const TITLES = ['short_description', 'title', 'name', 'number'];
/** Prose that may be read; anything else may be a secret (`password2` comes back as ciphertext). */
const PROSE: Record<string, string> = {
  description: '',
  close_notes: 'Resolution',
  cause_notes: 'Cause',
  fix_notes: 'Fix',
  workaround: 'Work-around',
  justification: 'Justification',
  implementation_plan: 'Implementation',
  backout_plan: 'Back-out',
  test_plan: 'Test',
};
const FACTS: Record<string, string> = {
  number: 'Number',
  state: 'State',
  priority: 'Priority',
  category: 'Category',
  assigned_to: 'Assigned to',
};
const ALWAYS = ['sys_id', 'sys_mod_count', 'sys_updated_on', 'sys_created_on'];

/**
 * The records of one table. Which fields there are is learned from a record, because the
 * dictionary is usually closed to integration users.
 */
export async function records(
  client: TableClient,
  given: { base: string; choice: TableChoice; convert: Convert },
): Promise<Part> {
  const { base, choice } = given;
  const { table } = choice;
  if (table === ARTICLES) {
    throw new SourceError('validation_failed', 'Articles are read anyway; take kb_knowledge out.');
  }
  const { fields, isEmpty } = await fieldsOf(client, table);
  const groups = groupsOf(choice.query ?? '', { table, fields, isEmpty });
  const readable = (wanted: readonly string[]) =>
    [...new Set(wanted)].filter((field) => fields?.has(field) ?? true);
  const shownFields = [...ALWAYS, ...TITLES, ...Object.keys(PROSE), ...Object.keys(FACTS)];
  const accessOf = (row: Row) => tableAccess(choice) ?? recordAccess(row);
  const urlOf = (row: Row) => `${base}/${table}.do?sys_id=${cell(row, 'sys_id')}`;
  return {
    table,
    label: table,
    groups,
    listFields: ALWAYS,
    accessFields: readable(['sys_id', ...RECORD_PEOPLE_FIELDS]),
    readFields: readable([...shownFields, 'opened_by', ...RECORD_PEOPLE_FIELDS]),
    display: 'all',
    wantedOf: (rows) => wantedOf(client, { table, groups, rows }),
    doubtOf: () => undefined,
    // Another choice of who may read them counts with the next sync, not only with a reading.
    revisionOf: (row) => revisionFrom(row, [table, ...chosenAccess(choice)]),
    urlOf,
    accessOf,
    toDocument: async (row) => ({
      externalId: externalIdOf(table, cell(row, 'sys_id')),
      revision: '',
      title: titleOf(row),
      url: urlOf(row),
      body: await bodyOf(row, given),
      author: shown(row, 'opened_by') || null,
      createdAt: timeOf(row, 'sys_created_on'),
      updatedAt: timeOf(row, 'sys_updated_on'),
      path: [table],
      access: accessOf(row),
    }),
  };
}

export type TableChoice = TableAccess & { table: string; query?: string | undefined };

function chosenAccess({ access, role, group }: TableChoice): unknown[] {
  return access === undefined ? [] : [access, role, group];
}

type TableLook = { fields: Set<string> | undefined; isEmpty: boolean };

/** No fields are known where access rules hide the first records, or there are none. */
async function fieldsOf(client: TableClient, table: string): Promise<TableLook> {
  const asked = { table, query: 'ORDERBYsys_id', limit: 20 };
  const { rows, unreadable, total } = await client.list(asked);
  // Access rules may take fields out of a record.
  const names = rows.flatMap((row) => Object.keys(row));
  const isEmpty = rows.length === 0 && unreadable === 0 && total === 0;
  return { fields: names.length > 0 ? new Set(names) : undefined, isEmpty };
}

/** A query that cannot be checked is never left out: that would find everything. */
function groupsOf(query: string, look: TableLook & { table: string }): string[] {
  if (query.trim() === '') return [''];
  if (look.fields) return readEncodedQuery(query, look.fields);
  if (look.isEmpty) return [FINDS_NOTHING];
  throw new SourceError(
    'insufficient_permissions',
    `Access rules hide the first records of ${look.table}, so the fields of its query cannot be checked.`,
  );
}

const FINDS_NOTHING = `sys_id=${'0'.repeat(32)}`;

async function wantedOf(
  client: TableClient,
  asked: { table: string; groups: readonly string[]; rows: readonly Row[] },
): Promise<Set<string>> {
  const { table, groups, rows } = asked;
  const ids = rows.map((row) => cell(row, 'sys_id'));
  if (ids.length === 0 || groups.every((group) => group === '')) return new Set(ids);
  const wanted = new Set<string>();
  // An instance may give fewer rows than the limit, so what a page left out is asked for again.
  for (let left = ids; left.length > 0; ) {
    const query = composeQuery(groups, inIds('sys_id', left));
    const found = await client.list({ table, query, fields: ['sys_id'], limit: left.length });
    for (const row of found.rows) wanted.add(cell(row, 'sys_id'));
    const isLast = found.rows.length === 0 || found.total === found.rows.length;
    if (found.unreadable > 0 || (isLast && (found.total ?? 0) > found.rows.length)) {
      const words = 'ServiceNow did not say which of the changed records are wanted.';
      throw new SourceError('upstream_error', words);
    }
    const rest = left.filter((id) => !wanted.has(id));
    if (isLast || rest.length === left.length) break;
    left = rest;
  }
  return wanted;
}

function titleOf(row: Row): string {
  const title = TITLES.map((field) => cell(row, field)).find((value) => value !== '');
  return title ?? 'Untitled record';
}

async function bodyOf(
  row: Row,
  { base, convert }: { base: string; convert: Convert },
): Promise<string> {
  const facts = Object.entries(FACTS)
    .filter(([field]) => cell(row, field) !== '')
    .map(async ([field, label]) => {
      const text = await convert('text', { text: `${label}: ${shown(row, field)}` });
      return `- ${text.replaceAll('\n', '\n  ')}`;
    });
  const prose = Object.entries(PROSE)
    .filter(([field]) => cell(row, field) !== '')
    .map(async ([field, label]) => {
      const text = await convert('prose', { text: cell(row, field), baseUrl: `${base}/` });
      return label ? `## ${label}\n\n${text}` : text;
    });
  return [(await Promise.all(facts)).join('\n'), ...(await Promise.all(prose))]
    .filter((part) => part !== '')
    .join('\n\n');
}
