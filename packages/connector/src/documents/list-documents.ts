import type { DocumentPage, DocumentSearchRequest } from '@rita/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import { readListCursor, writeListCursor } from './cursors.ts';
import { SUMMARY_COLUMNS, type SummaryRow, toSummary } from './summary.ts';

type Row = SummaryRow & { order_value: number };

/** The documents that a reader may read, newest first. */
export async function listDocuments(
  db: Db,
  request: DocumentSearchRequest,
  where: RawBuilder<unknown>,
): Promise<DocumentPage> {
  const cursor = request.cursor === undefined ? undefined : readListCursor(request.cursor);
  const after = cursor
    ? sql`and (listed_at, id) < (to_timestamp(${cursor.order}::float8 / 1000), ${cursor.id}::uuid)`
    : sql``;
  const { rows } = await sql<Row>`
    select ${SUMMARY_COLUMNS},
      (extract(epoch from listed_at) * 1000)::float8 as order_value
    from documents where ${where} ${after}
    order by listed_at desc, id desc limit ${request.limit + 1}::int`.execute(db);
  const isAll = request.cursor === undefined && rows.length <= request.limit;
  const page = rows.slice(0, request.limit);
  const last = page.at(-1);
  const hasMore = rows.length > request.limit && last !== undefined;
  return {
    data: page.map((row) => toSummary(row)),
    next_cursor: hasMore ? writeListCursor({ order: last.order_value, id: last.id }) : null,
    total: isAll ? rows.length : await countAll(db, where),
  };
}

async function countAll(db: Db, where: RawBuilder<unknown>): Promise<number> {
  const counted = await sql<{ count: number }>`
    select count(*)::int as count from documents where ${where}`.execute(db);
  return counted.rows[0]?.count ?? 0;
}
