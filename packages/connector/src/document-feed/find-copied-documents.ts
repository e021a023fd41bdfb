import type { CopiedDocument } from '@rita/contracts';
import { sql } from 'kysely';
import { type Readable, readableDocuments } from '../access/readable-documents.ts';
import type { Db } from '../platform/db/tables.ts';
import { copiedDocument } from './copied-document.ts';

/** Of all texts of one answer; the app takes no more than 8 MiB as JSON. */
const MOST_BYTES = 2_500_000;

/**
 * Documents that a reader may read now, of those asked for; null for those that did not fit, in the
 * order of `ids`, behind one at least that did. The others are not there, or not for this reader.
 */
export async function findCopiedDocuments(
  db: Db,
  tenantId: string,
  { ids, readable }: { ids: readonly string[]; readable: Readable },
): Promise<Map<string, CopiedDocument | null>> {
  if (ids.length === 0) return new Map();
  const { rows } = await sql<{ id: string; document: CopiedDocument | null }>`
    select id, case when before < ${MOST_BYTES}::int then ${copiedDocument}::json end as document
    from (select documents.*, sum(octet_length(body) + octet_length(title)) over (order by place)
        - octet_length(body) - octet_length(title) as before
      from documents join unnest(${[...ids]}::uuid[]) with ordinality as asked (asked_id, place)
        on asked_id = id
      where tenant_id = ${tenantId} and ${readableDocuments(readable)}) documents`.execute(db);
  return new Map(rows.map(({ id, document }) => [id, document]));
}
