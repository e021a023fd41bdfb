import { z } from 'zod';
import { endOfGap, isTimeZone, localTimeAt, momentsOf } from './local-time.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const timeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day like 22:00');

/** A part of each day, by the clocks of a zone (an IANA name); it may go over midnight. */
export const quietHoursSchema = z
  .strictObject({
    from: timeOfDay,
    to: timeOfDay,
    time_zone: z.string().max(64).refine(isTimeZone, 'is not a time zone, like Europe/Berlin'),
  })
  .refine(({ from, to }) => from !== to, { path: ['to'], error: 'must differ from the beginning' });
export type QuietHours = z.output<typeof quietHoursSchema>;

/**
 * When the quiet hours end that `now` is in; null where it is in none. An end that a change of the
 * clocks skips is the first moment after the gap; one that comes twice is the next of both.
 *
 * @throws RangeError for a zone that this machine does not know
 */
export function quietUntil({ from, to, time_zone: zone }: QuietHours, now: Date): Date | null {
  const local = localTimeAt(now.getTime(), zone);
  const midnight = Math.floor(local / DAY_MS) * DAY_MS;
  const [begin, end] = [midnight + minutesOf(from), midnight + minutesOf(to)];
  const isOverMidnight = begin > end;
  const isQuiet = isOverMidnight ? local >= begin || local < end : local >= begin && local < end;
  if (!isQuiet) return null;
  const localEnd = isOverMidnight && local >= begin ? end + DAY_MS : end;
  const next = momentsOf(localEnd, zone).find((moment) => moment > now.getTime());
  return new Date(next ?? endOfGap(localEnd, zone));
}

function minutesOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return (hours * 60 + minutes) * MINUTE_MS;
}
