import { openPlace, type Place } from './places.ts';

/** Collects what arrives and hands it on in batches, in order. */
export type Batches<T> = {
  push: (item: T) => void;
  /** Resolves with the first error of `work`, after which no batch is begun any more. */
  failed: Promise<unknown>;
  /** Begins no further batch and waits for those in hand. */
  stop: () => Promise<void>;
};

/**
 * What has arrived while one batch was being worked on is the next one. Nobody waits for a batch
 * to fill: a single message is handed on at once. A batch is begun when the one before is
 * finished or, by that one's leave, beside it: two are in hand at most.
 */
export function createBatches<T>(options: {
  maxItems: number;
  /** A batch ends with the item that takes it past this size. */
  maxSize: number;
  sizeOf: (item: T) => number;
  work: (batch: T[], place: Place) => Promise<void>;
}): Batches<T> {
  const waiting: T[] = [];
  const { promise: failed, resolve: fail } = Promise.withResolvers<unknown>();
  let isStopped = false;
  let running: Promise<void> | undefined;

  async function run() {
    // What came in the same packet belongs together: it is pushed before the next turn.
    await new Promise(setImmediate);
    let before: InHand | undefined;
    while (before || (waiting.length > 0 && !isStopped)) {
      const current = waiting.length > 0 && !isStopped ? begin(before?.place) : undefined;
      await current?.mayBeFollowed;
      await before?.ended;
      // It has given way: it is worked on anew only now, and nothing may be begun beside that.
      if (current?.place.hasStumbled()) await current.ended;
      before = current?.isInHand() ? current : undefined;
    }
    running = undefined;
  }

  function begin(before: Place | undefined): InHand {
    const place = openPlace(before);
    let isInHand = true;
    const ended = options
      .work(takeBatch(waiting, options), place)
      .then(place.end, (error) => {
        isStopped = true;
        fail(error);
        place.fail(error);
      })
      .finally(() => {
        isInHand = false;
      });
    const mayBeFollowed = Promise.race([place.claimed, ended]);
    return { place, ended, mayBeFollowed, isInHand: () => isInHand };
  }

  return {
    push: (item) => {
      waiting.push(item);
      if (!isStopped) running ??= run();
    },
    failed,
    stop: async () => {
      isStopped = true;
      await running;
    },
  };
}

type InHand = {
  place: Place;
  isInHand: () => boolean;
  ended: Promise<void>;
  mayBeFollowed: Promise<void>;
};

function takeBatch<T>(
  waiting: T[],
  limits: { maxItems: number; maxSize: number; sizeOf: (item: T) => number },
): T[] {
  let size = 0;
  let count = 0;
  for (const item of waiting) {
    if (count >= limits.maxItems || size >= limits.maxSize) break;
    size += limits.sizeOf(item);
    count += 1;
  }
  return waiting.splice(0, count);
}
