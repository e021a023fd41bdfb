import type { DocumentPage, DocumentSearchRequest } from '@rita/contracts';
import { type RawBuilder, sql } from 'kysely';
import { type Readable, readableDocuments } from '../access/readable-documents.ts';
import type { Db, Transact } from '../platform/db/tables.ts';
import { languagesFor, loadStemmers } from '../search/analyze/languages.ts';
import { createWordForms } from '../search/analyze/word-forms.ts';
import { soughtTerms } from '../search/lexemes-of-query.ts';
import { parseQuery } from '../search/query/parse-query.ts';
import { planSearch } from '../search/query/plan-search.ts';
import { MOST_RANKED } from './candidates.ts';
import { citeDocuments } from './cite-documents.ts';
import { readSearchCursor, writeSearchCursor } from './cursors.ts';
import { findDocuments } from './find-documents.ts';
import { beginSearch } from './index-state.store.ts';
import { listDocuments } from './list-documents.ts';
import { narrowedTo } from './narrowing.ts';

const NOTHING: DocumentPage = { data: [], next_cursor: null, total: 0 };

/**
 * Searches what a reader may read of the tenant's documents, best first; without words it lists
 * them, newest first.
 */
export async function searchDocuments(
  db: Db,
  request: DocumentSearchRequest,
  readable: Readable,
): Promise<DocumentPage> {
  const where = whereOf(request, readable);
  const query = request.query?.trim() ?? '';
  if (query === '') return listDocuments(db, request, where);
  return db.transaction().execute((trx) => findPage(trx, { request, query, where }));
}

type Asked = { request: DocumentSearchRequest; query: string; where: RawBuilder<unknown> };

async function findPage(db: Transact, { request, query, where }: Asked): Promise<DocumentPage> {
  const { tenant_id: tenantId, limit } = request;
  const state = await beginSearch(db, tenantId);
  const languages = languagesFor(state.languages);
  const alternatives = await parseQuery(query, languages);
  const plan = planSearch(alternatives, state.isComplete ? tenantId : undefined);
  if (plan === undefined) return NOTHING;
  const after = request.cursor === undefined ? undefined : readSearchCursor(request.cursor);
  // One after the other: a search has one connection of the pool, and one processor.
  const { found, count } = await findDocuments(db, {
    ...{ tenantId, plan, where, after, languages: state.languages },
    limit: limit + 1,
  });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const terms = soughtTerms(alternatives);
  const formsOf = createWordForms(await loadStemmers(languages));
  const ids = page.map(({ id }) => id);
  const cited = await citeDocuments(db, ids, { where, terms, formsOf });
  return {
    // One that was removed or hidden in between is not there any more.
    data: page.flatMap(({ id }) => cited.get(id) ?? []),
    next_cursor: found.length > limit && last !== undefined ? writeSearchCursor(last) : null,
    total: Math.min(count, MOST_RANKED),
    ...(count > MOST_RANKED && { has_more_than_total: true }),
  };
}

function whereOf(request: DocumentSearchRequest, readable: Readable): RawBuilder<unknown> {
  const ofTenant = sql`documents.tenant_id = ${request.tenant_id}`;
  return sql.join([ofTenant, readableDocuments(readable), ...narrowedTo(request)], sql` and `);
}
