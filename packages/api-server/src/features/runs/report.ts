import type {
  RunStatusMessage,
  SyncStatusMessage,
  VerificationStatusMessage,
} from '@rita/contracts';
import { PROBLEMS, type ProblemCode } from '@rita/contracts';
import { dateChecks, settleChecks } from './checks.ts';
import { failAttempt, isAttempt } from './failed-attempt.ts';
import { planAfterCancel, planAfterFailure, planAfterSuccess } from './plan-sync.ts';
import { countsOf, countsToTell, type ToldCounts } from './run-counts.ts';
import {
  endRun,
  isGivenUp,
  knownCode,
  latest,
  mergeSettings,
  type RowChanges,
  type RunAudit,
  type RunContext,
  type RunRow,
  storableDate,
} from './run-state.ts';

type Failure = {
  code: ProblemCode;
  text?: string | null | undefined;
  endedBy: 'result' | 'deadline';
  /** Absent: the run that is under way. */
  runId?: string | null;
  /** How many documents a held sync would have removed, where the connector tells. */
  held?: number | null;
  /** Of a sync, as it ended; absent: as far as was told before. */
  counts?: ToldCounts;
};

export type Report = { changes: RowChanges; audit: RunAudit[] };

/** Whether the message ends its run. */
export function isResult(message: RunStatusMessage): boolean {
  return message.type === 'verification'
    ? message.status !== 'progress'
    : message.status !== 'sync_started' && message.status !== 'sync_progress';
}

/** The field rules of a verification (architecture.md, “Field rules”). */
export function reportVerification(
  row: RunRow,
  message: VerificationStatusMessage,
  { now }: RunContext,
): Report {
  const known = row.verification_checks;
  const checks = message.checks == null ? known : dateChecks(message.checks, known, now);
  if (message.status === 'progress') {
    return { changes: message.checks == null ? {} : { verification_checks: checks }, audit: [] };
  }
  const run_id = runOf(row, message);
  if (message.status === 'success') {
    return {
      changes: {
        ...endRun(row, { endedBy: 'result', errorCode: null }),
        verification_checks: settleChecks(checks),
        ...(message.options == null ? {} : { latest_options: message.options }),
        ...acceptProposed(row),
        last_verification_at: latest(row.last_verification_at, now),
        last_verified_at: latest(row.last_verified_at, now),
        last_verification_error: null,
        credentials_expire_at: storableDate(message.credentials_expire_at),
      },
      audit: [{ action: 'verification.succeeded', details: { run_id } }],
    };
  }
  const code = knownCode(message.error_code, 'verification_failed');
  const ended = { code, text: message.error, endedBy: 'result' as const, runId: run_id };
  return failVerification({ ...row, verification_checks: checks }, ended, now);
}

/** What was sent with the verification comes into use. */
function acceptProposed(row: RunRow): RowChanges {
  return {
    ...(row.pending_settings === null
      ? {}
      : { settings: mergeSettings(row.settings, row.pending_settings), pending_settings: null }),
    ...(row.pending_attempt === null
      ? {}
      : { verified_method: row.pending_attempt.method, pending_attempt: null }),
    failed_attempt: null,
  };
}

/**
 * The run that a message is about: the one under way, or the one that ended last when its real
 * result comes late. Null for a result of what the connector did by itself.
 */
function runOf(row: RunRow, message: RunStatusMessage): string | null {
  if (row.run_id !== null) return row.run_id;
  return message.run_id != null || isGivenUp(row, message.type) ? row.last_run_id : null;
}

/** A verification that did not succeed, by the connector's word or by ours. */
export function failVerification(row: RunRow, failure: Failure, now: Date): Report {
  const { code, endedBy } = failure;
  const text = textOr(failure.text, code);
  const checks = settleChecks(row.verification_checks);
  const { error_code: _ofThoseInUse, ...end } = endRun(row, { endedBy, errorCode: code });
  return {
    changes: {
      ...end,
      ...(isAttempt(row)
        ? failAttempt(row, { code, text, checks }, now)
        : { error_code: code, verification_checks: checks }),
      last_verification_at: latest(row.last_verification_at, now),
      last_verification_error: text,
      // A late success still has to know what it proved.
      ...(endedBy === 'deadline' ? {} : { pending_settings: null, pending_attempt: null }),
    },
    audit: [
      {
        action: 'verification.failed',
        details: { run_id: failure.runId ?? row.run_id, error_code: code },
        ...(isAttempt(row) ? { isOfAttempt: true } : {}),
      },
    ],
  };
}

/** The field rules of a sync. */
export function reportSync(row: RunRow, message: SyncStatusMessage, { now }: RunContext): Report {
  const counts = countsOf(row, message);
  switch (message.status) {
    case 'sync_started':
    case 'sync_progress':
      return {
        changes: {
          ...counts,
          run_waiting_until: storableDate(message.waiting_until),
          ...(message.phase == null ? {} : { run_phase: message.phase }),
        },
        audit: [],
      };
    case 'sync_completed': {
      const planned = planAfterSuccess(row, now);
      return {
        changes: {
          ...endRun(row, { endedBy: 'result', errorCode: null }),
          ...counts,
          ...planned.changes,
          last_sync_status: 'completed',
          last_sync_at: latest(row.last_sync_at, now),
          last_sync_error: null,
          deletions_held: null,
          deletions_held_of: null,
        },
        audit: [
          { action: 'sync.completed', details: detailsOf(row, message, counts) },
          ...planned.audit,
        ],
      };
    }
    case 'sync_failed': {
      const code = knownCode(message.error_code, 'sync_failed');
      const text = message.error_message;
      const ended = { code, text, endedBy: 'result' as const, runId: runOf(row, message), counts };
      const held = heldBy(message, code);
      const failure = failSync(row, { ...ended, held: held.deletions_held }, now);
      return { ...failure, changes: { ...failure.changes, ...counts, ...held } };
    }
    case 'sync_cancelled':
      return {
        changes: {
          ...endRun(row, { endedBy: 'result', errorCode: null }),
          ...counts,
          ...planAfterCancel(row, now),
          last_sync_status: 'cancelled',
          last_sync_error: message.error_message ?? null,
        },
        audit: [{ action: 'sync.cancelled', details: detailsOf(row, message, counts) }],
      };
  }
}

/** A sync that did not succeed, by the connector's word or by ours. */
export function failSync(row: RunRow, failure: Failure, now: Date): Report {
  const planned = planAfterFailure(row, now, { isHeld: failure.code === 'too_many_deletions' });
  return {
    changes: {
      ...endRun(row, { endedBy: failure.endedBy, errorCode: failure.code }),
      ...planned.changes,
      last_sync_status: 'failed',
      last_sync_error: textOr(failure.text, failure.code),
    },
    audit: [
      {
        action: 'sync.failed',
        details: {
          run_id: failure.runId ?? row.run_id,
          error_code: failure.code,
          ...countsToTell(failure.counts ?? row),
          ...(failure.held == null ? {} : { deletions_held: failure.held }),
        },
      },
      ...planned.audit,
    ],
  };
}

/** What the log keeps of a sync that the connector ended. */
function detailsOf(row: RunRow, message: SyncStatusMessage, counts: ToldCounts) {
  return { run_id: runOf(row, message), ...countsToTell(counts) };
}

/** How much a sync would have removed, where the connector tells. */
function heldBy(message: SyncStatusMessage, code: ProblemCode) {
  const isHeld = code === 'too_many_deletions';
  return {
    deletions_held: isHeld ? (message.deletions_held ?? null) : null,
    deletions_held_of: isHeld ? (message.deletions_held_of ?? null) : null,
  };
}

function textOr(text: string | null | undefined, code: ProblemCode): string {
  return text == null || text.trim() === '' ? PROBLEMS[code].title : text;
}
