import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log.ts';

/** How things stand with the broker, for health checks and the log. */
export type QueueStatus<Status extends string> = {
  get: () => { status: Status; reason?: string };
  /** Logged when it is new, and again every minute while it is bad. */
  set: (status: Status, trouble?: { reason: string; err?: unknown }) => void;
};

const REMIND_EVERY_MS = 60_000;

/** What the broker will go on refusing until somebody changes something, as we name it. */
const REFUSALS: Record<string, string> = {
  PRECONDITION_FAILED: 'queue_has_other_arguments',
  RESOURCE_LOCKED: 'queue_is_exclusive_to_another',
  ACCESS_REFUSED: 'access_refused',
  NOT_ALLOWED: 'access_refused',
};

/** The reason when the broker refused what we asked for; undefined for a cause that may pass. */
export function readRefusal(cause: unknown): string | undefined {
  return REFUSALS[codeOf(cause)];
}

/** A short name of the cause for logs and states. Never the message of a library. */
export function codeOf(cause: unknown): string {
  const code = cause instanceof Error ? (cause as { code?: unknown }).code : undefined;
  return typeof code === 'string' ? code : 'unknown';
}

export function createQueueStatus<Status extends string>(options: {
  first: Status;
  /** These are fine and logged as information. */
  good: readonly Status[];
  queue: string;
  log: Log;
}): QueueStatus<Status> {
  const { good, queue, log } = options;
  let current: { status: Status; reason?: string } = { status: options.first };
  let toldAt = Number.NEGATIVE_INFINITY;
  return {
    get: () => ({ ...current }),
    set: (status, trouble) => {
      const isSame = current.status === status && current.reason === trouble?.reason;
      if (isSame && (good.includes(status) || performance.now() - toldAt < REMIND_EVERY_MS)) return;
      current = { status, ...(trouble && { reason: trouble.reason }) };
      toldAt = performance.now();
      const fields = { queue, status, ...trouble };
      if (good.includes(status)) log.info(fields, `queue ${status}`);
      else if (status === 'refused') log.error(fields, 'queue refused by the broker');
      else log.warn(fields, `queue ${status}`);
    },
  };
}

/**
 * Runs one session after another until `stop`, with growing waits (200 ms to 1 s) between those
 * that did not come about. A session tells by `established` that it did.
 */
export async function repeatSessions(options: {
  stop: AbortSignal;
  run: (established: () => void) => Promise<void>;
}): Promise<void> {
  const { stop, run } = options;
  let waitMs = FIRST_WAIT_MS;
  while (!stop.aborted) {
    await run(() => {
      waitMs = FIRST_WAIT_MS;
    });
    await wait(waitMs * (0.75 + Math.random() / 4), undefined, { signal: stop }).catch(() => {});
    waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
  }
}

const FIRST_WAIT_MS = 200;
const LONGEST_WAIT_MS = 1_000;

/** Resolves when the signal is aborted. */
export function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) =>
    signal.addEventListener('abort', () => resolve(), { once: true }),
  );
}
