import type { Document, DocumentGetRequest } from '@rita/contracts';
import { sql } from 'kysely';
import { type Readable, readableDocuments } from '../access/readable-documents.ts';
import type { Db } from '../platform/db/tables.ts';
import { passageOf } from './cite-documents.ts';
import { toSummary } from './summary.ts';

/** One document of the tenant, whole; undefined also for one that the reader may not read. */
export async function findDocument(
  db: Db,
  request: DocumentGetRequest,
  readable: Readable,
): Promise<Document | undefined> {
  const row = await db
    .selectFrom('documents')
    .select(['id', 'connection_id', 'connection_type', 'title', 'url', 'path', 'author'])
    .select(['updated_at', 'created_at', 'fetched_at', 'body', 'passages'])
    .where('tenant_id', '=', request.tenant_id)
    .where('id', '=', request.document_id)
    .where(sql<boolean>`${readableDocuments(readable)}`)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const { excerpt: _, ...summary } = toSummary(row);
  return {
    ...summary,
    body: row.body,
    created_at: row.created_at?.toISOString() ?? null,
    fetched_at: row.fetched_at.toISOString(),
    ...(row.passages !== null && { passages: row.passages.map(passageOf) }),
  };
}
