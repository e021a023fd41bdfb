import type { HeldUpBy, ProblemCode } from '@rita/contracts';
import { settleChecks } from './checks.ts';
import { isAttempt } from './failed-attempt.ts';
import { planAfterCancel } from './plan-sync.ts';
import { failSync, failVerification, type Report } from './report.ts';
import { countsToTell } from './run-counts.ts';
import {
  endRun,
  heldUpUntil,
  KIND_OF_STATUS,
  nextDeadline,
  type RowChanges,
  type RunContext,
  type RunRow,
  STOPPED_ANSWERING,
} from './run-state.ts';
import { rememberCancel } from './sender-clock.ts';

/** Whether the run's time is over by the database's clock. */
export function isExpired(row: RunRow, now: Date): boolean {
  return row.status !== 'idle' && row.run_deadline_at !== null && row.run_deadline_at <= now;
}

/** Ends a run whose deadline has passed. Its real result still counts while no newer run begins. */
export function expireRun(row: RunRow, now: Date): Report {
  const wasTaken = row.run_accepted_at !== null;
  if (row.status === 'verifying' && !wasTaken) {
    const text =
      'The run was interrupted before the connector took it. Enter the credentials again.';
    return failRun(row, { code: 'interrupted', text }, now);
  }
  if (row.run_held_up_by === 'connector') return failRun(row, STOPPED_ANSWERING, now);
  return failRun(row, { code: 'timed_out' }, now);
}

/**
 * A silent run whose results wait at `by`, or nowhere. It is not ended while they do, up to the time
 * that a sync may take in all; a connector that does not answer may have none.
 */
export function holdUpRun(
  row: RunRow,
  by: HeldUpBy | null,
  context: Pick<RunContext, 'now' | 'limits'>,
): RowChanges {
  const noted = row.run_held_up_by === by ? {} : { run_held_up_by: by };
  if (by === null || by === 'connector' || row.run_deadline_at === null) return noted;
  const end = heldUpUntil(row, context);
  return row.run_deadline_at < end ? { ...noted, run_deadline_at: end } : noted;
}

/** Ends a run by our own judgement: no result came, or its webhook did not get through. */
export function failRun(
  row: RunRow,
  failure: { code: ProblemCode; text?: string },
  now: Date,
): Report {
  const ended = { ...failure, endedBy: 'deadline' as const };
  return row.status === 'verifying' ? failVerification(row, ended, now) : failSync(row, ended, now);
}

/** Ends a run because a person said so. */
export function cancelRun(row: RunRow, now: Date): Report {
  const ended = {
    ...endRun(row, { endedBy: 'cancel', errorCode: null }),
    ...rememberCancel(row, now),
  };
  const details = { run_id: row.run_id };
  if (KIND_OF_STATUS[row.status] === 'verification') {
    const checks = isAttempt(row)
      ? row.pending_attempt.checks
      : settleChecks(row.verification_checks);
    const dropped = { pending_settings: null, pending_attempt: null };
    return {
      changes: { ...ended, ...dropped, verification_checks: checks },
      audit: [{ action: 'verification.cancelled', details }],
    };
  }
  return {
    changes: {
      ...ended,
      ...planAfterCancel(row, now),
      last_sync_status: 'cancelled',
      last_sync_error: 'Cancelled',
    },
    audit: [{ action: 'sync.cancelled', details: { ...details, ...countsToTell(row) } }],
  };
}

/** The connector took the webhook; from here on its silence counts. */
export function acceptRun(row: RunRow, context: RunContext): RowChanges {
  if (row.run_accepted_at !== null) return {};
  return {
    run_accepted_at: context.now,
    run_deadline_at: nextDeadline(row, row.run_heartbeat_seconds, context),
  };
}
