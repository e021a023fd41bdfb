import type { Worker } from 'node:worker_threads';
import type { ConversionLimits } from './limits.ts';

const MB = 1024 * 1024;
const LOOK_AT_MEMORY_MS = 50;

export type Watched = { longestMs: number; bytes: number };

/** Watches what a thread takes for one document: `onBreach` is called when it is too much. */
export function createWatch(
  worker: Worker,
  { memoryMb }: ConversionLimits,
  onBreach: (breach: 'time' | 'memory') => void,
) {
  let deadline: NodeJS.Timeout | undefined;
  let lookout: NodeJS.Timeout | undefined;
  const stop = () => {
    clearTimeout(deadline);
    clearInterval(lookout);
  };
  /** Buffers are not part of the heap that V8 keeps within its limit. */
  const lookAtMemory = async (bytes: number) => {
    const heap = await worker.getHeapStatistics().catch(() => undefined);
    const used = (heap?.total_heap_size ?? 0) + (heap?.external_memory ?? 0);
    // What a file has itself is not what reading it takes.
    if (used - bytes > memoryMb * MB) onBreach('memory');
  };
  return {
    start: ({ longestMs, bytes }: Watched) => {
      stop();
      deadline = setTimeout(() => onBreach('time'), longestMs);
      lookout = setInterval(() => void lookAtMemory(bytes), LOOK_AT_MEMORY_MS);
    },
    stop,
  };
}
