import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from './log.ts';

export type QueueMessage = {
  /** The bytes that were sent, at most `MAX_MESSAGE_BYTES`. */
  body: Buffer;
  messageId: string | undefined;
  /** The broker has delivered it before, to us or to somebody else. */
  isRedelivered: boolean;
};

/** What becomes of a message: acknowledged, or kept aside with a reason and then acknowledged. */
export type Verdict = { done: true } | { park: string };

/** One verdict for each message, in the same order. When it resolves, everything is committed. */
export type HandleBatch = (messages: QueueMessage[], signal: AbortSignal) => Promise<Verdict[]>;

/** Thrown by a handler when the messages are not to blame: consumption stops until `isReady`. */
export class PassingFailure extends Error {
  readonly code = 'passing_failure';
  constructor(cause: unknown) {
    super('the messages could not be handled now', { cause });
    this.name = 'PassingFailure';
  }
}

export class HandlerTimeout extends Error {
  readonly code = 'handler_timeout';
  constructor() {
    super('the messages were not handled in time');
    this.name = 'HandlerTimeout';
  }
}

export type HandlingOptions = {
  handleBatch: HandleBatch;
  isReady: () => Promise<boolean>;
  handlerLimitMs: number;
  log: Log;
  onFailure: (error: unknown) => void;
  /** Aborted when nobody can be told any more: nothing new is begun, what runs has 3 s left. */
  ending: AbortSignal;
};

const ATTEMPTS = 3;
const READY_LIMIT_MS = 3_000;
const ENDING_LIMIT_MS = 3_000;

/**
 * Handles a batch, and tells each part that is finished to `settle`, in order. A batch that fails
 * is split in halves, so that one bad message is found and the others are handled; a single one
 * that fails three times is parked as `handler_failed`.
 *
 * @throws PassingFailure when we are not ready; what was not settled goes back to the queue
 */
export async function handleInParts<T extends { message: QueueMessage }>(
  options: HandlingOptions,
  batch: T[],
  settle: (part: { item: T; verdict: Verdict }[]) => Promise<void>,
): Promise<void> {
  async function handle(items: T[], limitMs: number): Promise<void> {
    const verdicts = await attempt(options, items, limitMs);
    if (verdicts) {
      await settle(items.map((item, index) => ({ item, verdict: verdicts[index] ?? FAILED })));
      return;
    }
    if (items.length === 1) {
      await settle(await retryAlone(options, items));
      return;
    }
    const middle = Math.ceil(items.length / 2);
    // Less time for parts, or one that hangs would hold up the others for minutes.
    const partLimitMs = Math.max(limitMs / 2, options.handlerLimitMs / 10);
    await handle(items.slice(0, middle), partLimitMs);
    await handle(items.slice(middle), partLimitMs);
  }
  if (batch.length > 0) await handle(batch, options.handlerLimitMs);
}

const FAILED = { park: 'handler_failed' };

async function retryAlone<T extends { message: QueueMessage }>(
  options: HandlingOptions,
  items: T[],
): Promise<{ item: T; verdict: Verdict }[]> {
  for (let count = 1; count < ATTEMPTS; count += 1) {
    await wait(100 * count);
    const verdicts = await attempt(options, items, options.handlerLimitMs);
    if (verdicts) return items.map((item, at) => ({ item, verdict: verdicts[at] ?? FAILED }));
  }
  return items.map((item) => ({ item, verdict: FAILED }));
}

/** The verdicts, or nothing when the handler failed although we are ready. */
async function attempt<T extends { message: QueueMessage }>(
  options: HandlingOptions,
  items: T[],
  limitMs: number,
): Promise<Verdict[] | undefined> {
  if (options.ending.aborted) throw new PassingFailure(undefined);
  try {
    const verdicts = await callCapped(options, items, limitMs);
    if (verdicts.length === items.length) return verdicts;
    throw new TypeError(`${verdicts.length} verdicts for ${items.length} messages`);
  } catch (err) {
    options.onFailure(err);
    options.log.warn({ err, count: items.length }, 'messages could not be handled');
    if (err instanceof PassingFailure) throw err;
    if (options.ending.aborted || !(await answersReady(options.isReady)))
      throw new PassingFailure(err);
    return undefined;
  }
}

async function callCapped<T extends { message: QueueMessage }>(
  { handleBatch, ending }: HandlingOptions,
  items: T[],
  limitMs: number,
): Promise<Verdict[]> {
  const cap = new AbortController();
  const { promise: cut, reject } = Promise.withResolvers<never>();
  const giveUp = () => {
    const timeout = new HandlerTimeout();
    cap.abort(timeout);
    reject(timeout);
  };
  let timer = setTimeout(giveUp, limitMs);
  const hurry = () => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, Math.min(limitMs, ENDING_LIMIT_MS));
  };
  ending.addEventListener('abort', hurry);
  try {
    const messages = items.map((item) => item.message);
    return await Promise.race([handleBatch(messages, cap.signal), cut]);
  } finally {
    ending.removeEventListener('abort', hurry);
    clearTimeout(timer);
  }
}

/** Not ready, too, when the question itself fails or hangs. */
export async function answersReady(isReady: () => Promise<boolean>): Promise<boolean> {
  const limit = new AbortController();
  const late = wait(READY_LIMIT_MS, false, { signal: limit.signal }).catch(() => false);
  const answer = await Promise.race([isReady().catch(() => false), late]);
  limit.abort();
  return answer;
}
