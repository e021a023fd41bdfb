/** Keeps the rate of calls to each host of this process, and the pauses that a host asked for. */
export type HostPace = {
  /**
   * Resolves when the next call to the host may go out; rejects when aborted. A call of a
   * verification does not heed pauses: somebody waits for its answer, and it is only a few.
   */
  takeTurn: (turn: { host: string; signal: AbortSignal; heedsPauses: boolean }) => Promise<void>;
  /** Nobody calls the host for that long, or for as long as another call was asked to wait. */
  pause: (host: string, milliseconds: number) => void;
};

/** A bucket of `burst` calls for each host, refilled `perSecond`. */
export function createHostPace(options: { perSecond: number; burst: number }): HostPace {
  const intervalMs = 1000 / options.perSecond;
  const slack = intervalMs * options.burst;
  // Time at which the next call would go out if all were evenly spaced (a “leaky bucket” as a meter).
  const nextAt = new Map<string, number>();
  const pausedUntil = new Map<string, number>();

  return {
    takeTurn: async ({ host, signal, heedsPauses }) => {
      const now = performance.now();
      const at = Math.max(nextAt.get(host) ?? 0, now - slack);
      nextAt.set(host, at + intervalMs);
      const pausedTill = heedsPauses ? (pausedUntil.get(host) ?? 0) : 0;
      const waitMs = Math.max(at, pausedTill) - now;
      if (waitMs > 0) await pauseFor(waitMs, signal);
    },
    pause: (host, milliseconds) => {
      const until = performance.now() + milliseconds;
      pausedUntil.set(host, Math.max(until, pausedUntil.get(host) ?? 0));
    },
  };
}

/** Waits, but not longer than until the signal is aborted; then it throws the signal's reason. */
export function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason);
      return;
    }
    const onAbort = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
