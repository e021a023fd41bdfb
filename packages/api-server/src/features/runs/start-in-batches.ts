import type { Background } from '../../platform/background.ts';

/** What one batch began: each of these sends the webhook of a run, and ends when that is over. */
export type BegunBatch = { deliveries: (() => Promise<void>)[]; isFull: boolean };

/** A sweep has other things to do too. */
const LONGEST_MS = 20_000;

/**
 * Starts batch after batch while there is more to start and the connector takes what it is sent;
 * answers how many runs were started. One batch for each sweep would be ten runs a second, which
 * 18,000 connections that are read every half hour exceed. What is left after `longestMs` is left to
 * the next sweep.
 */
export async function startInBatches(
  background: Background,
  beginBatch: () => Promise<BegunBatch>,
  longestMs: number = LONGEST_MS,
): Promise<number> {
  const timeIsUp = Promise.withResolvers<'time is up'>();
  const timer = setTimeout(() => timeIsUp.resolve('time is up'), longestMs);
  let count = 0;
  try {
    while (!background.signal.aborted) {
      const { deliveries, isFull } = await beginBatch();
      count += deliveries.length;
      const over = Promise.all(deliveries.map((send) => deliver(background, send)));
      if (!isFull || (await Promise.race([timeIsUp.promise, over])) === 'time is up') break;
    }
    return count;
  } finally {
    clearTimeout(timer);
  }
}

function deliver(background: Background, send: () => Promise<void>): Promise<void> {
  const over = Promise.withResolvers<void>();
  background.start('deliver run', () => send().finally(() => over.resolve()));
  return over.promise;
}
