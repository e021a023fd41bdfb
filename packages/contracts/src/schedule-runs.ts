import { Cron } from 'croner';
import type { SyncSchedule } from './schedule.ts';

/** Those that follow a calendar, so that a change of the clocks matters. */
export type CalendarSchedule = Extract<SyncSchedule, { time_zone: string }>;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** More than a day's worth of the closest runs that are allowed. */
const MAX_DOUBLINGS = 7;

/**
 * The moment of the next sync after `now`. Each failure in a row doubles the distance: the second
 * of the coming runs after one failure, the fourth after two, and so on; but none that is more
 * than a day away unless the schedule itself has nothing earlier.
 *
 * @returns null when the schedule has no run any more
 */
export function nextSyncAt(
  schedule: SyncSchedule,
  now: Date,
  { failures = 0 }: { failures?: number } = {},
): Date | null {
  const steps = 2 ** Math.min(Math.max(failures, 0), MAX_DOUBLINGS);
  const runs = nextRuns(schedule, { from: now, count: steps });
  const latest = now.getTime() + DAY_MS;
  return runs.findLast((run) => run.getTime() <= latest) ?? runs[0] ?? null;
}

/** The coming runs of a schedule of the calendar, after `from`. Throws for an expression that is none. */
export function nextCalendarRuns(
  schedule: CalendarSchedule,
  { from, count }: { from: Date; count: number },
): Date[] {
  const job = new Cron(expressionOf(schedule), { timezone: schedule.time_zone, mode: '5-part' });
  return job.nextRuns(count, from);
}

function nextRuns(schedule: SyncSchedule, given: { from: Date; count: number }): Date[] {
  if (schedule.type === 'daily' || schedule.type === 'cron') {
    return nextCalendarRuns(schedule, given);
  }
  const hours = schedule.type === 'hourly' ? 1 : schedule.hours;
  const thisHour = Math.floor(given.from.getTime() / HOUR_MS) * HOUR_MS;
  return Array.from(
    { length: given.count },
    (_, index) => new Date(thisHour + (index + 1) * hours * HOUR_MS),
  );
}

function expressionOf(schedule: CalendarSchedule): string {
  if (schedule.type === 'cron') return schedule.expression;
  const [hour, minute] = schedule.time.split(':').map(Number);
  return `${minute} ${hour} * * *`;
}
