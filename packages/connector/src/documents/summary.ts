import type { DataSourceType, DocumentSummary } from '@rita/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import type { Citation } from './cite-documents.ts';

/** What a list shows of a document. */
export type SummaryRow = {
  id: string;
  connection_id: string;
  connection_type: DataSourceType;
  title: string;
  url: string | null;
  path: string[];
  author: string | null;
  updated_at: Date | null;
};

/** These documents, as far as the reader may read them. */
export async function findSummaries(
  db: Db,
  ids: readonly string[],
  where: RawBuilder<unknown>,
): Promise<Map<string, SummaryRow>> {
  const { rows } = await sql<SummaryRow>`
    select id, connection_id, connection_type, title, url, path, author, updated_at
    from documents where ${where} and id = any(${[...ids]}::uuid[])`.execute(db);
  return new Map(rows.map((row) => [row.id, row]));
}

/** A row as a list shows it. */
export function toSummary(row: SummaryRow, citation?: Citation): DocumentSummary {
  return {
    id: row.id,
    connection_id: row.connection_id,
    connection_type: row.connection_type,
    title: row.title,
    url: row.url,
    path: row.path,
    author: row.author,
    updated_at: row.updated_at?.toISOString() ?? null,
    excerpt: null,
    ...citation,
  };
}
