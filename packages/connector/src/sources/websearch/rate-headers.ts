/** One window of a rate limit, as Brave tells it: `limit` calls in `windowSeconds`. */
export type RateWindow = {
  limit: number;
  remaining: number;
  resetSeconds: number;
};

/**
 * Reads Brave's lists, one entry for each window (`X-RateLimit-Limit: 1, 2000`). A window with
 * the limit 0 is not limited, so its `remaining: 0` says nothing; it is left out.
 */
export function readRateWindows(headers: Headers): RateWindow[] {
  const limits = numbersOf(headers.get('x-ratelimit-limit'));
  const remaining = numbersOf(headers.get('x-ratelimit-remaining'));
  const resets = numbersOf(headers.get('x-ratelimit-reset'));
  return limits.flatMap((limit, index) => {
    const left = remaining[index];
    const resetSeconds = resets[index];
    if (!limit || left === undefined || resetSeconds === undefined) return [];
    return [{ limit, remaining: left, resetSeconds }];
  });
}

/** Seconds until all windows have room again; 0 when they have. */
export function secondsToWait(windows: readonly RateWindow[]): number {
  const used = windows.filter(({ remaining }) => remaining <= 0);
  return Math.max(0, ...used.map(({ resetSeconds }) => resetSeconds));
}

function numbersOf(list: string | null): number[] {
  return (list ?? '').split(',').map((part) => Number.parseFloat(part));
}
