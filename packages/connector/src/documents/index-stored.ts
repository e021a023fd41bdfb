import { sql } from 'kysely';
import type { Db } from '../platform/db/tables.ts';
import { knownLanguage } from './connection-language.store.ts';
import { indexChosen } from './index-chosen.ts';
import { ANALYSIS, indexDocuments } from './index-documents.ts';
import type { Indexing } from './indexing.ts';
import { writeIndexes } from './write-indexes.ts';

const AT_ONCE = 32;
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
  /** What its connection is said to be in. */
  chosen: string | null;
};

/**
 * Indexes documents that were stored by an older build, or before a language was chosen for them, in
 * the background, while everything else goes on: they are found by the old words meanwhile. What is done is done: another process, or this
 * one after a restart, goes on where it stands.
 */
export function startIndexing(deps: Indexing): { close: () => Promise<void> } {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  let working: Promise<void> = Promise.resolve();
  const work = () => {
    working = indexAll(deps, stop.signal).catch((err: unknown) => {
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

async function indexAll(deps: Indexing, signal: AbortSignal): Promise<void> {
  await indexStored(deps, signal);
  await indexChosen(deps, signal);
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
    select id, tenant_id, revision, title, url, body, chosen.language as chosen
    from documents left join connection_languages chosen using (tenant_id, connection_id)
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
    const indexes = await indexDocuments(
      convert,
      tenantId,
      documents.map((one) => ({ ...one, chosenLanguage: knownLanguage(one.chosen) })),
    );
    const indexed = indexes.flatMap((index, at) => {
      const document = documents[at];
      return document === undefined ? [] : [{ ...document, index }];
    });
    await database.kysely
      .transaction()
      .execute((trx) => writeIndexes(trx, { tenantId, isFirst: true }, indexed));
  }
}
