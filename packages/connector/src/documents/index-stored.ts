import type { Log } from '@rita/platform/log';
import { sql } from 'kysely';
import type { ConversionPool } from '../convert/pool.ts';
import { storableJson } from '../platform/db/storable.ts';
import type { Database, Db, Transact } from '../platform/db/tables.ts';
import type { DocumentIndex } from '../search/index-document.ts';
import { ANALYSIS, indexDocuments } from './index-documents.ts';
import { insertLanguages } from './index-state.store.ts';
import { inPortions } from './portions.ts';

const AT_ONCE = 32;
/** Characters of indexes that are written out in one go. */
const MOST_AT_ONCE = 1_000_000;
const FIRST = '00000000-0000-0000-0000-000000000000';
/** A newer build starts with an index that is not complete; an older one beside it adds documents. */
const LOOK_AGAIN_MS = 60_000;

type Stored = {
  id: string;
  tenant_id: string;
  revision: string;
  title: string;
  url: string | null;
  body: string;
};

export type Indexing = { database: Database; conversions: ConversionPool; log: Log };

/**
 * Indexes documents that were stored by an older build, in the background, while everything else
 * goes on: they are found by the old words meanwhile. What is done is done: another process, or this
 * one after a restart, goes on where it stands.
 */
export function startIndexing(deps: Indexing): { close: () => Promise<void> } {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  const work = () => {
    working = indexStored(deps, stop.signal).catch((err: unknown) => {
      if (!stop.signal.aborted) deps.log.warn({ err }, 'indexing stored documents failed');
    });
    void working.then(() => {
      if (!stop.signal.aborted) timer = setTimeout(work, LOOK_AGAIN_MS).unref();
    });
  };
  work();
  return {
    close: async () => {
      stop.abort();
      clearTimeout(timer);
      await working;
    },
  };
}

/** Indexes all stored documents that are not indexed as they are now. */
export async function indexStored(deps: Indexing, signal: AbortSignal): Promise<void> {
  // Elsewhere in the order than other processes, so that they do not do the same work.
  let after: string = crypto.randomUUID();
  let isWholeRound = false;
  let count = 0;
  for (;;) {
    signal.throwIfAborted();
    const batch = await listUnindexed(deps.database.kysely, after);
    if (batch.length === 0 && isWholeRound && after === FIRST) break;
    if (batch.length > 0) await indexBatch(deps, batch, signal);
    else isWholeRound = true;
    count += batch.length;
    // What a sync stored anew meanwhile is still to be done: rounds go on until one finds nothing.
    after = batch.at(-1)?.id ?? FIRST;
  }
  if (count > 0) deps.log.info({ count }, 'stored documents are indexed');
}

async function listUnindexed(db: Db, after: string): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    select id, tenant_id, revision, title, url, body from documents
    where analysis < ${ANALYSIS} and id > ${after}::uuid order by id limit ${AT_ONCE}`.execute(db);
  return rows;
}

async function indexBatch(
  { database, conversions }: Indexing,
  batch: readonly Stored[],
  signal: AbortSignal,
): Promise<void> {
  for (const [tenantId, documents] of Map.groupBy(batch, ({ tenant_id }) => tenant_id)) {
    const convert = conversions.for(tenantId, signal);
    const indexes = await indexDocuments(convert, tenantId, documents);
    const rows = documents.map(({ id, revision }, at) => ({
      id,
      revision,
      ...(indexes[at] as DocumentIndex),
    }));
    await database.kysely.transaction().execute(async (trx) => {
      await insertLanguages(trx, tenantId, indexes);
      for (const portion of inPortions(rows, ({ search }) => search.length, MOST_AT_ONCE)) {
        await writeIndexes(trx, tenantId, portion);
      }
    });
  }
}

async function writeIndexes(
  trx: Transact,
  tenantId: string,
  rows: readonly (DocumentIndex & { id: string; revision: string })[],
): Promise<void> {
  // A sync may have stored something newer meanwhile.
  await sql`
    update documents set search = made.search, passages = made.passages,
      language = made.language, analysis = ${ANALYSIS}
    from jsonb_to_recordset(${storableJson(rows)}::jsonb) as made (id uuid, revision text,
      search tsvector, passages jsonb, language text)
    where documents.tenant_id = ${tenantId} and documents.id = made.id
      and documents.revision = made.revision and documents.analysis < ${ANALYSIS}`.execute(trx);
}
