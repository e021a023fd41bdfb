import type { DataSourceType, DocumentSummary } from '@rita/contracts';
import { sql } from 'kysely';

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

export const SUMMARY_COLUMNS = sql.raw(
  'id, connection_id, connection_type, title, url, path, author, updated_at',
);

/** A row as a list shows it. */
export function toSummary(row: SummaryRow): DocumentSummary {
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
  };
}
