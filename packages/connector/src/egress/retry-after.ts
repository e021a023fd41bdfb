/**
 * Reads a `Retry-After` header: whole or broken seconds, or an HTTP date (RFC 9110 §10.2.3).
 * Milliseconds from `now`, never negative; undefined when absent or not understood.
 */
export function readRetryAfter(value: string | null, now: Date): number | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  if (!/[a-z]{3}/i.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now.getTime());
}

const BASE_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;

/** Exponential backoff with full jitter over its upper half: 250–500 ms, 500–1000 ms, … */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_BACKOFF_MS, BASE_MS * 2 ** attempt);
  return Math.round(full / 2 + (full / 2) * random());
}
