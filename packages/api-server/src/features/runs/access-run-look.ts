import type { HeldUpBy } from '@rita/contracts';
import type { ConnectionAccessRow } from '../../platform/db/access-tables.ts';
import {
  type AccessChanges,
  type AccessContext,
  type AccessReport,
  failAccessRun,
} from './access-run.ts';
import { heldUpUntil, later, STOPPED_ANSWERING } from './run-state.ts';

/** Whether the reading's time is over by the database's clock. */
export function isAccessRunExpired(row: ConnectionAccessRow, now: Date): boolean {
  return row.status === 'checking' && row.run_deadline_at !== null && row.run_deadline_at <= now;
}

/** Whether two promised signs of life were missed: its results may wait somewhere. */
export function isAccessRunSilent(row: ConnectionAccessRow, now: Date): boolean {
  const { status, run_last_heard_at: heardAt, run_heartbeat_seconds: seconds } = row;
  if (status !== 'checking' || heardAt === null || seconds === null) return false;
  return later(heardAt, 2 * seconds * 1_000) <= now;
}

/** Notes where the results of a silent reading wait, or that they wait nowhere. */
export function holdUpAccessRun(row: ConnectionAccessRow, by: HeldUpBy | null): AccessChanges {
  return row.run_held_up_by === by ? {} : { run_held_up_by: by };
}

/**
 * What becomes of a reading whose time is over, with its results waiting at `by`, or nowhere: it is
 * not ended while they do, up to the time that a sync may take in all.
 */
export function expireAccessRun(
  row: ConnectionAccessRow,
  by: HeldUpBy | null,
  context: AccessContext,
): AccessReport {
  const { now } = context;
  const isTaken = row.run_accepted_at !== null;
  if (isTaken && by === 'connector') return failAccessRun(row, STOPPED_ANSWERING, now);
  const until = isTaken && by !== null ? heldUpUntil(row, context) : now;
  if (until > now) {
    return { changes: { ...holdUpAccessRun(row, by), run_deadline_at: until }, audit: [] };
  }
  return failAccessRun(row, { code: 'timed_out' }, now);
}
