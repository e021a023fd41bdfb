import { ConversionError } from './conversion-error.ts';
import type { Convert } from './convert.ts';
import type { Job } from './job.ts';
import { CONVERSION_LIMITS, type ConversionLimits } from './limits.ts';
import { ConversionThreads } from './threads.ts';

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
  const threads = new ConversionThreads({ ...CONVERSION_LIMITS, ...given });
  return {
    for: (tenantId, signal) => (kind, input) =>
      convertWith(
        threads,
        { task: { kind, input }, tenantId, bytes: sizeOf(input) },
        signal,
      ) as never,
    close: () => threads.close(),
  };
}

function convertWith(
  threads: ConversionThreads,
  asked: Omit<Job, 'resolve' | 'reject'>,
  signal: AbortSignal,
): Promise<unknown> {
  return new Promise<unknown>((resolve, reject) => {
    signal.throwIfAborted();
    const settle =
      <Value>(end: (value: Value) => void) =>
      (value: Value) => {
        signal.removeEventListener('abort', onAbort);
        end(value);
      };
    const job: Job = { ...asked, resolve: settle(resolve), reject: settle(reject) };
    const onAbort = () => {
      threads.forget(job);
      reject(signal.reason);
    };
    if (!threads.add(job)) {
      throw new ConversionError('upstream_error', 'Too many documents wait to be read at once.');
    }
    signal.addEventListener('abort', onAbort, { once: true });
  });
}

/** Texts and bytes of an input, near enough to tell small from large. */
function sizeOf(input: object): number {
  return Object.values(input).reduce<number>((sum, value: unknown) => {
    if (typeof value === 'string') return sum + value.length;
    return value instanceof Uint8Array ? sum + value.length : sum;
  }, 64);
}
