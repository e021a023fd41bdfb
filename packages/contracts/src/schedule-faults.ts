import { isTimeZone } from './local-time.ts';
import { type CalendarSchedule, syncScheduleSchema } from './schedule.ts';
import { nextCalendarRuns } from './schedule-runs.ts';

/** Two runs of a cron schedule may not be closer than this. */
export const MIN_CRON_MINUTES = 15;

/** The same as asked for: also the zone must exist here, and the runs come at all and not too often. */
export const wantedScheduleSchema = syncScheduleSchema.superRefine((schedule, context) => {
  if (schedule.type !== 'daily' && schedule.type !== 'cron') return;
  const fault = findScheduleFault(schedule);
  if (fault === undefined) return;
  const { path, message } = SCHEDULE_FAULTS[fault];
  context.addIssue({ code: 'custom', path: [path], message });
});

export type ScheduleFault = 'unknown_time_zone' | 'unreadable' | 'never' | 'too_often';

const SCHEDULE_FAULTS = {
  unknown_time_zone: { path: 'time_zone', message: 'is not a time zone, like Europe/Berlin' },
  unreadable: { path: 'expression', message: 'cannot be read as cron' },
  never: { path: 'expression', message: 'never comes' },
  too_often: {
    path: 'expression',
    message: `comes more often than every ${MIN_CRON_MINUTES} minutes`,
  },
} as const satisfies Record<ScheduleFault, { path: string; message: string }>;

/** Enough to see the shortest gap of a day, where runs are this close. */
const LOOKED_AT = (24 * 60) / MIN_CRON_MINUTES + 2;
/** A Monday; from here the first gaps do not depend on when somebody asks. */
const LOOKED_AT_FROM = new Date('2027-01-04T00:00:00Z');

/** Why a schedule of the calendar cannot be kept, or undefined when it can. */
export function findScheduleFault(schedule: CalendarSchedule): ScheduleFault | undefined {
  if (!isTimeZone(schedule.time_zone)) return 'unknown_time_zone';
  if (schedule.type === 'daily') return undefined;
  try {
    const runs = nextCalendarRuns(schedule, { from: LOOKED_AT_FROM, count: LOOKED_AT });
    if (runs.length === 0) return 'never';
    const isTooOften = runs.some((run, index) => {
      const next = runs[index + 1];
      return next !== undefined && next.getTime() - run.getTime() < MIN_CRON_MINUTES * 60_000;
    });
    return isTooOften ? 'too_often' : undefined;
  } catch {
    return 'unreadable';
  }
}
