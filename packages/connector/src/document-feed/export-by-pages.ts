import { sql } from 'kysely';
import { type Readable, readableDocuments } from '../access/readable-documents.ts';
import type { Db } from '../platform/db/tables.ts';
import { exportedDocument } from './copied-document.ts';
import type { ExportSource } from './export-source.ts';
import { findFeed } from './list-placed-changes.ts';

const AT_ONCE = 25;
const FIRST = '00000000-0000-0000-0000-000000000000';

/**
 * Exports page by page, for the embedded database: that is one connection, and a moment that is kept
 * for as long as somebody reads would hold up everything else. So what changes meanwhile is left
 * out, and comes by the feed.
 */
export function exportByPages(db: Db): ExportSource {
  return {
    async open({ tenantId, readable, signal }) {
      const { position } = await findFeed(db, tenantId);
      return { position, lines: readPages(db, { tenantId, readable, position, signal }) };
    },
    close: async () => {},
  };
}

type Asked = { tenantId: string; readable: Readable; position: number; signal: AbortSignal };

async function* readPages(db: Db, { signal, ...asked }: Asked): AsyncIterable<Buffer> {
  for (let after: string | undefined = FIRST; after !== undefined; ) {
    signal.throwIfAborted();
    const rows = await readPage(db, { ...asked, after });
    if (rows.length > 0) yield Buffer.from(rows.map(({ line }) => `${line}\n`).join(''));
    after = rows.length < AT_ONCE ? undefined : rows.at(-1)?.id;
  }
}

async function readPage(
  db: Db,
  { tenantId, readable, position, after }: Omit<Asked, 'signal'> & { after: string },
): Promise<{ id: string; line: string }[]> {
  const { rows } = await sql<{ id: string; line: string }>`
    select id, ${exportedDocument} as line from documents
    where tenant_id = ${tenantId} and id > ${after}::uuid and ${readableDocuments(readable)}
      and not exists (select from document_changes changed
        where changed.tenant_id = ${tenantId} and changed.document_id = documents.id
          and (changed.position > ${position}::bigint or changed.position is null))
    order by id limit ${AT_ONCE}::int`.execute(db);
  return rows;
}
