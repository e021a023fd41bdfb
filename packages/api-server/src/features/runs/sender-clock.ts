import type { DataSourceStatusMessage } from '@rita/contracts';
import {
  later,
  latest,
  type RowChanges,
  type RunContext,
  type RunRow,
  storableDate,
} from './run-state.ts';

/** What was sent before a cancel and has not come a day later does not come any more. */
const LATE_MS = 24 * 3_600_000;
const USUAL_DELAY_MS = 60_000;
/** So long after a cancel a start that does not say when it was sent is taken for a late one. */
const UNSTAMPED_MS = 10 * 60_000;

type SenderColumns =
  | 'run_started_at'
  | 'run_last_heard_at'
  | 'run_sender_start_at'
  | 'last_result_sender_at'
  | 'last_result_applied_at'
  | 'last_cancelled_at'
  | 'last_cancelled_sender_at';

/**
 * When the run began by the clock of its sender, as its messages tell. The sender's clock is never
 * compared with ours, only spans of time are: what was sent for a run of ours was sent after its
 * start, so the first message sets the latest moment that its start can have been. A later one may
 * show that the clock is further ahead.
 */
export function senderStart(
  row: Pick<RunRow, SenderColumns>,
  message: DataSourceStatusMessage,
  { now }: RunContext,
): RowChanges {
  const sentAt = storableDate(message.timestamp);
  if (sentAt === null) return {};
  const known = row.run_sender_start_at;
  if (known === null) return { run_sender_start_at: sentAt };
  // Messages that name their run need no clock.
  if (message.run_id != null) return {};
  const atLeast = later(sentAt, Number(row.run_started_at ?? now) - Number(now));
  return known < atLeast ? { run_sender_start_at: atLeast } : {};
}

/** What a cancel leaves behind to know later what was sent before it. */
export function rememberCancel(row: Pick<RunRow, SenderColumns>, now: Date): RowChanges {
  const before = isInForce(row, now) ? row.last_cancelled_sender_at : null;
  return {
    last_cancelled_at: now,
    last_cancelled_sender_at: latest(before, onSenderClock(row, now)),
  };
}

/**
 * This moment by the sender's clock, at the latest: by what this run showed of it, else by what
 * was seen of it last, else by ours, for most clocks agree.
 */
function onSenderClock(row: Pick<RunRow, SenderColumns>, now: Date): Date {
  // Our clock may have been set back since; what was heard is in the past all the same.
  const moment = Math.max(Number(now), Number(row.run_last_heard_at));
  if (row.run_started_at !== null && row.run_sender_start_at !== null) {
    return later(row.run_sender_start_at, moment - Number(row.run_started_at));
  }
  const { last_result_applied_at: ours, last_result_sender_at: theirs } = row;
  const leadMs = ours === null || theirs === null ? 0 : Number(theirs) - Number(ours);
  // A clock that seems to be a little late is more likely a message that took its time.
  return later(new Date(moment), leadMs > -USUAL_DELAY_MS ? Math.max(leadMs, 0) : leadMs);
}

function isInForce({ last_cancelled_at }: Pick<RunRow, 'last_cancelled_at'>, now: Date): boolean {
  return last_cancelled_at !== null && now < later(last_cancelled_at, LATE_MS);
}

/**
 * Whether a message was sent before the cancel, so that it changes nothing, whatever has begun
 * since. One that names its run is known by that.
 */
export function isFromBeforeCancel(
  row: Pick<RunRow, SenderColumns | 'status'>,
  message: DataSourceStatusMessage,
  { now }: RunContext,
): boolean {
  const { last_cancelled_at: ours, last_cancelled_sender_at: theirs } = row;
  if (message.run_id != null || ours === null || theirs === null) return false;
  const sentAt = storableDate(message.timestamp);
  if (sentAt !== null) return sentAt <= theirs && isInForce(row, now);
  const isStart = message.status === 'sync_started' && row.status === 'idle';
  return isStart && now < later(ours, UNSTAMPED_MS);
}
