import { type AccessStatusMessage, PROBLEMS, type ProblemCode } from '@rita/contracts';
import type { ConnectionAccessRow } from '../../platform/db/access-tables.ts';
import {
  deadlineOfReading,
  knownCode,
  later,
  latest,
  type RunAudit,
  type RunLimits,
  storableDate,
} from './run-state.ts';

export type AccessChanges = Partial<ConnectionAccessRow>;
export type AccessReport = { changes: AccessChanges; audit: RunAudit[] };
export type AccessContext = { now: Date; limits: RunLimits };

/** What a message does to the reading of permissions. */
export type AppliedAccess =
  | ({ outcome: 'applied' } & AccessReport)
  | { outcome: 'duplicate' | 'stale' };

/** However often it failed, it is tried again after so long: what was read grows too old meanwhile. */
const LONGEST_PAUSE_MINUTES = 240;

const NO_RUN = {
  status: 'idle',
  run_id: null,
  run_started_at: null,
  run_accepted_at: null,
  run_deadline_at: null,
  run_last_heard_at: null,
  run_heartbeat_seconds: null,
  run_phase: null,
  run_waiting_until: null,
  run_queue_position: null,
  run_held_up_by: null,
} as const satisfies AccessChanges;

export function beginAccessRun(runId: string, { now, limits }: AccessContext): AccessChanges {
  return {
    ...NO_RUN,
    status: 'checking',
    run_id: runId,
    run_seq: 0,
    run_started_at: now,
    run_deadline_at: later(now, limits.acceptMs),
    documents_processed: 0,
    documents_total: null,
    run_asked_for: false,
    next_check_at: null,
  };
}

/** The connector took the webhook; from here on its silence counts. */
export function acceptAccessRun(row: ConnectionAccessRow, context: AccessContext): AccessChanges {
  if (row.run_accepted_at !== null) return {};
  return { run_accepted_at: context.now, run_deadline_at: deadlineOfReading(row, null, context) };
}

/** Ends a reading by our own judgement; its real result still counts while no newer one begins. */
export function failAccessRun(
  row: ConnectionAccessRow,
  failure: { code: ProblemCode; text?: string },
  now: Date,
): AccessReport {
  return ended(row, { result: 'failed', endedBy: 'deadline', ...failure }, now);
}

/** Somebody does not want it any more; what comes of it later counts no more. */
export function cancelAccessRun(row: ConnectionAccessRow, now: Date): AccessReport {
  return ended(row, { result: 'cancelled', endedBy: 'result', code: null }, now);
}

/**
 * The one place where a message about a reading meets its row. Pure. Such messages always name
 * their run: nobody sends them who was not asked to read.
 */
export function applyAccessMessage(
  row: ConnectionAccessRow,
  message: AccessStatusMessage,
  context: AccessContext,
): AppliedAccess {
  const { run_id: runId, seq } = message;
  if (runId == null) return { outcome: 'stale' };
  const isActive = row.run_id === runId;
  const isLast = row.run_id === null && row.last_run_id === runId;
  if (!isActive && !isLast) return { outcome: 'stale' };
  if (seq != null && seq <= row.run_seq) return { outcome: 'duplicate' };
  const numbered = seq == null ? {} : { run_seq: seq };
  if (isResult(message)) {
    if (isLast && row.last_run_ended_by !== 'deadline') return { outcome: 'stale' };
    const { changes, audit } = reportResult(row, message, context.now);
    return { outcome: 'applied', changes: { ...changes, ...numbered }, audit };
  }
  if (isLast) return { outcome: 'stale' };
  const changes = { ...signOfLife(row, message, context), ...numbered };
  return { outcome: 'applied', changes, audit: [] };
}

function isResult({ status }: AccessStatusMessage): boolean {
  return status !== 'access_started' && status !== 'access_progress';
}

function signOfLife(
  row: ConnectionAccessRow,
  message: AccessStatusMessage,
  context: AccessContext,
): AccessChanges {
  const heartbeat = message.heartbeat_seconds ?? row.run_heartbeat_seconds;
  return {
    run_accepted_at: row.run_accepted_at ?? context.now,
    run_last_heard_at: context.now,
    run_heartbeat_seconds: heartbeat,
    run_deadline_at: deadlineOfReading(row, heartbeat, context),
    run_phase: message.phase ?? row.run_phase,
    run_waiting_until: storableDate(message.waiting_until),
    run_queue_position: message.queue_position ?? null,
    run_held_up_by: null,
    documents_processed: Math.max(row.documents_processed, message.documents_processed ?? 0),
    documents_total: message.documents_total ?? row.documents_total,
  };
}

function reportResult(
  row: ConnectionAccessRow,
  message: AccessStatusMessage,
  now: Date,
): AccessReport {
  const endedBy = 'result';
  const counts = {
    documents_processed: message.documents_processed ?? row.documents_processed,
    ...(message.documents_failed == null ? {} : { documents_failed: message.documents_failed }),
  };
  if (message.status === 'access_cancelled') {
    return ended(row, { result: 'cancelled', endedBy, code: null, counts }, now);
  }
  if (message.status === 'access_failed') {
    const code = knownCode(message.error_code, 'sync_failed');
    const text = message.error_message ?? PROBLEMS[code].title;
    return ended(row, { result: 'failed', endedBy, code, text, counts }, now);
  }
  const { summary } = message;
  const updated = message.documents_updated ?? 0;
  const end = { result: 'completed', endedBy, code: null, updated, counts } as const;
  const report = ended(row, end, now);
  const changes = {
    ...report.changes,
    last_checked_at: latest(row.last_checked_at, row.run_started_at ?? now),
    ...(summary == null ? {} : { summary }),
  };
  return { changes, audit: report.audit };
}

type End = {
  result: NonNullable<ConnectionAccessRow['last_result']>;
  endedBy: 'result' | 'deadline';
  code: ProblemCode | null;
  text?: string;
  /** Documents that other people may read now. */
  updated?: number;
  /** As the connector told them with its result. */
  counts?: Record<string, number>;
};

function ended(row: ConnectionAccessRow, end: End, now: Date): AccessReport {
  const isFailed = end.result === 'failed';
  // The real failure of a reading that we had given up before counted as one already.
  const isCounted = row.status === 'idle';
  const failures = isFailed ? row.failures + (isCounted ? 0 : 1) : 0;
  const pause = Math.min(row.every_minutes * 2 ** Math.min(failures, 10), LONGEST_PAUSE_MINUTES);
  const minutes = failures === 0 ? row.every_minutes : Math.max(pause, row.every_minutes);
  const runId = row.run_id ?? row.last_run_id;
  return {
    changes: {
      ...NO_RUN,
      last_run_id: runId,
      last_run_ended_by: end.endedBy,
      last_result: end.result,
      last_ended_at: latest(row.last_ended_at, now),
      error_code: end.code,
      error: isFailed ? (end.text ?? (end.code === null ? null : PROBLEMS[end.code].title)) : null,
      failures,
      next_check_at: wantedMeanwhile(row) ?? later(now, minutes * 60_000),
    },
    audit: isWorthTelling(row, end) ? [entryOf(row, runId, end)] : [],
  };
}

/** The next one, where it was asked for while this one went on: this one may have begun too early. */
function wantedMeanwhile({ status, next_check_at }: ConnectionAccessRow): Date | null {
  return status === 'checking' ? next_check_at : null;
}

/**
 * A reading every half hour would fill the log with what did not happen: its end is told when it
 * changed who may read something, or when it ends otherwise than the one before. One that somebody
 * asked for has an entry of its start, and so one of its end.
 */
function isWorthTelling(row: ConnectionAccessRow, end: End): boolean {
  return row.run_asked_for || (end.updated ?? 0) > 0 || end.result !== row.last_result;
}

function entryOf(row: ConnectionAccessRow, runId: string | null, end: End): RunAudit {
  const startedAt = row.run_started_at;
  const details = {
    run_id: runId,
    // A scheduled one has no entry of its start.
    ...(startedAt === null ? {} : { started_at: startedAt.toISOString() }),
    ...(end.counts ?? { documents_processed: row.documents_processed }),
    ...(end.code === null ? {} : { error_code: end.code }),
    ...(end.updated === undefined ? {} : { documents_changed: end.updated }),
  };
  return { action: `access.${end.result}`, details };
}
