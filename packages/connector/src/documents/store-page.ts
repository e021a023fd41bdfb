import { setImmediate as nextTurn } from 'node:timers/promises';
import { cutText, toStorableText } from '@rita/contracts';
import { sql } from 'kysely';
import { hideClosed, updateAccess } from '../access/document-access.store.ts';
import { requireRuleIds } from '../access/rule.store.ts';
import { accessOfSync } from '../access/told-access.ts';
import type { Convert } from '../convert/convert.ts';
import { plainText, storableJson, storableTime } from '../platform/db/storable.ts';
import type { Transact } from '../platform/db/tables.ts';
import { noteMet } from '../runs/met-items.ts';
import type { SyncCounts } from '../runs/report-run.ts';
import { ownerOf, type Run } from '../runs/run.store.ts';
import type { Language } from '../search/analyze/languages.ts';
import type { DocumentIndex } from '../search/index-document.ts';
import type { SourceDocument, SyncPage } from '../sources/source.ts';
import type { SourceAccess } from '../sources/source-access.ts';
import type { Mask } from '../vault/mask-secrets.ts';
import { deleteFailures, insertFailures, keepFailuresBelow } from './failed-item.store.ts';
import { ANALYSIS, indexDocuments } from './index-documents.ts';
import { insertLanguages } from './index-state.store.ts';
import { inPortions } from './portions.ts';

const LONGEST_BODY = 2_000_000;
/** Written out in one go, body and index together; more would hold up whatever else is served. */
const MOST_AT_ONCE = 1_000_000;

/** A document of a page as it is stored, with what it is found by. */
export type PreparedDocument = {
  document: SourceDocument;
  stored: ReturnType<typeof toStored>;
  index: DocumentIndex;
};

/** Does what takes time, before the transaction: the documents as they are stored, and their index. */
export async function preparePage(
  convert: Convert,
  { tenantId, chosenLanguage }: { tenantId: string; chosenLanguage: Language | null },
  { documents }: SyncPage,
): Promise<PreparedDocument[]> {
  // One statement cannot write a row twice: of documents with one id the last one counts.
  const byId = new Map(documents.map((document) => [document.externalId, document]));
  const distinct = [...byId.values()];
  const stored: PreparedDocument['stored'][] = [];
  for (const portion of inPortions(distinct, ({ body }) => body.length, MOST_AT_ONCE)) {
    stored.push(...portion.map(toStored));
    await nextTurn();
  }
  const toIndex = stored.map((document) => ({ ...document, chosenLanguage }));
  const indexes = await indexDocuments(convert, tenantId, toIndex);
  return distinct.map((document, at) => ({
    document,
    stored: stored[at] as PreparedDocument['stored'],
    index: indexes[at] as DocumentIndex,
  }));
}

/**
 * Stores one page of a sync: its documents where they changed, its failed items, what it has
 * seen, the checkpoint and the counts. An item that comes twice counts once.
 */
export async function storePage(
  trx: Transact,
  {
    run,
    page,
    prepared,
    mask,
  }: { run: Run; page: SyncPage; prepared: PreparedDocument[]; mask: Mask },
): Promise<SyncCounts> {
  const read = [...page.documents.map((document) => document.externalId), ...page.unchanged];
  const met = await noteMet(trx, run, page);
  const written = await upsertDocuments(trx, run, prepared);
  await hideClosed(trx, ownerOf(run), page.closed ?? []);
  await deleteFailures(trx, ownerOf(run), [...read, ...(page.removed ?? [])]);
  await insertFailures(trx, run, { failed: page.failed, mask });
  await keepFailuresBelow(trx, run, page.unlookedBelow ?? []);
  const processed = run.documents_processed + met.read.size;
  const counts: SyncCounts = {
    documents_processed: processed,
    documents_failed: run.documents_failed + met.failed.size,
    documents_added: run.documents_added + written.added,
    documents_updated: run.documents_updated + written.updated,
    documents_removed: 0,
    documents_total:
      page.total === undefined ? run.documents_total : Math.max(page.total, processed),
    phase: page.phase === undefined ? run.phase : cutText(toStorableText(page.phase), 200),
  };
  const checkpoint = page.checkpoint === null ? null : storableJson(page.checkpoint);
  await trx
    .updateTable('runs')
    .set({ ...counts, checkpoint })
    .where('run_id', '=', run.run_id)
    .execute();
  return counts;
}

async function upsertDocuments(
  trx: Transact,
  run: Run,
  prepared: readonly PreparedDocument[],
): Promise<{ added: number; updated: number }> {
  if (prepared.length === 0) return { added: 0, updated: 0 };
  const documents = prepared.map(({ document }) => document);
  const accesses = await accessOfSync(trx, run, documents);
  const ruleIds = await requireRuleIds(trx, ownerOf(run), accesses);
  const indexes = prepared.map(({ index }) => index);
  await insertLanguages(trx, run.tenant_id, indexes);
  const rows = prepared.map(({ stored, index }, at) => ({
    ...stored,
    ...index,
    rule_id: ruleIds[at] ?? null,
  }));
  let added = 0;
  let written = 0;
  for (const portion of inPortions(rows, sizeOf, MOST_AT_ONCE)) {
    const areNew = await upsertRows(trx, run, portion);
    added += areNew.filter(Boolean).length;
    written += areNew.length;
  }
  // A document that did not change may still be for other people now.
  const told = documents.map(({ externalId }, at) => ({
    externalId,
    access: accesses[at] as SourceAccess,
  }));
  await updateAccess(trx, ownerOf(run), told);
  return { added, updated: written - added };
}

type DocumentRow = PreparedDocument['stored'] & DocumentIndex & { rule_id: number | null };

function sizeOf({ body, search }: DocumentRow): number {
  return body.length + search.length;
}

/**
 * Of each row that was written: whether there was none before. Its time is that of the writing, after
 * the lock of who may read what: a reading of permissions tells by it what came after it had begun.
 */
async function upsertRows(
  trx: Transact,
  run: Run,
  rows: readonly DocumentRow[],
): Promise<boolean[]> {
  const written = await sql<{ is_new: boolean }>`
    insert into documents as stored (tenant_id, connection_id, connection_type, external_id,
      revision, title, url, body, author, path, rule_id, created_at, updated_at,
      fetched_at, listed_at, search, passages, language, analysis)
    select ${run.tenant_id}, ${run.connection_id}::uuid, ${run.connection_type}, external_id,
      revision, title, url, body, author, path, rule_id, created_at, updated_at,
      date_trunc('milliseconds', clock_timestamp()),
      coalesce(updated_at, date_trunc('milliseconds', now())),
      search, passages, language, ${ANALYSIS}::smallint
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given (external_id text,
      revision text, title text,
      url text, body text, author text, path jsonb, rule_id int, created_at timestamptz,
      updated_at timestamptz, search tsvector, passages jsonb, language text)
    on conflict (tenant_id, connection_id, external_id) do update set
      revision = excluded.revision, title = excluded.title, url = excluded.url,
      body = excluded.body, author = excluded.author, path = excluded.path,
      created_at = excluded.created_at,
      updated_at = excluded.updated_at, fetched_at = excluded.fetched_at,
      listed_at = excluded.listed_at, search = excluded.search, passages = excluded.passages,
      language = excluded.language, analysis = excluded.analysis
    where stored.revision <> excluded.revision
    returning xmax = 0 as is_new`.execute(trx);
  return written.rows.map(({ is_new }) => is_new);
}

function toStored(document: SourceDocument) {
  return {
    external_id: toStorableText(document.externalId),
    revision: toStorableText(document.revision),
    title: cutText(plainText(document.title), 2000),
    url: document.url === null ? null : toStorableText(document.url),
    body: cutText(plainText(document.body), LONGEST_BODY),
    author: document.author === null ? null : cutText(plainText(document.author), 500),
    path: document.path.map((part) => cutText(plainText(part), 500)),
    created_at: storableTime(document.createdAt),
    updated_at: storableTime(document.updatedAt),
  };
}
