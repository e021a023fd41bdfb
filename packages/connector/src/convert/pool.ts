import { ConversionError } from './conversion-error.ts';
import type { Convert } from './convert.ts';
import { createFairQueue } from './fair-queue.ts';
import { AHEAD, CONVERSION_LIMITS, type ConversionLimits } from './limits.ts';
import { type Job, startThread, type Thread } from './thread.ts';

export type ConversionPool = {
  /** Conversions for one organization, given up when `signal` is aborted. */
  for: (tenantId: string, signal: AbortSignal) => Convert;
  close: () => Promise<void>;
};

/**
 * Threads that convert what sources wrote. Organizations take turns, and none has all threads:
 * there is always one that somebody else's document does not have to wait for.
 */
export function openConversionPool(given: Partial<ConversionLimits> = {}): ConversionPool {
  const limits = { ...CONVERSION_LIMITS, ...given };
  const queue = createFairQueue<Job>(limits.waiting);
  const threads = new Set<Thread>();
  const idleSince = new WeakMap<Thread, number>();
  const mostOfOne = Math.max(1, limits.workers - 1);
  let isClosed = false;

  const busyWith = (tenantId: string) =>
    [...threads].filter(({ jobs }) => jobs[0]?.tenantId === tenantId).length;

  const openThread = (): Thread => {
    const thread: Thread = startThread(limits, {
      answer: serve,
      end: (rest) => {
        threads.delete(thread);
        if (rest[0]) queue.putBack(rest[0].tenantId, rest);
        serve();
      },
    });
    threads.add(thread);
    return thread;
  };

  function serve(): void {
    if (isClosed) return;
    for (;;) {
      const free = [...threads].find(({ jobs }) => jobs.length === 0);
      if (!free && threads.size >= limits.workers) break;
      const next = queue.take((tenantId) => busyWith(tenantId) < mostOfOne);
      if (!next) break;
      (free ?? openThread()).give(next[1]);
    }
    for (const thread of threads) sendAhead(thread);
    for (const thread of threads) if (thread.jobs.length === 0) idleSince.set(thread, Date.now());
  }

  const sendAhead = ({ jobs, give }: Thread) => {
    const [first] = jobs;
    if (!first) return;
    let bytes = jobs.reduce((sum, job) => sum + job.bytes, 0);
    while (jobs.length < AHEAD.documents && bytes < AHEAD.bytes) {
      const room = AHEAD.bytes - bytes;
      const also = queue.takeAlso(first.tenantId, (job) => job.bytes <= room);
      if (!also) return;
      bytes += also.bytes;
      give(also);
    }
  };

  const endIdle = setInterval(() => {
    const before = Date.now() - limits.idleMs;
    for (const thread of threads) {
      if (thread.jobs.length > 0 || (idleSince.get(thread) ?? Date.now()) > before) continue;
      threads.delete(thread);
      void thread.stop();
    }
  }, limits.idleMs);
  endIdle.unref();

  const convert = (job: Omit<Job, 'resolve' | 'reject'>, signal: AbortSignal) =>
    new Promise<unknown>((resolve, reject) => {
      signal.throwIfAborted();
      if (isClosed) throw new Error('the pool is closed');
      const waiting: Job = { ...job, resolve: settle(resolve), reject: settle(reject) };
      function settle<Value>(end: (value: Value) => void) {
        return (value: Value) => {
          signal.removeEventListener('abort', onAbort);
          end(value);
        };
      }
      function onAbort() {
        queue.remove(job.tenantId, waiting);
        reject(signal.reason);
      }
      if (!queue.add(job.tenantId, waiting)) throw tooMany();
      signal.addEventListener('abort', onAbort, { once: true });
      serve();
    });

  return {
    for: (tenantId, signal) => (kind, input) =>
      convert({ task: { kind, input }, tenantId, bytes: sizeOf(input) }, signal) as never,
    close: async () => {
      isClosed = true;
      clearInterval(endIdle);
      const stopped = [...threads];
      const jobs = [...queue.clear(), ...stopped.flatMap((thread) => thread.jobs)];
      for (const job of jobs) job.reject(new Error('the pool is closed'));
      threads.clear();
      await Promise.all(stopped.map((thread) => thread.stop()));
    },
  };
}

function tooMany(): ConversionError {
  return new ConversionError('upstream_error', 'Too many documents wait to be read at once.');
}

/** Texts and bytes of an input, near enough to tell small from large. */
function sizeOf(input: object): number {
  return Object.values(input).reduce<number>((sum, value: unknown) => {
    if (typeof value === 'string') return sum + value.length;
    return value instanceof Uint8Array ? sum + value.length : sum;
  }, 64);
}
