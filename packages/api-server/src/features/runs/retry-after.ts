/** Waiting time of a `Retry-After` (RFC 9110 §10.2.3: seconds or a date) in milliseconds; undefined for rubbish. */
export function readRetryAfter(value: string | null, now: Date): number | undefined {
  if (value === null) return undefined;
  const text = value.trim();
  if (/^\d{1,9}(\.\d+)?$/.test(text)) return Number(text) * 1000;
  // Only the form with a month's name: Date.parse also takes much that is no HTTP date.
  if (!/^[A-Z][a-z]{2,8},? \d{1,2}[ -][A-Z][a-z]{2}[ -]\d{2,4} [\d:]+ GMT$/.test(text))
    return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : Math.max(0, ms - now.getTime());
}
