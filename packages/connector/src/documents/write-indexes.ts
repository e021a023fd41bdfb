import { sql } from 'kysely';
import { storableJson } from '../platform/db/storable.ts';
import type { Transact } from '../platform/db/tables.ts';
import type { DocumentIndex } from '../search/index-document.ts';
import { ANALYSIS } from './index-documents.ts';
import { insertLanguages } from './index-state.store.ts';
import { inPortions } from './portions.ts';

/** Characters of indexes that are written out in one go. */
const MOST_AT_ONCE = 1_000_000;

/** A stored document, and what it was found to be found by. */
export type Indexed = { id: string; revision: string; index: DocumentIndex };

/**
 * Writes what stored documents of a tenant are found by, except where a sync stored something newer
 * meanwhile; with `isFirst`, also except where they are indexed as they are now.
 */
export async function writeIndexes(
  trx: Transact,
  { tenantId, isFirst }: { tenantId: string; isFirst: boolean },
  indexed: readonly Indexed[],
): Promise<void> {
  const indexes = indexed.map(({ index }) => index);
  const rows = indexed.map(({ id, revision, index }) => ({ id, revision, ...index }));
  const isMeant = isFirst ? sql`documents.analysis < ${ANALYSIS}` : sql`true`;
  await insertLanguages(trx, tenantId, indexes);
  for (const portion of inPortions(rows, ({ search }) => search.length, MOST_AT_ONCE)) {
    await sql`
      update documents set search = made.search, passages = made.passages,
        language = made.language, analysis = ${ANALYSIS}
      from jsonb_to_recordset(${storableJson(portion)}::jsonb) as made (id uuid, revision text,
        search tsvector, passages jsonb, language text)
      where documents.tenant_id = ${tenantId} and documents.id = made.id
        and documents.revision = made.revision and ${isMeant}`.execute(trx);
  }
}
