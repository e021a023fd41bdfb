import { sql } from 'kysely';
import { storableJson } from '../platform/db/storable.ts';
import type { Transact } from '../platform/db/tables.ts';
import { storeCursor } from '../runs/cursor.store.ts';
import { reportAccess } from '../runs/report-access.ts';
import { requireWantedRun } from '../runs/require-wanted-run.ts';
import { ownerOf, type Run } from '../runs/run.store.ts';
import type { Work } from '../runs/work.ts';
import { SourceError } from '../sources/source.ts';
import type { AccessEnd } from '../sources/source-access.ts';
import { countAccess } from './access-summary.store.ts';
import { deleteOlderAccounts, proveAccounts } from './account.store.ts';
import { type AccessCheckpoint, checkpointOf } from './checkpoint.ts';
import { hideUnmet, markUnmetUnread } from './document-access.store.ts';
import { deleteOlderLinks, deleteOtherGroups } from './people.store.ts';
import { deleteUnusedRules, raiseVersion } from './rule.store.ts';
import { requireOwnSource } from './source-of-connection.ts';
import { noteTold } from './told-access.ts';

/**
 * Takes away what a reading that came to its end did not meet, notes how fresh everything is now,
 * and ends the run as completed.
 */
export async function finishAccessCheck(
  work: Work,
  end: AccessEnd,
  credentialSetId: string,
): Promise<void> {
  const { deps } = work;
  const counts = await deps.database.kysely.transaction().execute(async (trx) => {
    const run = await requireWantedRun(trx, work.held);
    const at = checkpointOf(run);
    await requireOwnSource(trx, run);
    const isEmptied = end.people && (await isDirectoryEmptied(trx, run, at));
    if (end.people && !isEmptied) await closePeople(trx, run, at);
    const reading = { runId: run.run_id, beganAt: new Date(at.began_at) };
    const hidden = end.documents ? await hideUnmet(trx, ownerOf(run), reading) : 0;
    if (hidden > 0) await noteTold(trx, ownerOf(run), reading.beganAt);
    if (end.documents) await deleteUnusedRules(trx, ownerOf(run));
    else await markUnmetUnread(trx, ownerOf(run), reading);
    const cursor = { cursor: end.cursor ?? null, kind: 'access' as const };
    await storeCursor(trx, { ...run, credentialSetId }, cursor);
    const peopleReadAt = await noteFreshness(trx, run, { at, end, isEmptied });
    if (isEmptied) return undefined;
    const counted = await countAccess(trx, ownerOf(run));
    const updated = { ...run, documents_updated: run.documents_updated + hidden, phase: null };
    await reportAccess(trx, work, {
      status: 'access_completed',
      counts: updated,
      summary: {
        ...counted,
        findings: at.findings,
        people_complete: end.people,
        documents_complete: end.documents,
        people_read_at: peopleReadAt?.toISOString() ?? null,
      },
    });
    return counted;
  });
  // What was narrowed stays so; that everybody is gone at once is no answer to believe.
  if (counts === undefined) {
    throw new SourceError(
      'access_emptied',
      'The source named no people at all, though it did before; nobody finds its documents until it does',
    );
  }
  deps.log.info({ run_id: work.run.run_id, kind: 'access_check' }, 'permissions read');
}

async function closePeople(trx: Transact, run: Run, at: AccessCheckpoint): Promise<void> {
  const place = { ...ownerOf(run), generation: at.first_generation };
  await deleteOlderAccounts(trx, place);
  await proveAccounts(trx, place);
  await deleteOtherGroups(trx, place);
  await deleteOlderLinks(trx, place, new Date(at.began_at));
}

/** Whether there were people, and a whole list names none of them any more. */
async function isDirectoryEmptied(
  trx: Transact,
  run: Run,
  { first_generation: first }: AccessCheckpoint,
): Promise<boolean> {
  const { tenantId, connectionId } = ownerOf(run);
  const counted = await sql<{ before: number; now: number }>`
    select count(*)::int as before,
      (count(*) filter (where generation >= ${first}::int and is_active))::int as now
    from source_accounts where tenant_id = ${tenantId} and connection_id = ${connectionId}::uuid`.execute(
    trx,
  );
  const { before = 0, now = 0 } = counted.rows[0] ?? {};
  return before > 0 && now === 0;
}

/** Gives since when what is known of people grows old now. */
async function noteFreshness(
  trx: Transact,
  run: Run,
  noted: { at: AccessCheckpoint; end: AccessEnd; isEmptied: boolean },
): Promise<Date | null> {
  const { tenantId, connectionId } = ownerOf(run);
  const { at, end, isEmptied } = noted;
  const beganAt = new Date(at.began_at);
  const state = await trx
    .updateTable('access_states')
    .set({
      findings: storableJson(at.findings),
      ...(end.people ? { people_read_at: isEmptied ? null : beganAt } : {}),
      ...(end.documents ? { documents_read_at: beganAt } : {}),
    })
    .where('tenant_id', '=', tenantId)
    .where('connection_id', '=', connectionId)
    .returning('people_read_at')
    .executeTakeFirst();
  await raiseVersion(trx, ownerOf(run), 'people_version');
  await raiseVersion(trx, ownerOf(run), 'rules_version');
  return state?.people_read_at ?? null;
}
