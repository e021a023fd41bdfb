import { FAILURES_BEFORE_PAUSE, nextSyncAt } from '@rita/contracts';
import { isGivenUp, later, type RowChanges, type RunAudit, type RunRow } from './run-state.ts';

type Planned = { changes: RowChanges; audit: RunAudit[] };
type Schedule = Pick<RunRow, 'sync_schedule' | 'enabled' | 'paused_at' | 'sync_failures'>;

const DAY_MS = 86_400_000;

export const NOT_PAUSED = {
  paused_at: null,
  paused_reason: null,
  paused_by: null,
} as const satisfies RowChanges;

/** When the next scheduled sync is due; null while none may start. */
export function plannedSync(row: Schedule, now: Date): Date | null {
  if (row.sync_schedule === null || !row.enabled || row.paused_at !== null) return null;
  try {
    return nextSyncAt(row.sync_schedule, now, { failures: row.sync_failures });
  } catch {
    // A zone that this machine does not know must not stop a status; tomorrow another may know it.
    return later(now, DAY_MS);
  }
}

/** A sync succeeded: failures are forgotten, and the pause that they had caused is over. */
export function planAfterSuccess(row: RunRow, now: Date): Planned {
  const wasPaused = row.paused_reason === 'failures';
  const healthy = { ...row, ...(wasPaused ? NOT_PAUSED : {}), sync_failures: 0 };
  const isAhead = row.next_sync_at !== null && row.next_sync_at > now;
  return {
    changes: {
      ...(wasPaused ? NOT_PAUSED : {}),
      sync_failures: 0,
      next_sync_at:
        isAhead && row.sync_failures === 0 ? row.next_sync_at : plannedSync(healthy, now),
    },
    audit: wasPaused ? [{ action: 'sync.resumed', details: {}, actor_type: 'system' }] : [],
  };
}

/**
 * A sync failed: the next one is put off, and after too many in a row there is none. One that was
 * held worked, and waits for somebody; it says nothing against the source.
 */
export function planAfterFailure(row: RunRow, now: Date, { isHeld = false } = {}): Planned {
  if (isHeld) return { changes: planAfterCancel(row, now), audit: [] };
  if (isCounted(row)) return { changes: {}, audit: [] };
  const sync_failures = row.sync_failures + 1;
  const planned = plannedSync({ ...row, sync_failures }, now);
  if (planned === null || sync_failures < FAILURES_BEFORE_PAUSE) {
    return { changes: { sync_failures, next_sync_at: planned }, audit: [] };
  }
  return {
    changes: {
      sync_failures,
      next_sync_at: null,
      paused_at: now,
      paused_reason: 'failures',
      paused_by: null,
    },
    audit: [{ action: 'sync.paused', details: { failures: sync_failures }, actor_type: 'system' }],
  };
}

/** A sync was cancelled: what came due meanwhile is not made up for at once. */
export function planAfterCancel(row: RunRow, now: Date): RowChanges {
  if (row.next_sync_at === null || row.next_sync_at > now) return {};
  return { next_sync_at: plannedSync(row, now) };
}

/** The real failure of a sync that we had given up before, which counted as one already. */
function isCounted(row: RunRow): boolean {
  return row.status === 'idle' && isGivenUp(row, 'sync');
}
