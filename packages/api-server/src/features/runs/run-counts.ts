import type { SyncStatusMessage } from '@rita/contracts';
import { isGivenUp, type RowChanges, type RunRow } from './run-state.ts';

const TOLD = [
  'documents_processed',
  'documents_failed',
  'documents_added',
  'documents_updated',
  'documents_removed',
] as const satisfies (keyof RunRow)[];

export type ToldCounts = Pick<RunRow, (typeof TOLD)[number]>;

/** What the audit log keeps of a sync's counts: those that are known at its end. */
export function countsToTell(counts: ToldCounts): Record<string, number> {
  const told: Record<string, number> = {};
  for (const name of TOLD) {
    const count = counts[name];
    if (count !== null) told[name] = count;
  }
  return told;
}

/** A sync that nobody saw begin has nothing of the counts that stand in the row. */
const NOT_SEEN = {
  documents_processed: 0,
  documents_failed: 0,
  documents_added: null,
  documents_updated: null,
  documents_removed: null,
} as const satisfies RowChanges;

/**
 * Counts that only ever grow while a run goes on. Its result knows better: what failed at first may have
 * been read after all. A sync that is over keeps those of its own.
 */
export function countsOf(row: RunRow, message: SyncStatusMessage) {
  const isSeen = row.status === 'syncing' || isGivenUp(row, 'sync');
  const before = isSeen ? row : NOT_SEEN;
  const goesOn = message.status === 'sync_started' || message.status === 'sync_progress';
  const grown = (known: number, told: number | null | undefined) =>
    goesOn ? Math.max(known, told ?? 0) : (told ?? known);
  return {
    documents_processed: grown(before.documents_processed, message.documents_processed),
    documents_failed: grown(before.documents_failed, message.documents_failed),
    documents_added: message.documents_added ?? before.documents_added,
    documents_updated: message.documents_updated ?? before.documents_updated,
    documents_removed: message.documents_removed ?? before.documents_removed,
    ...(message.documents_total == null ? {} : { documents_total: message.documents_total }),
    ...(message.documents_kept == null ? {} : { documents_kept: message.documents_kept }),
  };
}
