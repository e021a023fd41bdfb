import type { Log } from '@rita/platform/log';

/** Work that goes on after its request was answered. Stopping aborts the waits in it and then waits for it. */
export type Background = {
  signal: AbortSignal;
  start: (name: string, work: (signal: AbortSignal) => Promise<void>) => void;
  /** Calls `work` again and again, `intervalMs` after its last end. */
  repeat: (name: string, intervalMs: number, work: () => Promise<void>) => void;
  close: () => Promise<void>;
};

export function openBackground(log: Log): Background {
  const controller = new AbortController();
  const { signal } = controller;
  const running = new Set<Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();

  function start(name: string, work: (signal: AbortSignal) => Promise<void>): void {
    const done = work(signal)
      .catch((err: unknown) => log.error({ err, name }, 'background work failed'))
      .finally(() => running.delete(done));
    running.add(done);
  }

  function repeat(name: string, intervalMs: number, work: () => Promise<void>): void {
    if (signal.aborted) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      start(name, () => work().finally(() => repeat(name, intervalMs, work)));
    }, intervalMs);
    timers.add(timer);
  }

  return {
    signal,
    start,
    repeat,
    close: async () => {
      controller.abort();
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running);
    },
  };
}
