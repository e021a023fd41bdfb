import {
  type DataSourceConnection,
  findScheduleFault,
  MAX_SCHEDULE_HOURS,
  nextSyncAt,
  type SyncSchedule,
} from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { formatTimeOfDay } from '../../lib/format.ts';

const texts = t.schedule;

export const SCHEDULE_TYPES = ['manual', 'hourly', 'every_hours', 'daily', 'cron'] as const;
export type ScheduleType = (typeof SCHEDULE_TYPES)[number];

/** What the form holds: the fields of all kinds, so that none is lost by looking at another. */
export type ScheduleDraft = {
  type: ScheduleType;
  hours: string;
  time: string;
  timeZone: string;
  expression: string;
};

export type ScheduleField = Exclude<keyof ScheduleDraft, 'type'>;
export type ReadSchedule =
  | { schedule: SyncSchedule | null; fault?: undefined }
  | { fault: { field: ScheduleField; message: string } };

/** The form's values for what is stored; what is not stored begins with what most people want. */
export function draftOf(schedule: SyncSchedule | null, timeZone = ownTimeZone()): ScheduleDraft {
  return {
    type: schedule?.type ?? 'manual',
    hours: schedule?.type === 'every_hours' ? String(schedule.hours) : '6',
    time: schedule?.type === 'daily' ? schedule.time : '06:00',
    expression: schedule?.type === 'cron' ? schedule.expression : '0 6 * * 1-5',
    timeZone: schedule !== null && 'time_zone' in schedule ? schedule.time_zone : timeZone,
  };
}

/**
 * What the form of a connection begins with: what is stored, or, where nobody has saved anything yet, once a day
 * while people sleep.
 */
export function draftFor(
  { id, enabled, sync_schedule: stored }: DataSourceConnection,
  timeZone = ownTimeZone(),
): ScheduleDraft {
  const draft = draftOf(stored, timeZone);
  if (stored?.type === 'daily') return draft;
  const type = stored === null && !enabled ? 'daily' : draft.type;
  return { ...draft, type, time: quietTime(id) };
}

const FIRST_QUIET_MINUTE = 60;
const QUIET_MINUTES = 240;

/** Between one and five at night, another minute for each connection, so that not all begin at once. */
function quietTime(id: string): string {
  let spread = 0;
  for (let at = 0; at < id.length; at += 1)
    spread = (spread * 31 + id.charCodeAt(at)) % QUIET_MINUTES;
  const minute = FIRST_QUIET_MINUTE + spread;
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return `${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}`;
}

/** The schedule that a draft stands for, or the field that is in the way. */
export function readDraft(draft: ScheduleDraft): ReadSchedule {
  switch (draft.type) {
    case 'manual':
      return { schedule: null };
    case 'hourly':
      return { schedule: { type: 'hourly' } };
    case 'every_hours':
      return readHours(draft.hours);
    case 'daily':
      if (!/^\d\d:\d\d$/.test(draft.time)) {
        return { fault: { field: 'time', message: texts.errors.time } };
      }
      return readCalendar({ type: 'daily', time: draft.time, time_zone: draft.timeZone });
    case 'cron': {
      const expression = draft.expression.trim().replaceAll(/\s+/g, ' ');
      return readCalendar({ type: 'cron', expression, time_zone: draft.timeZone });
    }
  }
}

function readHours(typed: string): ReadSchedule {
  const hours = Number(typed);
  if (!Number.isInteger(hours) || hours < 1 || hours > MAX_SCHEDULE_HOURS) {
    return { fault: { field: 'hours', message: texts.errors.hours({ max: MAX_SCHEDULE_HOURS }) } };
  }
  return { schedule: hours === 1 ? { type: 'hourly' } : { type: 'every_hours', hours } };
}

function readCalendar(schedule: Extract<SyncSchedule, { time_zone: string }>): ReadSchedule {
  if (schedule.type === 'cron' && !/^[^?@+]+$/.test(schedule.expression)) {
    return { fault: { field: 'expression', message: texts.errors.unreadable } };
  }
  const fault = findScheduleFault(schedule);
  if (fault === undefined) return { schedule };
  const field = fault === 'unknown_time_zone' ? 'timeZone' : 'expression';
  return { fault: { field, message: texts.errors[fault] } };
}

/** A schedule in words, as short as can be. */
export function scheduleInWords(schedule: SyncSchedule | null): string {
  switch (schedule?.type) {
    case undefined:
      return texts.words.manual;
    case 'hourly':
      return texts.words.hourly;
    case 'every_hours':
      return texts.words.everyHours({ hours: schedule.hours });
    case 'daily':
      return texts.words.daily({
        time: formatTimeOfDay(schedule.time),
        zone: zoneInWords(schedule.time_zone),
      });
    case 'cron':
      return texts.words.cron({
        expression: schedule.expression,
        zone: zoneInWords(schedule.time_zone),
      });
  }
}

/** When the next sync would start if this were saved now (milliseconds); null for never. */
export function previewNext(
  schedule: SyncSchedule | null,
  connection: Pick<DataSourceConnection, 'sync_failures'>,
  now: number,
): string | null {
  if (schedule === null) return null;
  const failures = connection.sync_failures;
  return nextSyncAt(schedule, new Date(now), { failures })?.toISOString() ?? null;
}

/** “America/New York”. */
export function zoneInWords(zone: string): string {
  return zone.replaceAll('_', ' ');
}

/** The zone that this browser is in. */
export function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}

/** The zones to choose from: `first` on top, then all by name. */
export function timeZones(first: readonly string[]): string[] {
  return [...new Set([...first, 'UTC', ...Intl.supportedValuesOf('timeZone')])];
}
