import type { RowCopies } from '@rita/platform/row-copies';
import { sql } from 'kysely';
import { readableDocuments } from '../access/readable-documents.ts';
import type { Db } from '../platform/db/tables.ts';
import { exportedDocument } from './copied-document.ts';
import type { ExportSource } from './export-source.ts';

/**
 * Exports by one statement in one moment: the database writes the lines, and they pass through as
 * bytes. What commits later has a later place in the feed.
 */
export function exportByCopy(copies: RowCopies, db: Db): ExportSource {
  return {
    async open({ tenantId, readable, signal }) {
      const position = sql<{ position: number }>`
        select position from document_feeds where tenant_id = ${tenantId}`.compile(db);
      const documents = sql`
        select ${exportedDocument}
        from documents where tenant_id = ${tenantId} and ${readableDocuments(readable)}`.compile(
        db,
      );
      const found = await copies.open({ before: position, copied: documents, signal });
      return { position: found.before?.position ?? 0, lines: found.lines };
    },
    close: copies.close,
  };
}
