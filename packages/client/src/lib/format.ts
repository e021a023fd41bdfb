const LOCALE = 'en-GB';
const relative = new Intl.RelativeTimeFormat(LOCALE, { style: 'short', numeric: 'always' });
const clock = new Intl.DateTimeFormat(LOCALE, { hour: '2-digit', minute: '2-digit' });
const day = new Intl.DateTimeFormat(LOCALE, { day: 'numeric', month: 'short' });
const dayAndYear = new Intl.DateTimeFormat(LOCALE, {
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});
const full = new Intl.DateTimeFormat(LOCALE, { dateStyle: 'full', timeStyle: 'medium' });
const number = new Intl.NumberFormat('en-US');

const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** “just now”, “3 min ago”, “in 2 hr”; after a week the date. `at`: ISO 8601, `now`: milliseconds. */
export function formatRelative(at: string, now: number): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 45) return seconds > 5 ? relative.format(seconds, 'second') : 'just now';
  if (distance > 7 * 86_400) return formatDay(at, now);
  const step = UNITS.find((candidate) => distance >= candidate.seconds) ?? UNITS[2];
  const amount = Math.round(distance / step.seconds) * Math.sign(seconds);
  return relative.format(amount || Math.sign(seconds), step.unit);
}

/** “14:31” today, “20 Nov, 14:31” otherwise. */
export function formatMoment(at: string, now: number): string {
  const date = new Date(at);
  if (date.toDateString() === new Date(now).toDateString()) return clock.format(date);
  return `${formatDay(at, now)}, ${clock.format(date)}`;
}

/** “20 Nov”, with the year when it is not this one. */
export function formatDay(at: string, now: number): string {
  const date = new Date(at);
  const isThisYear = date.getFullYear() === new Date(now).getFullYear();
  return (isThisYear ? day : dayAndYear).format(date);
}

/** Date and time in full. */
export function formatDateTime(at: string): string {
  return full.format(new Date(at));
}

/** “1,284”. */
export function formatNumber(value: number): string {
  return number.format(value);
}

/** “45 s”, “3 min”, “1 h 20 min”. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${Math.floor(minutes / 60)} h` : `${Math.floor(minutes / 60)} h ${rest} min`;
}
