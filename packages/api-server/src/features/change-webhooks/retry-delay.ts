/**
 * Seconds to the next attempt after so many in a row that failed, as Standard Webhooks recommends:
 * soon at first, then up to a day apart. (https://github.com/standard-webhooks/standard-webhooks)
 */
const DELAYS_SECONDS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400] as const;
/** Receivers that come back together are not all called at once. */
const SPREAD = 0.1;
const LONGEST_WISH_SECONDS = 3_600;

/** @param wish what the receiver said in `Retry-After`; counts where it is longer, up to an hour */
export function retryDelaySeconds(
  attempts: number,
  wish: string | undefined,
  chance: () => number = Math.random,
): number {
  const at = Math.min(Math.max(attempts, 1), DELAYS_SECONDS.length) - 1;
  const delay = (DELAYS_SECONDS[at] ?? 0) * (1 + SPREAD * (2 * chance() - 1));
  const wished = wish !== undefined && /^\d{1,9}$/.test(wish) ? Number(wish) : 0;
  return Math.max(delay, Math.min(wished, LONGEST_WISH_SECONDS));
}
