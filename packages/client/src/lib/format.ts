import { formatters } from '../i18n/formatters.ts';
import { t } from '../i18n/index.ts';
import { currentLanguage } from '../i18n/shown.ts';

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
const DAY = { day: 'numeric', month: 'short' } as const;
const DAY_AND_YEAR = { ...DAY, year: 'numeric' } as const;
const FULL = { dateStyle: 'full', timeStyle: 'medium' } as const;

const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3600 },
  { unit: 'minute', seconds: 60 },
] as const;

/** “just now”, “3 min ago”, “in 2 hr”; after a week the date. `at`: ISO 8601, `now`: milliseconds. */
export function formatRelative(at: string, now: number): string {
  const seconds = Math.round((Date.parse(at) - now) / 1000);
  const distance = Math.abs(seconds);
  if (distance < 45) return seconds > 5 ? relative(seconds, 'second') : t.time.justNow;
  if (distance > 7 * 86_400) return formatDay(at, now);
  const step = UNITS.find((candidate) => distance >= candidate.seconds) ?? UNITS[2];
  const amount = Math.round(distance / step.seconds) * Math.sign(seconds);
  return relative(amount || Math.sign(seconds), step.unit);
}

function relative(amount: number, unit: Intl.RelativeTimeFormatUnit): string {
  const { locale } = currentLanguage();
  const options = { style: 'short', numeric: 'always' } as const;
  return unbroken(formatters.getRelativeTimeFormat(locale, options).format(amount, unit));
}

/** “14:31” today, “20 Nov, 14:31” otherwise. */
export function formatMoment(at: string, now: number): string {
  const isToday = new Date(at).toDateString() === new Date(now).toDateString();
  if (isToday) return formatClock(at);
  return unbroken(t.time.dayAndClock({ day: formatDay(at, now), clock: formatClock(at) }));
}

/** “14:31”. */
export function formatClock(at: string): string {
  return unbroken(dateIn(at, CLOCK));
}

/** “14:31”, for a time of every day, written as in a setting: `14:31`. */
export function formatTimeOfDay(time: string): string {
  const options = { ...CLOCK, timeZone: 'UTC' };
  return unbroken(dateIn(`1970-01-01T${time}Z`, options));
}

/** “20 Nov”, with the year when it is not this one. */
export function formatDay(at: string, now: number): string {
  const isThisYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return unbroken(dateIn(at, isThisYear ? DAY : DAY_AND_YEAR));
}

/** Not “30.” at the end of a line and “Nov.” on the next, nor “8” and “s”, nor “4” and “changed”. */
export function unbroken(text: string): string {
  return text.replaceAll(' ', '\u00a0');
}

/** Date and time in full. */
export function formatDateTime(at: string): string {
  return dateIn(at, FULL);
}

function dateIn(at: string, options: Intl.DateTimeFormatOptions): string {
  return formatters.getDateTimeFormat(currentLanguage().locale, options).format(new Date(at));
}

/** “1,284”. */
export function formatNumber(value: number): string {
  return formatters.getNumberFormat(currentLanguage().locale).format(value);
}

/** “45 s”, “3 min”, “1 h 20 min”. */
export function formatDuration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return unbroken(t.time.seconds({ count: whole }));
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return unbroken(t.time.minutes({ count: minutes }));
  const hours = unbroken(t.time.hours({ count: Math.floor(minutes / 60) }));
  const rest = minutes % 60;
  return rest === 0 ? hours : `${hours} ${unbroken(t.time.minutes({ count: rest }))}`;
}

/** “0.8 s”, with one digit after the point. */
export function formatSeconds(milliseconds: number): string {
  return unbroken(t.time.seconds({ count: Math.round(milliseconds / 100) / 10 }));
}

/** “Engineering, HR, Sales”: things beside each other. */
export function formatNames(names: readonly string[]): string {
  const options = { type: 'unit', style: 'short' } as const;
  return listed(names, options);
}

/** “a, b and c”. */
export function formatList(parts: readonly string[]): string {
  return listed(parts, { type: 'conjunction' });
}

const RIGHT_TO_LEFT_MARK = '\u200f';
const RIGHT_TO_LEFT_LETTER = /[\u0590-\u08ff\ufb1d-\ufefc]/;

/**
 * Where one writes from right to left, each part keeps its own direction (UAX 9, isolates), and the list has that
 * of the page also where it stands by itself: else the first part in Latin letters would turn all of it around.
 * The other way round, parts in Arabic letters beside each other would change places.
 */
function listed(parts: readonly string[], options: Intl.ListFormatOptions): string {
  const { locale, direction } = currentLanguage();
  const format = formatters.getListFormat(locale, options);
  const isLeftToRight = direction === 'ltr';
  if (isLeftToRight && !parts.some((part) => RIGHT_TO_LEFT_LETTER.test(part))) {
    return format.format(parts);
  }
  const list = format.format(parts.map((part) => `\u2068${part}\u2069`));
  return isLeftToRight ? list : RIGHT_TO_LEFT_MARK + list;
}

/** A name as it may stand in a text that is written from left to right; a build sees to those of the other direction. */
export function setApart(name: string): string {
  const mayTurn = currentLanguage().direction === 'ltr' && RIGHT_TO_LEFT_LETTER.test(name);
  return mayTurn ? `\u2068${name}\u2069` : name;
}

/** The name of a language by its code (ISO 639-1): “Turkish”. */
export function formatLanguage(code: string): string {
  const { locale } = currentLanguage();
  return formatters.getDisplayNames(locale, { type: 'language' }).of(code) ?? code;
}
