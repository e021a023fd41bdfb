import { htmlToMarkdown } from '../../convert/html-to-markdown.ts';
import type { Access } from './access.ts';
import { inIds } from './encoded-query.ts';
import { externalIdOf, type Part, revisionFrom } from './part.ts';
import { cell, type Row, timeOf } from './table-client.ts';
import { wikiToHtml } from './wiki-to-html.ts';

export const ARTICLES = 'kb_knowledge';
const BASE = 'kb_knowledge_base';

const LIST_FIELDS = [
  ...['sys_id', 'sys_mod_count', 'sys_updated_on', 'number', 'short_description'],
  ...['workflow_state', 'latest', BASE, `${BASE}.title`, `${BASE}.active`],
  ...['kb_category.full_category', 'roles'],
  ...['can_read_user_criteria', 'cannot_read_user_criteria'],
];
const READ_FIELDS = [
  ...[...LIST_FIELDS, 'article_type', 'text', 'wiki', 'author.name', 'sys_created_on'],
];

/** Published articles of the chosen knowledge bases; of all that are in use when none is chosen. */
export function articlesQuery(bases: readonly string[]): string {
  const where = bases.length > 0 ? inIds(BASE, bases) : `${BASE}.active=true`;
  return `workflow_state=published^${where}`;
}

export function articles(given: { base: string; bases: readonly string[]; access: Access }): Part {
  const chosen = new Set(given.bases);
  // The instance may have dropped a condition, so each row is looked at again.
  const isWanted = (row: Row) =>
    cell(row, 'workflow_state') === 'published' &&
    cell(row, 'latest') !== 'false' &&
    (chosen.size > 0 ? chosen.has(cell(row, BASE)) : cell(row, `${BASE}.active`) !== 'false');
  return {
    table: ARTICLES,
    label: 'Knowledge articles',
    groups: [articlesQuery(given.bases)],
    listFields: LIST_FIELDS,
    readFields: READ_FIELDS,
    display: 'false',
    wantedOf: async (rows) => new Set(rows.filter(isWanted).map((row) => cell(row, 'sys_id'))),
    revisionOf: (row) =>
      revisionFrom(cell(row, 'sys_mod_count'), [
        ...['sys_updated_on', 'short_description', BASE].map((field) => cell(row, field)),
        pathOf(row),
        given.access.permissionsOf(row),
      ]),
    toDocument: (row) => ({
      externalId: externalIdOf(ARTICLES, cell(row, 'sys_id')),
      revision: '',
      title: cell(row, 'short_description') || cell(row, 'number'),
      url: `${given.base}/kb_view.do?sys_kb_id=${cell(row, 'sys_id')}`,
      body: bodyOf(row, given.base),
      author: cell(row, 'author.name') || null,
      createdAt: timeOf(row, 'sys_created_on'),
      updatedAt: timeOf(row, 'sys_updated_on'),
      path: pathOf(row),
      access: { kind: 'nobody', reason: 'not_read' },
    }),
  };
}

function pathOf(row: Row): string[] {
  const category = cell(row, 'kb_category.full_category').split(' / ');
  return [cell(row, `${BASE}.title`), ...category].filter((part) => part !== '');
}

function bodyOf(row: Row, base: string): string {
  const isWiki = cell(row, 'article_type') === 'wiki' || cell(row, 'text') === '';
  const html = isWiki && cell(row, 'wiki') ? wikiToHtml(cell(row, 'wiki')) : cell(row, 'text');
  const number = cell(row, 'number');
  const body = htmlToMarkdown(html, { baseUrl: `${base}/` });
  return number ? `${body}\n\n${number}`.trim() : body;
}
