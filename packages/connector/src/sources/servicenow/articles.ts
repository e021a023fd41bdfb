import type { Convert } from '../../convert/convert.ts';
import type { SourceAccess } from '../source-access.ts';
import { ACCESS_FIELDS, articleAccess, NARROWING_FIELDS } from './access.ts';
import { inIds } from './encoded-query.ts';
import { watchFields } from './hidden-fields.ts';
import { externalIdOf, type Part, revisionFrom } from './part.ts';
import { cell, isGiven, type Row, type TableClient, timeOf } from './table-client.ts';
import { sectionsOf, withTemplateFields } from './template-fields.ts';

export const ARTICLES = 'kb_knowledge';
export const BASE = 'kb_knowledge_base';

const LIST_FIELDS = [
  ...['sys_id', 'sys_mod_count', 'sys_updated_on', 'number', 'short_description'],
  ...['workflow_state', 'latest', BASE, `${BASE}.title`, `${BASE}.active`],
  ...['kb_category.full_category', 'sys_class_name'],
];
const READ_FIELDS = [
  ...[...LIST_FIELDS, 'article_type', 'text', 'wiki', 'author.name', 'sys_created_on'],
  ...ACCESS_FIELDS.filter((field) => !LIST_FIELDS.includes(field)),
];
/** What tells whether a row is wanted, and who may read it. */
const ROW_FIELDS = [
  ...ACCESS_FIELDS,
  'workflow_state',
  'latest',
  `${BASE}.active`,
  'sys_class_name',
];
/** Pieces of text that articles show to some of their readers; nobody opens one by itself. */
const BLOCKS = 'kb_knowledge_block';

/** Published articles of the chosen knowledge bases; of all that are in use when none is chosen. */
export function articlesQuery(bases: readonly string[]): string {
  const where = bases.length > 0 ? inIds(BASE, bases) : `${BASE}.active=true`;
  return `workflow_state=published^${where}`;
}

export function articles(given: {
  client: TableClient;
  base: string;
  bases: readonly string[];
  convert: Convert;
}): Part {
  const query = articlesQuery(given.bases);
  const asked = { table: ARTICLES, query, fields: NARROWING_FIELDS };
  const watch = watchFields(given.client, asked);
  const chosen = new Set(given.bases);
  // The instance may have dropped a condition, so each row is looked at again.
  const isWanted = (row: Row) =>
    cell(row, 'workflow_state') === 'published' &&
    cell(row, 'latest') !== 'false' &&
    cell(row, 'sys_class_name') !== BLOCKS &&
    (chosen.size > 0 ? chosen.has(cell(row, BASE)) : cell(row, `${BASE}.active`) !== 'false');
  const urlOf = (row: Row) => `${given.base}/kb_view.do?sys_kb_id=${cell(row, 'sys_id')}`;
  return {
    table: ARTICLES,
    label: 'Knowledge articles',
    groups: [query],
    listFields: LIST_FIELDS,
    accessFields: ROW_FIELDS,
    readFields: READ_FIELDS,
    display: 'false',
    wantedOf: async (rows) => new Set(rows.filter(isWanted).map((row) => cell(row, 'sys_id'))),
    doubtOf: (row) => doubtOf(row, chosen),
    complete: (rows) => withTemplateFields(given.client, rows),
    revisionOf: (row) =>
      revisionFrom(row, [
        ...['short_description', BASE].map((field) => cell(row, field)),
        pathOf(row),
      ]),
    urlOf,
    prepareAccess: async (rows) => {
      await watch.look(rows);
      return watch.lack();
    },
    accessOf: (row) => {
      if (doubtOf(row, chosen)) return REFUSED;
      return isWanted(row) ? accessInBase(row, watch.hidden()) : undefined;
    },
    toDocument: async (row) => ({
      externalId: externalIdOf(ARTICLES, cell(row, 'sys_id')),
      revision: '',
      title: cell(row, 'short_description') || cell(row, 'number') || 'Untitled article',
      url: urlOf(row),
      body: await bodyOf(row, given),
      author: cell(row, 'author.name') || null,
      createdAt: timeOf(row, 'sys_created_on'),
      updatedAt: timeOf(row, 'sys_updated_on'),
      path: pathOf(row),
      access: accessInBase(row, watch.hidden()),
    }),
  };
}

const REFUSED: SourceAccess = { kind: 'nobody', reason: 'refused' };

function pathOf(row: Row): string[] {
  const category = cell(row, 'kb_category.full_category').split(' / ');
  return [cell(row, `${BASE}.title`), ...category].filter((part) => part !== '');
}

/** Who still reads the articles of a base that is out of use, the manual does not say. */
function accessInBase(row: Row, hidden: ReadonlySet<string>): SourceAccess {
  const isInUse = cell(row, `${BASE}.active`);
  if (isInUse === 'true') return articleAccess(row, hidden);
  return isInUse === 'false' ? { kind: 'nobody', reason: 'not_mirrored' } : REFUSED;
}

/** What decides whether an article is read has to be there; else a draft might be taken for one. */
function doubtOf(row: Row, chosen: ReadonlySet<string>): string | undefined {
  if (!isGiven(row, 'workflow_state')) {
    return 'ServiceNow does not say whether this article is published.';
  }
  if (chosen.size > 0 && !isGiven(row, BASE)) {
    return 'ServiceNow does not say in which knowledge base this article is.';
  }
  return undefined;
}

async function bodyOf(
  row: Row,
  { base, convert }: { base: string; convert: Convert },
): Promise<string> {
  const baseUrl = `${base}/`;
  const [text, wiki] = [cell(row, 'text'), cell(row, 'wiki')];
  const isWiki = wiki !== '' && (text === '' || cell(row, 'article_type') === 'wiki');
  const sections = isWiki || text !== '' ? [] : sectionsOf(row);
  const body = isWiki
    ? [await convert('wiki', { text: wiki, baseUrl })]
    : [
        text && (await convert('prose', { text, baseUrl })),
        ...(await Promise.all(
          sections.map(async ({ label, content }) => {
            const shown = await convert('prose', { text: content, baseUrl });
            return `## ${label}\n\n${shown}`;
          }),
        )),
      ];
  return [...body, cell(row, 'number')].filter((part) => part !== '').join('\n\n');
}
