import { type RawBuilder, sql } from 'kysely';
import type { Transact } from '../platform/db/tables.ts';
import { type HeldCounts, HeldDeletionsError } from '../runs/held-deletions.ts';
import type { Run } from '../runs/run.store.ts';

/** What a run found to be gone. */
export type Gone = {
  run: Run;
  /** Whether what the run did not meet is gone, too. */
  isComplete: boolean;
};

type Removing = Gone & {
  /** Documents stored by now. */
  known: number;
  holdAbove: { count: number; share: number };
};

/**
 * Removes what the source said is gone and, after a complete sync, what that did not meet.
 *
 * More than both bounds of `holdAbove` is likelier a mistake than a clean-up: it throws
 * `HeldDeletionsError`, unless the run brings somebody's word that as many may go. With the word
 * to keep, the documents stay, are marked, and hold up no later sync; they go by a later
 * confirmation that covers them as well.
 */
export async function removeGone(
  trx: Transact,
  removing: Removing,
): Promise<{ removed: number; kept: number }> {
  const { run, known } = removing;
  const { deletions } = run.wishes;
  await welcomeBack(trx, run);
  const gone = goneBy(removing);
  if (deletions?.decision === 'keep') {
    await sql`update documents set kept_at = now() where ${gone}`.execute(trx);
    return { removed: 0, kept: await countWhere(trx, keptBy(run)) };
  }
  const confirmed = deletions?.confirmed ?? 0;
  const count = await countWhere(trx, gone);
  const kept = await countWhere(trx, keptBy(run));
  const of = known - run.documents_added;
  if (isHeld({ count, of }, removing.holdAbove) && count > confirmed) {
    throw new HeldDeletionsError({ count, of });
  }
  const includesKept = kept > 0 && count + kept <= confirmed;
  const condition = includesKept ? sql`(${gone}) or (${keptBy(run)})` : gone;
  if (count > 0 || includesKept) await sql`delete from documents where ${condition}`.execute(trx);
  return includesKept ? { removed: count + kept, kept: 0 } : { removed: count, kept };
}

/** Whether more would be removed than is removed without asking. */
export function isHeld({ count, of }: HeldCounts, above: Removing['holdAbove']): boolean {
  return count > above.count && count > of * above.share;
}

/** What was kept and is met again is a document like any other. */
async function welcomeBack(trx: Transact, run: Run): Promise<void> {
  await sql`
    update documents set kept_at = null where ${keptBy(run)} and exists (select from seen_items
      where run_id = ${run.run_id}::uuid
      and seen_items.external_id = documents.external_id)`.execute(trx);
}

/** The condition for a document that a run found to be gone. */
export function goneBy({ run, isComplete }: Gone): RawBuilder<unknown> {
  return sql`tenant_id = ${run.tenant_id} and connection_id = ${run.connection_id}::uuid
    and kept_at is null
    and (exists (select from removed_items where run_id = ${run.run_id}::uuid
        and removed_items.external_id = documents.external_id)
      or ${isComplete} and not exists (select from seen_items
        where run_id = ${run.run_id}::uuid
        and seen_items.external_id = documents.external_id))`;
}

function keptBy(run: Run): RawBuilder<unknown> {
  return sql`tenant_id = ${run.tenant_id} and connection_id = ${run.connection_id}::uuid
    and kept_at is not null`;
}

async function countWhere(trx: Transact, condition: RawBuilder<unknown>): Promise<number> {
  const counted = await sql<{ count: number }>`
    select count(*)::int as count from documents where ${condition}`.execute(trx);
  return counted.rows[0]?.count ?? 0;
}
