import { setImmediate as turn } from 'node:timers/promises';
import { silentLog } from '../src/log.ts';
import { type Batches, createBatches } from '../src/queue/batches.ts';
import {
  type HandleBatch,
  handleInParts,
  type QueueMessage,
  type Verdict,
} from '../src/queue/handling.ts';
import { GaveWay } from '../src/queue/places.ts';

type Item = { name: string; message: QueueMessage };
type Attempt = {
  names: string[];
  /** Goes on, or fails. */
  go: (error?: Error) => void;
  /** How it ended; undefined while it has not. */
  ended?: 'committed' | 'failed' | 'gave way';
};

export const DONE = { done: true } as const;
let ending: AbortController | undefined;
let batches: Batches<Item> | undefined;

/** Ends the line of a test. */
export async function closeLine(): Promise<void> {
  ending?.abort();
  await batches?.stop();
}

/** Batches of at most `maxItems` letters in a line, handled as messages of the queue are. */
export function openLine(
  maxItems: number,
  handleBatch: HandleBatch,
  { isReady = async () => true, handlerLimitMs = 5_000 } = {},
) {
  ending = new AbortController();
  const settled: string[] = [];
  const failures: unknown[] = [];
  const options = {
    handleBatch,
    isReady,
    handlerLimitMs,
    log: silentLog,
    onFailure: (error: unknown) => failures.push(error),
    ending: ending.signal,
    // These are about the line alone: what fails for a passing cause goes back at once.
    hold: async (cause: unknown) => {
      throw cause;
    },
  };
  const settle = async (part: { item: Item; verdict: Verdict }[]) => {
    const names = part.map(({ item, verdict }) => ('park' in verdict ? '!' : '') + item.name);
    settled.push(...names);
  };
  const line = createBatches<Item>({
    maxItems,
    maxSize: 1_000,
    sizeOf: () => 1,
    work: (batch, place) => handleInParts({ ...options, place }, batch, settle),
  });
  batches = line;
  const push = (letters: string) => {
    for (const name of letters) {
      const body = Buffer.from(name);
      line.push({
        name,
        message: {
          body,
          messageId: undefined,
          headers: {},
          isRedelivered: false,
          deliveryCount: 0,
        },
      });
    }
  };
  return { push, settled, failures, line };
}

/** A handler whose attempts the test lets go one by one; each claims its place at once. */
export function stepByStep() {
  const attempts: Attempt[] = [];
  const handleBatch: HandleBatch = async (messages, place) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const names = messages.map(({ body }) => body.toString());
    const attempt: Attempt = { names, go: (error) => (error ? reject(error) : resolve()) };
    attempts.push(attempt);
    place.claim();
    try {
      await promise;
      await place.turn;
      attempt.ended = 'committed';
    } catch (error) {
      attempt.ended = error instanceof GaveWay ? 'gave way' : 'failed';
      throw error;
    }
    return messages.map(() => DONE);
  };
  const begun = () => attempts.map(({ names, ended }) => `${names.join('')} ${ended ?? ''}`.trim());
  return { attempts, handleBatch, begun };
}

/** Everything that can happen without us has happened. */
export async function quiet() {
  for (let count = 0; count < 20; count += 1) await turn();
}
