import type {
  DataSourceType,
  Document,
  DocumentGetRequest,
  DocumentPage,
  DocumentSearchRequest,
  DocumentSummary,
} from '@rita/contracts';
import { type RawBuilder, sql } from 'kysely';
import { type Readable, readableDocuments } from '../access/readable-documents.ts';
import type { Db } from '../platform/db/tables.ts';
import { readCursor, toTsQuery, writeCursor } from './search-query.ts';

type Row = {
  id: string;
  connection_id: string;
  connection_type: DataSourceType;
  title: string;
  url: string | null;
  path: string[];
  author: string | null;
  updated_at: Date | null;
  order_value: number;
  excerpt: string | null;
};

// The marks stand in for HTML, so that whoever shows the excerpt never has to trust it.
const HEADLINE =
  'StartSel=\uE000, StopSel=\uE001, MaxFragments=2, MaxWords=28, MinWords=12, FragmentDelimiter=" … "';
const SEARCHED_FOR_EXCERPT = 100_000;

/**
 * Searches what a reader may read of the tenant's documents, best first; without words it lists
 * them, newest first.
 */
export async function searchDocuments(
  db: Db,
  request: DocumentSearchRequest,
  readable: Readable,
): Promise<DocumentPage> {
  const words = request.query?.trim() || undefined;
  const tsQuery = words === undefined ? undefined : toTsQuery(words);
  const filters = [sql`tenant_id = ${request.tenant_id}`, readableDocuments(readable)];
  if (request.connection_id) filters.push(sql`connection_id = ${request.connection_id}::uuid`);
  if (tsQuery) filters.push(sql`search @@ ${tsQuery}`);
  const where = sql.join(filters, sql` and `);
  // One after the other: a search has one connection of the pool, and one processor.
  const rows = await selectPage(db, { request, where, tsQuery });
  const isAll = request.cursor === undefined && rows.length <= request.limit;
  const total = isAll ? rows.length : await countAll(db, where);
  const page = rows.slice(0, request.limit);
  const last = page.at(-1);
  const hasMore = rows.length > request.limit && last !== undefined;
  return {
    data: page.map(toSummary),
    next_cursor: hasMore ? writeCursor({ order: last.order_value, id: last.id }) : null,
    total,
  };
}

async function selectPage(
  db: Db,
  search: {
    request: DocumentSearchRequest;
    where: RawBuilder<unknown>;
    tsQuery: RawBuilder<unknown> | undefined;
  },
): Promise<Row[]> {
  const { request, where, tsQuery } = search;
  const order = tsQuery
    ? sql`ts_rank(search, ${tsQuery})::float8`
    : sql`(extract(epoch from listed_at) * 1000)::float8`;
  const cursor = request.cursor === undefined ? undefined : readCursor(request.cursor);
  const after = cursor
    ? sql`where (order_value, id) < (${cursor.order}::float8, ${cursor.id}::uuid)`
    : sql``;
  const excerpt = tsQuery
    ? sql`ts_headline('simple', left(body, ${SEARCHED_FOR_EXCERPT}::int), ${tsQuery}, ${HEADLINE})`
    : sql`null::text`;
  // The excerpt is made for the rows of the page only: it is what costs.
  const found = await sql<Row>`
    select id, connection_id, connection_type, title, url, path, author, updated_at, order_value,
      ${excerpt} as excerpt
    from (
      select * from (select *, ${order} as order_value from documents where ${where}) matching
      ${after} order by order_value desc, id desc limit ${request.limit + 1}::int
    ) page order by order_value desc, id desc`.execute(db);
  return found.rows;
}

async function countAll(db: Db, where: RawBuilder<unknown>): Promise<number> {
  const counted = await sql<{
    count: number;
  }>`select count(*)::int as count from documents where ${where}`.execute(db);
  return counted.rows[0]?.count ?? 0;
}

function toSummary(row: Row): DocumentSummary {
  return {
    id: row.id,
    connection_id: row.connection_id,
    connection_type: row.connection_type,
    title: row.title,
    url: row.url,
    path: row.path,
    author: row.author,
    updated_at: row.updated_at?.toISOString() ?? null,
    excerpt: row.excerpt === null ? null : withoutMarkdown(row.excerpt),
  };
}

function withoutMarkdown(excerpt: string): string {
  return excerpt
    .replace(/\]\([^)\s]*\)?/g, '')
    .replace(/[#*_`>|[\]~]+/g, ' ')
    .replace(/-{3,}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** One document of the tenant, whole; undefined also for one that the reader may not read. */
export async function findDocument(
  db: Db,
  request: DocumentGetRequest,
  readable: Readable,
): Promise<Document | undefined> {
  const row = await db
    .selectFrom('documents')
    .selectAll()
    .where('tenant_id', '=', request.tenant_id)
    .where('id', '=', request.document_id)
    .where(sql<boolean>`${readableDocuments(readable)}`)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { excerpt: _, ...summary } = toSummary({ ...row, order_value: 0, excerpt: null });
  return {
    ...summary,
    body: row.body,
    created_at: row.created_at?.toISOString() ?? null,
    fetched_at: row.fetched_at.toISOString(),
  };
}
