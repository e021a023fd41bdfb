/**
 * Reads a `Retry-After` header: whole or broken seconds, or an HTTP date (RFC 9110 §10.2.3).
 * Milliseconds from `now`, more than 0. Undefined when absent, not understood, or not a time to
 * come: whoever answers “slow down” and “at once” has named no time, and gets one of ours.
 */
export function readRetryAfter(value: string | null, now: Date): number | undefined {
  if (value === null) return undefined;
  const milliseconds = millisecondsOf(value.trim(), now);
  return milliseconds !== undefined && milliseconds > 0 ? milliseconds : undefined;
}

function millisecondsOf(text: string, now: Date): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  if (!/[a-z]{3}/i.test(text)) return undefined;
  const at = Date.parse(text);
  return Number.isNaN(at) ? undefined : at - now.getTime();
}

/** In a verification somebody waits: longer than this nobody is kept for a source's sake. */
const LONGEST_SHORT_PAUSE_MS = 5_000;
const OWN_SHORT_PAUSE_MS = 1_000;

/**
 * The one pause that a verification grants a source which asks to slow down: as long as it says,
 * 1 s when it only says “at once”. Undefined where waiting makes no sense.
 */
export function shortPauseMs(
  answer: { status: number; headers: Headers },
  now: Date,
): number | undefined {
  const value = answer.headers.get('retry-after');
  if (answer.status !== 429 || value === null) return undefined;
  const asked = millisecondsOf(value.trim(), now);
  if (asked === undefined || asked > LONGEST_SHORT_PAUSE_MS) return undefined;
  return asked > 0 ? asked : OWN_SHORT_PAUSE_MS;
}

const BASE_MS = 500;
const LONGEST_BACKOFF_MS = 30_000;

/** Exponential backoff with full jitter over its upper half: 250–500 ms, 500–1000 ms, … */
export function backoffMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_BACKOFF_MS, BASE_MS * 2 ** attempt);
  return Math.round(full / 2 + (full / 2) * random());
}
