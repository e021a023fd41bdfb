import type { Db } from '../platform/db/tables.ts';
import {
  type DueConnection,
  findDueConnection,
  knownLanguage,
  noteGoneThrough,
} from './connection-language.store.ts';
import { indexDocuments } from './index-documents.ts';
import type { Indexing } from './indexing.ts';
import { writeIndexes } from './write-indexes.ts';

const AT_ONCE = 32;

/**
 * Goes through the stored documents of connections for which another language was chosen, some at a
 * time, each time noting how far it is. Others may do the same at the same time: that is only work done twice.
 */
export async function indexChosen(deps: Indexing, signal: AbortSignal): Promise<void> {
  for (;;) {
    signal.throwIfAborted();
    const due = await findDueConnection(deps.database.kysely);
    if (due === undefined) return;
    await indexNext(deps, due, signal);
  }
}

async function indexNext(
  { database, conversions, log }: Indexing,
  due: DueConnection,
  signal: AbortSignal,
): Promise<void> {
  const { tenantId, connectionId } = due;
  const documents = await listNext(database.kysely, due);
  const chosenLanguage = knownLanguage(due.language);
  const convert = conversions.for(tenantId, signal);
  const indexes = await indexDocuments(
    convert,
    tenantId,
    documents.map((document) => ({ ...document, chosenLanguage })),
  );
  const indexed = indexes.flatMap((index, at) => {
    const document = documents[at];
    return document === undefined ? [] : [{ ...document, index }];
  });
  const last = documents.length < AT_ONCE ? null : (documents.at(-1)?.external_id ?? null);
  await database.kysely.transaction().execute(async (trx) => {
    await writeIndexes(trx, { tenantId, isFirst: false }, indexed);
    await noteGoneThrough(trx, due, last);
  });
  if (last === null) log.info({ connection_id: connectionId }, 'documents are in their language');
}

const listNext = (db: Db, { tenantId, connectionId, goneThroughTo }: DueConnection) =>
  db
    .selectFrom('documents')
    .select(['id', 'external_id', 'revision', 'title', 'url', 'body'])
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .where('external_id', '>', goneThroughTo)
    .orderBy('external_id')
    .limit(AT_ONCE)
    .execute();
