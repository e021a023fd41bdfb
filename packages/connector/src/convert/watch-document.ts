import type { Worker } from 'node:worker_threads';
import type { ConversionLimits } from './limits.ts';

const MB = 1024 * 1024;
const LOOK_EVERY_MS = 50;

/** What one document may take of a thread. */
export type Watched = {
  /** Of its processor time; without it, time does not count. */
  longestMs?: number;
  /** By the clock: for a thread that waits for something that never comes. */
  patienceMs: number;
  /** Of the document itself. */
  bytes: number;
};

/**
 * Watches what a thread takes for one document: `onBreach` is called when it is too much. Time is
 * that in which it worked: a machine that is busy with other things makes no document unreadable.
 */
export function createWatch(
  worker: Worker,
  { memoryMb }: ConversionLimits,
  onBreach: (breach: 'time' | 'memory') => void,
) {
  let stop = () => {};
  const start = ({ longestMs = Number.POSITIVE_INFINITY, patienceMs, bytes }: Watched) => {
    stop();
    let isOver = false;
    let isLooking = false;
    let before: NodeJS.CpuUsage | undefined;
    const look = async () => {
      // A thread that is inside of a library's native code answers later.
      if (isLooking) return;
      isLooking = true;
      const taken = await Promise.all([worker.getHeapStatistics(), worker.cpuUsage()]).catch(
        () => undefined,
      );
      isLooking = false;
      if (isOver || taken === undefined) return;
      const [heap, time] = taken;
      before ??= time;
      // Buffers are not part of the heap that V8 keeps within its limit, and what a file has
      // itself is not what reading it takes.
      const used = heap.total_heap_size + heap.external_memory - bytes;
      if (used > memoryMb * MB) onBreach('memory');
      else if (millisecondsOf(time) - millisecondsOf(before) > longestMs) onBreach('time');
    };
    const deadline = setTimeout(() => onBreach('time'), patienceMs);
    const lookout = setInterval(() => void look(), LOOK_EVERY_MS);
    stop = () => {
      isOver = true;
      clearTimeout(deadline);
      clearInterval(lookout);
    };
  };
  return { start, stop: () => stop() };
}

function millisecondsOf({ user, system }: NodeJS.CpuUsage): number {
  return (user + system) / 1_000;
}
