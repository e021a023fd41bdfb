import { ProblemError } from '../platform/http/signed-request.ts';

/** Who may read the database right now, so that no organization takes it all. */
export type ReadingPlaces = {
  /**
   * Does the work when the organization's turn has come. Throws `ProblemError` `too_many_requests`
   * where too many of its questions wait already or its turn does not come in time, and the
   * signal's reason when nobody waits for the answer any more.
   */
  take: <T>(tenantId: string, signal: AbortSignal, work: () => Promise<T>) => Promise<T>;
};

/** Of one organization, in one process. */
const MOST_WAITING = 16;
const LONGEST_WAIT_MS = 2_000;
const RETRY_AFTER_SECONDS = 1;

type Line = { running: number; waiting: (() => void)[] };
/** What an organization's works took, as of a time, and until when it rests. */
type Spent = { ms: number; at: number; restsUntil: number };

/** So long after its last question or answer an organization still counts as one that others share with. */
const SHARED_MS = 5_000;
/** What a work took counts half as much after so long. */
const HALVED_MS = 5_000;
/** Who took that much lately searches without end; whoever looks something up is far below it. */
const MUCH_MS = 1_000;
/** So many times as long as its last work took, and no longer than this, such a one rests beside others. */
const REST_TIMES = 2;
const LONGEST_REST_MS = 500;

/**
 * Places for reading, given to waiting organizations in turn, whichever of them asks the most: half
 * of them at most for one that is alone, a quarter while others ask too, and one for an organization
 * that took more time lately than all of these together: each search can take a whole processor of
 * the database. Where that is much time, it rests between two searches: a database of two processors
 * has otherwise one of them at work for it, and the time of others doubles.
 */
export function createReadingPlaces(
  count: number,
  limits = { mostWaiting: MOST_WAITING, longestWaitMs: LONGEST_WAIT_MS },
  now: () => number = () => performance.now(),
): ReadingPlaces {
  const most = {
    alone: Math.max(1, Math.floor(count / 2)),
    shared: Math.max(1, Math.floor(count / 4)),
  };
  const askedAt = new Map<string, number>();
  const spent = new Map<string, Spent>();
  /** In the order of their turn. */
  const lines = new Map<string, Line>();
  let free = count;
  let isDue = false;

  /**
   * Not at once, and once in a turn of the event loop: the embedded database holds the whole process
   * while it searches, so whoever knocked meanwhile comes into the line first.
   */
  function giveOutSoon(): void {
    if (isDue) return;
    isDue = true;
    setImmediate(() => {
      isDue = false;
      while (giveOneToEach()) {}
    });
  }

  /** A place to each organization that may have one more; false when there was none to give. */
  function giveOneToEach(): boolean {
    let hasGiven = false;
    const isShared = countRecent() > 1;
    for (const [tenantId, line] of lines) {
      const mostOfOne = isShared ? mostBesideOthers(tenantId) : most.alone;
      const start = free > 0 && line.running < mostOfOne ? line.waiting.shift() : undefined;
      if (start === undefined) continue;
      free -= 1;
      line.running += 1;
      hasGiven = true;
      start();
    }
    return hasGiven;
  }

  /** Organizations that asked lately. */
  function countRecent(): number {
    for (const [tenantId, at] of askedAt) {
      if (at >= now() - SHARED_MS) continue;
      askedAt.delete(tenantId);
      spent.delete(tenantId);
    }
    return askedAt.size;
  }

  function mostBesideOthers(tenantId: string): number {
    if (!tookMost(tenantId)) return most.shared;
    return now() < (spent.get(tenantId)?.restsUntil ?? 0) ? 0 : 1;
  }

  /** Whether an organization took more time lately than all others together. */
  function tookMost(tenantId: string): boolean {
    let ofOthers = 0;
    for (const other of spent.keys()) if (other !== tenantId) ofOthers += spentLately(other);
    return spentLately(tenantId) > ofOthers;
  }

  function noteSpent(tenantId: string, tookMs: number): void {
    const mine = { ms: spentLately(tenantId) + tookMs, at: now(), restsUntil: 0 };
    spent.set(tenantId, mine);
    if (mine.ms < MUCH_MS || !tookMost(tenantId)) return;
    const restMs = Math.min(REST_TIMES * tookMs, LONGEST_REST_MS);
    mine.restsUntil = now() + restMs;
    // Rounded up, since a timer that comes a moment early would find it still at rest.
    setTimeout(giveOutSoon, Math.ceil(restMs) + 1).unref();
  }

  function spentLately(tenantId: string): number {
    const { ms, at } = spent.get(tenantId) ?? { ms: 0, at: 0 };
    return ms * 0.5 ** ((now() - at) / HALVED_MS);
  }

  /** Whoever had a turn stands behind all others. */
  function leave(tenantId: string, line: Line): void {
    free += 1;
    line.running -= 1;
    lines.delete(tenantId);
    if (!isEmpty(line)) lines.set(tenantId, line);
    giveOutSoon();
  }

  function waitForTurn(tenantId: string, line: Line, signal: AbortSignal): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const giveUp = (reason: unknown) => {
      line.waiting = line.waiting.filter((one) => one !== resolve);
      if (isEmpty(line)) lines.delete(tenantId);
      reject(reason);
    };
    const onAbort = () => giveUp(signal.reason);
    const timer = setTimeout(() => giveUp(refusal()), limits.longestWaitMs);
    signal.addEventListener('abort', onAbort, { once: true });
    line.waiting.push(resolve);
    return promise.finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
    });
  }

  return {
    async take(tenantId, signal, work) {
      signal.throwIfAborted();
      askedAt.set(tenantId, now());
      const line = lines.get(tenantId) ?? { running: 0, waiting: [] };
      if (line.waiting.length >= limits.mostWaiting) throw refusal();
      lines.set(tenantId, line);
      const turn = waitForTurn(tenantId, line, signal);
      giveOutSoon();
      await turn;
      const begunAt = now();
      try {
        return await work();
      } finally {
        noteSpent(tenantId, now() - begunAt);
        askedAt.set(tenantId, now());
        leave(tenantId, line);
      }
    },
  };
}

function isEmpty(line: Line): boolean {
  return line.running === 0 && line.waiting.length === 0;
}

function refusal(): ProblemError {
  const options = { retryAfterSeconds: RETRY_AFTER_SECONDS };
  return new ProblemError('too_many_requests', undefined, options);
}
