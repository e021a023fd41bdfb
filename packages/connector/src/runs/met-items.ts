import { sql } from 'kysely';
import { storableJson } from '../platform/db/storable.ts';
import type { Transact } from '../platform/db/tables.ts';
import type { SyncPage } from '../sources/source.ts';

type MeetingRun = { run_id: string; tenant_id: string; connection_id: string };
type MetPage = Pick<SyncPage, 'documents' | 'failed' | 'unchanged' | 'unlookedBelow' | 'removed'>;

/**
 * Notes what a page of a run has met, so that the end of the run knows what it has not. Gives the
 * ids that were met for the first time: an item that comes twice counts once.
 */
export async function noteMet(
  trx: Transact,
  run: MeetingRun,
  page: MetPage,
): Promise<{ read: Set<string>; failed: Set<string> }> {
  const read = [...page.documents.map((document) => document.externalId), ...page.unchanged];
  const failed = page.failed.map((item) => item.externalId);
  const met = {
    read: await insertSeen(trx, run, read),
    failed: await insertSeen(trx, run, failed),
  };
  await updateRemoved(trx, run, { removed: page.removed ?? [], read, failed });
  for (const id of await insertBelow(trx, run, page.unlookedBelow ?? [])) met.read.add(id);
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

/** What is stored below some ids and was not said to be gone. Gives the ids that were not met before. */
async function insertBelow(
  trx: Transact,
  run: MeetingRun,
  above: readonly string[],
): Promise<string[]> {
  if (above.length === 0) return [];
  const ids = storableJson([...new Set(above)]);
  const inserted = await sql<{ external_id: string }>`
    insert into seen_items (run_id, external_id)
    select ${run.run_id}::uuid, external_id from documents
    where tenant_id = ${run.tenant_id} and connection_id = ${run.connection_id}::uuid
      and external_id like '%/%' and split_part(external_id, '/', 1) in
        (select jsonb_array_elements_text(${ids}::jsonb))
      and not exists (select from removed_items where run_id = ${run.run_id}::uuid
        and removed_items.external_id = documents.external_id)
    on conflict do nothing returning external_id`.execute(trx);
  return inserted.rows.map((row) => row.external_id);
}

/** Of an item that went and came back during a sync, the later counts; one that cannot be read is back, too. */
async function updateRemoved(
  trx: Transact,
  { run_id }: MeetingRun,
  met: { removed: readonly string[]; read: readonly string[]; failed: readonly string[] },
): Promise<void> {
  const read = new Set(met.read);
  const gone = new Set(met.removed.filter((id) => !read.has(id)));
  const back = [...read, ...met.failed].filter((id) => !gone.has(id));
  if (gone.size > 0) {
    const ids = storableJson([...gone]);
    await sql`
      delete from seen_items where run_id = ${run_id}::uuid and external_id in
        (select jsonb_array_elements_text(${ids}::jsonb))`.execute(trx);
    await sql`
      insert into removed_items (run_id, external_id)
      select ${run_id}::uuid, value from jsonb_array_elements_text(${ids}::jsonb)
      on conflict do nothing`.execute(trx);
  }
  if (back.length === 0) return;
  await sql`
    delete from removed_items where run_id = ${run_id}::uuid and external_id in
      (select jsonb_array_elements_text(${storableJson(back)}::jsonb))`.execute(trx);
}

/** A run that begins anew has met nothing yet. */
export async function forgetMet(trx: Transact, runId: string): Promise<void> {
  await trx.deleteFrom('seen_items').where('run_id', '=', runId).execute();
  await trx.deleteFrom('removed_items').where('run_id', '=', runId).execute();
}
