import { Cron } from 'croner';
import { endOfGap, localTimeAt, momentsOf } from './local-time.ts';
import type { CalendarSchedule, SyncSchedule } from './schedule.ts';

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
  const runs: Date[] = [];
  for (const moment of momentsAfter(schedule, from.getTime())) {
    runs.push(new Date(moment));
    if (runs.length === count) break;
  }
  return runs;
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

/**
 * Every run after a moment. The expression is read as if in UTC, which never sets its clocks, and
 * what it gives are local times; each is then looked up in the zone.
 */
function* momentsAfter(schedule: CalendarSchedule, from: number): Generator<number> {
  const { time_zone: zone } = schedule;
  const expression = expressionOf(schedule);
  const isRealTime = namesEveryHour(expression);
  const find = isRealTime ? inRealTime(zone) : onceInTheDay(zone);
  const start = isRealTime ? beforeItComesAgain(from, zone) : localTimeAt(from, zone);
  let last = from;
  for (const localTime of localTimesAfter(expression, start)) {
    for (const moment of find(localTime)) {
      if (moment <= last) continue;
      last = moment;
      yield moment;
    }
  }
}

/** A local time that a change of the clocks skips counts as the end of the gap; one that comes twice, once. */
function onceInTheDay(zone: string) {
  return (localTime: number): number[] => {
    const [first] = momentsOf(localTime, zone);
    return [first ?? endOfGap(localTime, zone)];
  };
}

/**
 * Where every hour is meant, an hour that comes twice is two hours, and one that is skipped is none.
 * The second of each waits until the first of all that come twice were told.
 */
function inRealTime(zone: string) {
  let waiting: number[] = [];
  return (localTime: number): number[] => {
    const [first, second] = momentsOf(localTime, zone);
    if (first === undefined) return [];
    const due = waiting.filter((moment) => moment < first);
    waiting = waiting.filter((moment) => moment > first);
    if (second !== undefined) waiting.push(second);
    return [...due, first];
  };
}

/** In an hour that will come again, all local times of it are still to come. */
function beforeItComesAgain(moment: number, zone: string): number {
  const localTime = localTimeAt(moment, zone);
  const [first = moment, second = moment] = momentsOf(localTime, zone);
  return second > moment ? localTime - (second - first) : localTime;
}

/** By an offset, for a zone, and be it UTC, is looked up through Intl at every step. */
function* localTimesAfter(expression: string, localTime: number): Generator<number> {
  const job = new Cron(expression, { utcOffset: 0, mode: '5-part' });
  for (let next = job.nextRun(new Date(localTime)); next !== null; next = job.nextRun(next)) {
    yield next.getTime();
  }
}

/** Whether the hours are all of them, however they are written: `*`, `0-23`, a step of one. */
function namesEveryHour(expression: string): boolean {
  const [, hours = ''] = expression.split(/ +/);
  if (hours === '*') return true;
  const runs = localTimesAfter(`0 ${hours} * * *`, -1);
  for (let hour = 0; hour < 24; hour += 1) {
    if (runs.next().value !== hour * HOUR_MS) return false;
  }
  return true;
}

function expressionOf(schedule: CalendarSchedule): string {
  if (schedule.type === 'cron') return schedule.expression;
  const [hour, minute] = schedule.time.split(':').map(Number);
  return `${minute} ${hour} * * *`;
}
