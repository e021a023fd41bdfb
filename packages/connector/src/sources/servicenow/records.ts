import { htmlToMarkdown } from '../../convert/html-to-markdown.ts';
import { SourceError } from '../source.ts';
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
  given: { base: string; table: string; query: string },
): Promise<Part> {
  const { table, base } = given;
  if (table === ARTICLES) {
    throw new SourceError('validation_failed', 'Articles are read anyway; take kb_knowledge out.');
  }
  const { fields, isEmpty } = await fieldsOf(client, table);
  const groups = groupsOf(given.query, { table, fields, isEmpty });
  const wanted = [...ALWAYS, ...TITLES, ...Object.keys(PROSE), ...Object.keys(FACTS), 'opened_by'];
  const readFields = [...new Set(wanted)].filter((field) => fields?.has(field) ?? true);
  return {
    table,
    label: table,
    groups,
    listFields: ALWAYS,
    readFields,
    display: 'all',
    wantedOf: (rows) => wantedOf(client, { table, groups, rows }),
    revisionOf: (row) =>
      revisionFrom(cell(row, 'sys_mod_count'), [cell(row, 'sys_updated_on'), table]),
    toDocument: (row) => ({
      externalId: externalIdOf(table, cell(row, 'sys_id')),
      revision: '',
      title: titleOf(row),
      url: `${base}/${table}.do?sys_id=${cell(row, 'sys_id')}`,
      body: bodyOf(row, base),
      author: shown(row, 'opened_by') || null,
      createdAt: timeOf(row, 'sys_created_on'),
      updatedAt: timeOf(row, 'sys_updated_on'),
      path: [table],
      access: { kind: 'nobody', reason: 'not_read' },
    }),
  };
}

type TableLook = { fields: Set<string> | undefined; isEmpty: boolean };

/** No fields are known where access rules hide the first records, or there are none. */
async function fieldsOf(client: TableClient, table: string): Promise<TableLook> {
  const { rows, total } = await client.list({ table, query: 'ORDERBYsys_id', limit: 20 });
  const [first] = rows;
  return { fields: first && new Set(Object.keys(first)), isEmpty: !first && total === 0 };
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
  const query = composeQuery(groups, inIds('sys_id', ids));
  const found = await client.list({ table, query, fields: ['sys_id'], limit: ids.length });
  return new Set(found.rows.map((row) => cell(row, 'sys_id')));
}

function titleOf(row: Row): string {
  const title = TITLES.map((field) => cell(row, field)).find((value) => value !== '');
  return title ?? cell(row, 'sys_id');
}

function bodyOf(row: Row, base: string): string {
  const facts = Object.entries(FACTS)
    .filter(([field]) => cell(row, field) !== '')
    .map(([field, label]) => `- ${label}: ${shown(row, field)}`);
  const prose = Object.entries(PROSE)
    .filter(([field]) => cell(row, field) !== '')
    .map(([field, label]) => (label ? `## ${label}\n\n` : '') + proseOf(cell(row, field), base));
  return [facts.join('\n'), ...prose].filter((part) => part !== '').join('\n\n');
}

/** The same field holds HTML in one table and plain text in another. */
function proseOf(text: string, base: string): string {
  if (/<(p|br|div|ul|ol|table|span|a|h\d)\b/i.test(text)) {
    return htmlToMarkdown(text, { baseUrl: `${base}/` });
  }
  const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
  return htmlToMarkdown(
    escaped
      .split(/\r?\n\s*\r?\n/)
      .map((paragraph) => `<p>${paragraph.replace(/\r?\n/g, '<br>')}</p>`)
      .join(''),
  );
}
