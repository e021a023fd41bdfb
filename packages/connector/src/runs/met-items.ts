import { sql } from 'kysely';
import { storableJson } from '../platform/db/storable.ts';
import type { Transact } from '../platform/db/tables.ts';
import type { SyncPage } from '../sources/source.ts';

type MeetingRun = { run_id: string };

/**
 * Notes what a page of a run has met, so that the end of the run knows what it has not. Gives the
 * ids that were met for the first time: an item that comes twice counts once.
 */
export async function noteMet(
  trx: Transact,
  run: MeetingRun,
  page: Pick<SyncPage, 'documents' | 'failed' | 'unchanged' | 'removed'>,
): Promise<{ read: Set<string>; failed: Set<string> }> {
  const read = [...page.documents.map((document) => document.externalId), ...page.unchanged];
  const failed = page.failed.map((item) => item.externalId);
  const met = {
    read: await insertSeen(trx, run, read),
    failed: await insertSeen(trx, run, failed),
  };
  await updateRemoved(trx, run, { removed: page.removed, read });
  return met;
}

async function insertSeen(
  trx: Transact,
  run: MeetingRun,
  externalIds: string[],
): Promise<Set<string>> {
  if (externalIds.length === 0) return new Set();
  const ids = storableJson([...new Set(externalIds)]);
  const inserted = await sql<{ external_id: string }>`
    insert into seen_items (run_id, external_id)
    select ${run.run_id}::uuid, value from jsonb_array_elements_text(${ids}::jsonb)
    on conflict do nothing returning external_id`.execute(trx);
  return new Set(inserted.rows.map((row) => row.external_id));
}

/** Of an item that went and came back during a sync, the later counts. */
async function updateRemoved(
  trx: Transact,
  run: MeetingRun,
  { removed, read }: { removed: string[] | undefined; read: string[] },
): Promise<void> {
  if (removed === undefined) return;
  const [gone, back] = [removed, read].map((ids) => storableJson([...new Set(ids)]));
  await sql`
    delete from seen_items where run_id = ${run.run_id}::uuid and external_id in
      (select jsonb_array_elements_text(${gone}::jsonb))`.execute(trx);
  await sql`
    insert into removed_items (run_id, external_id)
    select ${run.run_id}::uuid, value from jsonb_array_elements_text(${gone}::jsonb)
    on conflict do nothing`.execute(trx);
  await sql`
    delete from removed_items where run_id = ${run.run_id}::uuid and external_id in
      (select jsonb_array_elements_text(${back}::jsonb))`.execute(trx);
}

/** A run that begins anew has met nothing yet. */
export async function forgetMet(trx: Transact, runId: string): Promise<void> {
  await trx.deleteFrom('seen_items').where('run_id', '=', runId).execute();
  await trx.deleteFrom('removed_items').where('run_id', '=', runId).execute();
}
