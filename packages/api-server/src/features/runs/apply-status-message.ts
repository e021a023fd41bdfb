import { hash } from 'node:crypto';
import type { RunStatusMessage } from '@rita/contracts';
import { isResult, reportSync, reportVerification } from './report.ts';
import {
  beginRun,
  isGivenUp,
  KIND_OF_STATUS,
  later,
  nextDeadline,
  type RowChanges,
  type RunAudit,
  type RunContext,
  type RunRow,
  storableDate,
} from './run-state.ts';
import { isFromBeforeCancel, senderStart } from './sender-clock.ts';

/** What a message does. `changes` and `audit` are empty unless it is applied. */
export type Applied =
  | { outcome: 'applied'; changes: RowChanges; audit: RunAudit[] }
  | { outcome: 'duplicate' | 'stale' };

/** A result without run_id that says the same again counts as a repeat when it comes this soon. */
const REDELIVERY_MS = 10 * 60_000;

const STALE = { outcome: 'stale' } as const;
const DUPLICATE = { outcome: 'duplicate' } as const;

/**
 * The one place where a status message meets a connection. Pure: the same row, message and
 * context always give the same answer. Whether the connection exists and belongs to the tenant
 * named (`unknown`, `foreign`) is decided where the row is read.
 */
export function applyStatusMessage(
  row: RunRow,
  message: RunStatusMessage,
  context: RunContext,
): Applied {
  if (message.run_id != null) return applyToNamedRun(row, message, message.run_id, context);
  if (isFromBeforeCancel(row, message, context)) return STALE;
  return row.status === 'idle'
    ? applyToIdle(row, message, context)
    : applyToActive(row, message, context);
}

function applyToNamedRun(
  row: RunRow,
  message: RunStatusMessage,
  runId: string,
  context: RunContext,
): Applied {
  if (row.run_id === runId) return applyToActive(row, message, context);
  // Once a newer run is under way, `run_seq` is of that one.
  if (row.last_run_id !== runId || row.status !== 'idle') return STALE;
  if (isSeen(row, message)) return DUPLICATE;
  if (!isRepair(row, message)) return STALE;
  return applied(row, message, context, { last_run_ended_by: 'result' });
}

/** Whether the run that the message names has come at least as far as the message's number. */
function isSeen(row: RunRow, message: RunStatusMessage): boolean {
  return message.run_id != null && message.seq != null && message.seq <= row.run_seq;
}

/** The real result of a run that we had given up, while no newer one has begun. */
function isRepair(row: RunRow, message: RunStatusMessage): boolean {
  return isGivenUp(row, message.type) && isResult(message);
}

function applyToActive(row: RunRow, message: RunStatusMessage, context: RunContext): Applied {
  if (KIND_OF_STATUS[row.status] !== message.type) return STALE;
  if (isSeen(row, message)) return DUPLICATE;
  if (isResult(message)) return applied(row, message, context, rememberResult(message, context));
  if (message.run_id == null && isOldStart(row, message)) return DUPLICATE;
  return applied(row, message, context, signOfLife(row, message, context));
}

/** `sync_started` without a number says nothing new about a sync that has been heard of. */
function isOldStart(row: RunRow, message: RunStatusMessage): boolean {
  return message.status === 'sync_started' && row.run_last_heard_at !== null;
}

/** Messages without run_id to a connection on which nothing runs: a connector that began by itself. */
function applyToIdle(row: RunRow, message: RunStatusMessage, context: RunContext): Applied {
  if (isResult(message)) {
    if (isRedelivered(row, message, context)) return DUPLICATE;
    if (row.last_run_ended_by === 'cancel') return STALE;
    return applied(row, message, context, {
      ...rememberResult(message, context),
      // Of a run of the other kind the real result is still to come.
      ...(isGivenUp(row, message.type) ? { last_run_ended_by: 'result' } : {}),
    });
  }
  if (message.status !== 'sync_started' || isBeforeLastResult(row, message)) return STALE;
  const run_id = context.newRunId();
  const begun = beginRun({ kind: 'sync', id: run_id }, context);
  const started = { ...row, ...begun };
  const seen = signOfLife(started, message, context);
  return {
    outcome: 'applied',
    changes: { ...begun, ...seen, ...reportSync(started, message, context).changes },
    audit: [{ action: 'sync.started', details: { run_id } }],
  };
}

/** The pair of one sender merely arrived in the wrong order. */
function isBeforeLastResult(row: RunRow, message: RunStatusMessage) {
  const sentAt = storableDate(message.timestamp);
  if (sentAt === null || row.last_result_sender_at === null) return false;
  return sentAt <= row.last_result_sender_at;
}

/**
 * The result that was applied last, once more: the same bytes, or soon afterwards the same but for
 * the time that the sender put on it (decision 016).
 */
function isRedelivered(row: RunRow, message: RunStatusMessage, { now }: RunContext): boolean {
  if (row.last_result_digest !== digestOf(message) || row.last_result_applied_at === null) {
    return false;
  }
  const sentAt = storableDate(message.timestamp);
  const isSameMoment = sentAt !== null && Number(sentAt) === Number(row.last_result_sender_at);
  return isSameMoment || now < later(row.last_result_applied_at, REDELIVERY_MS);
}

function rememberResult(message: RunStatusMessage, { now }: RunContext): RowChanges {
  if (message.run_id != null) return {};
  const sentAt = storableDate(message.timestamp);
  return {
    last_result_digest: digestOf(message),
    last_result_applied_at: now,
    ...(sentAt === null ? {} : { last_result_sender_at: sentAt }),
  };
}

function signOfLife(row: RunRow, message: RunStatusMessage, context: RunContext): RowChanges {
  const heartbeat = message.heartbeat_seconds ?? row.run_heartbeat_seconds;
  return {
    run_accepted_at: row.run_accepted_at ?? context.now,
    run_last_heard_at: context.now,
    run_heartbeat_seconds: heartbeat,
    run_deadline_at: nextDeadline(row, heartbeat, context),
    run_held_up_by: null,
    run_queue_position: message.queue_position ?? null,
    ...senderStart(row, message, context),
  };
}

function applied(
  row: RunRow,
  message: RunStatusMessage,
  context: RunContext,
  changes: RowChanges,
): Applied {
  const report =
    message.type === 'sync'
      ? reportSync(row, message, context)
      : reportVerification(row, message, context);
  const seq = message.run_id != null && message.seq != null ? { run_seq: message.seq } : {};
  return {
    outcome: 'applied',
    changes: { ...report.changes, ...seq, ...changes },
    audit: report.audit,
  };
}

/** Of what it says; when it was sent is compared apart. */
function digestOf({ timestamp: _sentAt, ...said }: RunStatusMessage): string {
  return hash('sha256', JSON.stringify(said), 'base64url');
}
