import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log.ts';
import { GaveWay, type Place } from './places.ts';

export type QueueMessage = {
  /** The bytes that were sent, at most `MAX_MESSAGE_BYTES`. */
  body: Buffer;
  messageId: string | undefined;
  /** As the publisher set them; values of any type. */
  headers: Record<string, unknown>;
  /** The broker has delivered it before, to us or to somebody else. */
  isRedelivered: boolean;
  /** How often it was delivered before, by a broker that counts; else 0. */
  deliveryCount: number;
};

/** What becomes of a message: acknowledged, or kept aside with a reason and then acknowledged. */
export type Verdict = { done: true } | { park: string };

/** One verdict for each message, in the same order. When it resolves, everything is committed. */
export type HandleBatch = (messages: QueueMessage[], place: HandlerPlace) => Promise<Verdict[]>;

/** How a handler keeps its place in the line, and how it is told to stop. */
export type HandlerPlace = {
  /** Aborted when the handler is given up: it took too long, or the batch before failed. */
  signal: AbortSignal;
  /**
   * Lets the next batch begin beside this one. To be called, if at all, when nothing that begins
   * later can overtake: when all locks are held. Whoever calls it has to wait for `turn`.
   */
  claim: () => void;
  /** Resolves when everything before is committed; before that nothing may be. @throws GaveWay */
  turn: Promise<void>;
};

/** Thrown by a handler when the messages are not to blame: they are held until `isReady`. */
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
  /** Waits until another try makes sense. @throws when the messages had better go back */
  hold: (cause: unknown) => Promise<void>;
  /** Aborted when nobody can be told any more: nothing new is begun, what runs has 3 s left. */
  ending: AbortSignal;
  place: Place;
};

const ATTEMPTS = 3;
const READY_LIMIT_MS = 3_000;
const ENDING_LIMIT_MS = 3_000;

/**
 * Handles a batch, and tells each part that is finished to `settle`, in order. A batch that fails
 * is split in halves, so that one bad message is found and the others are handled; a single one
 * that fails three times is parked as `handler_failed`. While we are not ready, it is held.
 *
 * @throws PassingFailure when it was held for long; what was not settled goes back to the queue
 */
export async function handleInParts<T extends { message: QueueMessage }>(
  options: HandlingOptions,
  batch: T[],
  settle: (part: { item: T; verdict: Verdict }[]) => Promise<void>,
): Promise<void> {
  async function handle(items: T[], limitMs: number, line: Line): Promise<void> {
    const verdicts = await attemptPatiently(options, items, { limitMs, line });
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
    await handle(items.slice(0, middle), partLimitMs, ALONE);
    await handle(items.slice(middle), partLimitMs, ALONE);
  }
  if (batch.length === 0) return;
  try {
    await handle(batch, options.handlerLimitMs, options.place);
  } catch (error) {
    if (!(error instanceof GaveWay)) throw error;
    await options.place.alone;
    await handle(batch, options.handlerLimitMs, ALONE);
  }
}

/** What an attempt has to know of the batches before and after. */
type Line = Pick<Place, 'turn' | 'claim' | 'stumble'>;

const ALONE: Line = { turn: Promise.resolve(), claim: () => {}, stumble: () => {} };
const FAILED = { park: 'handler_failed' };

async function retryAlone<T extends { message: QueueMessage }>(
  options: HandlingOptions,
  items: T[],
): Promise<{ item: T; verdict: Verdict }[]> {
  const limitMs = options.handlerLimitMs;
  for (let count = 1; count < ATTEMPTS; count += 1) {
    await wait(100 * count);
    const verdicts = await attemptPatiently(options, items, { limitMs, line: ALONE });
    if (verdicts) return items.map((item, at) => ({ item, verdict: verdicts[at] ?? FAILED }));
  }
  return items.map((item) => ({ item, verdict: FAILED }));
}

/** The same again as long as the cause passes: what is behind it in the line has given way. */
async function attemptPatiently<T extends { message: QueueMessage }>(
  options: HandlingOptions,
  items: T[],
  { limitMs, line }: { limitMs: number; line: Line },
): Promise<Verdict[] | undefined> {
  for (let current = line; ; current = ALONE) {
    try {
      return await attempt(options, items, { limitMs, line: current });
    } catch (error) {
      if (!(error instanceof PassingFailure)) throw error;
      await options.hold(error);
    }
  }
}

/**
 * The verdicts, or nothing when the handler failed although we are ready.
 *
 * @throws GaveWay when it is not its turn, and has to be repeated when it is
 */
async function attempt<T extends { message: QueueMessage }>(
  options: HandlingOptions,
  items: T[],
  { limitMs, line }: { limitMs: number; line: Line },
): Promise<Verdict[] | undefined> {
  if (options.ending.aborted) throw new PassingFailure(undefined);
  try {
    const verdicts = await callCapped(options, items, { limitMs, line });
    // A handler that does not wait for its turn is held to it at least in what is settled.
    await line.turn;
    if (verdicts.length === items.length) return verdicts;
    throw new TypeError(`${verdicts.length} verdicts for ${items.length} messages`);
  } catch (err) {
    // Whatever befell it before its turn does not count when the batch before failed too.
    await line.turn;
    line.stumble();
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
  { limitMs, line }: { limitMs: number; line: Line },
): Promise<Verdict[]> {
  const cap = new AbortController();
  const { promise: cut, reject } = Promise.withResolvers<never>();
  const giveUp = (cause: unknown) => {
    cap.abort(cause);
    reject(cause);
  };
  let timer: NodeJS.Timeout | undefined;
  const allow = (ms: number) => {
    clearTimeout(timer);
    timer = setTimeout(() => giveUp(new HandlerTimeout()), ms);
  };
  const hurry = () => allow(Math.min(limitMs, ENDING_LIMIT_MS));
  // Until then it may have to wait for the batch before, which has a limit of its own.
  const started = line.turn.then(() => {
    if (!ending.aborted) allow(limitMs);
  }, giveUp);
  ending.addEventListener('abort', hurry);
  try {
    const messages = items.map((item) => item.message);
    const { claim, turn } = line;
    return await Promise.race([handleBatch(messages, { signal: cap.signal, claim, turn }), cut]);
  } finally {
    ending.removeEventListener('abort', hurry);
    // A timer of the turn that comes later would have nobody to cut.
    started.then(() => clearTimeout(timer));
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
