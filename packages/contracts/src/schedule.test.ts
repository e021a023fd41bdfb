import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SyncSchedule } from './schedule.ts';
import { findScheduleFault, wantedScheduleSchema } from './schedule-faults.ts';
import { nextSyncAt } from './schedule-runs.ts';

const BERLIN = 'Europe/Berlin';
const daily = (time: string, time_zone = BERLIN): SyncSchedule => ({
  type: 'daily',
  time,
  time_zone,
});
const cron = (expression: string, time_zone = BERLIN): SyncSchedule => ({
  type: 'cron',
  expression,
  time_zone,
});

describe('next run', () => {
  test.each<[string, SyncSchedule, string, string | null]>([
    ['hourly', { type: 'hourly' }, '2026-11-23T14:31:10Z', '2026-11-23T15:00:00Z'],
    ['hourly, on the hour', { type: 'hourly' }, '2026-11-23T15:00:00Z', '2026-11-23T16:00:00Z'],
    [
      'every 6 hours, begun with a delay',
      { type: 'every_hours', hours: 6 },
      '2026-11-23T14:00:04Z',
      '2026-11-23T20:00:00Z',
    ],
    ['daily, later today', daily('18:30'), '2026-11-23T12:00:00Z', '2026-11-23T17:30:00Z'],
    ['daily, tomorrow', daily('06:30'), '2026-11-23T12:00:00Z', '2026-11-24T05:30:00Z'],
    [
      'daily, over the date line',
      daily('06:30', 'Pacific/Auckland'),
      '2026-11-23T12:00:00Z',
      '2026-11-23T17:30:00Z',
    ],
    [
      'daily in a zone of half hours',
      daily('06:30', 'Asia/Kolkata'),
      '2026-11-23T12:00:00Z',
      '2026-11-24T01:00:00Z',
    ],
    // 29 March 2026: 02:00 becomes 03:00.
    ['in the gap', daily('02:30'), '2026-03-28T12:00:00Z', '2026-03-29T01:00:00Z'],
    ['the day after the gap', daily('02:30'), '2026-03-29T01:00:00Z', '2026-03-30T00:30:00Z'],
    ['the day of the gap, later', daily('06:30'), '2026-03-29T00:00:00Z', '2026-03-29T04:30:00Z'],
    // 25 October 2026: 03:00 becomes 02:00, so 02:30 comes twice.
    ['in the overlap: the first', daily('02:30'), '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z'],
    ['in the overlap: only once', daily('02:30'), '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
    ['between the two', daily('02:30'), '2026-10-25T01:00:00Z', '2026-10-26T01:30:00Z'],
    [
      'New York’s gap',
      daily('02:30', 'America/New_York'),
      '2026-03-08T00:00:00Z',
      '2026-03-08T07:00:00Z',
    ],
    [
      'a gap at midnight',
      daily('00:00', 'Africa/Cairo'),
      '2026-04-23T12:00:00Z',
      '2026-04-23T22:00:00Z',
    ],
    ['cron, weekdays', cron('0 6 * * 1-5'), '2026-11-20T12:00:00Z', '2026-11-23T05:00:00Z'],
    ['cron, last day', cron('0 6 L * *', 'UTC'), '2026-11-23T12:00:00Z', '2026-11-30T06:00:00Z'],
    ['cron, a leap day', cron('0 0 29 2 *', 'UTC'), '2026-11-23T12:00:00Z', '2028-02-29T00:00:00Z'],
    ['cron, never', cron('0 0 30 2 *'), '2026-11-23T12:00:00Z', null],
  ])('%s', (_name, schedule, now, expected) => {
    const next = nextSyncAt(schedule, new Date(now));
    expect(next).toEqual(expected === null ? null : new Date(expected));
  });

  test('every day of years with changes of the clocks has exactly one', () => {
    for (const zone of [BERLIN, 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo']) {
      const local = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
      const days: string[] = [];
      let now = new Date('2026-01-01T12:00:00Z');
      while (now < new Date('2027-12-31T00:00:00Z')) {
        now = nextSyncAt(daily('02:30', zone), now) ?? new Date(Number.NaN);
        days.push(local.format(now));
      }
      expect(new Set(days).size, zone).toBe(days.length);
      const first = Date.parse(days[0] ?? '');
      const last = Date.parse(days.at(-1) ?? '');
      expect(days.length, zone).toBe((last - first) / 86_400_000 + 1);
      expect(days.length, zone).toBeGreaterThan(720);
    }
  });
});

describe('after failures', () => {
  const at = new Date('2026-11-23T14:05:00Z');
  test.each([
    [0, '2026-11-23T15:00:00Z'],
    [1, '2026-11-23T16:00:00Z'],
    [2, '2026-11-23T18:00:00Z'],
    [3, '2026-11-23T22:00:00Z'],
    [4, '2026-11-24T06:00:00Z'],
    // 32 hours would be more than a day.
    [5, '2026-11-24T14:00:00Z'],
    [1_000, '2026-11-24T14:00:00Z'],
  ])('%i in a row, hourly', (failures, expected) => {
    expect(nextSyncAt({ type: 'hourly' }, at, { failures })).toEqual(new Date(expected));
  });

  test('a schedule of a day or more keeps its own moments', () => {
    const failures = 4;
    expect(nextSyncAt(daily('06:30'), at, { failures })).toEqual(new Date('2026-11-24T05:30:00Z'));
    expect(nextSyncAt(cron('0 6 * * 1', 'UTC'), at, { failures })).toEqual(
      new Date('2026-11-30T06:00:00Z'),
    );
    expect(nextSyncAt({ type: 'every_hours', hours: 168 }, at, { failures })).toEqual(
      new Date('2026-11-30T14:00:00Z'),
    );
  });

  test('is always later than now, and never earlier for more failures', () => {
    const schedules = fc.constantFrom<SyncSchedule>(
      { type: 'hourly' },
      { type: 'every_hours', hours: 5 },
      daily('02:30'),
      cron('*/15 * * * *'),
      cron('0 8-18/2 * * MON-FRI', 'America/New_York'),
    );
    const moments = fc.date({
      min: new Date('2026-01-01'),
      max: new Date('2029-01-01'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(schedules, moments, fc.nat(6), (schedule, now, failures) => {
        const next = nextSyncAt(schedule, now, { failures });
        const later = nextSyncAt(schedule, now, { failures: failures + 1 });
        expect(next?.getTime()).toBeGreaterThan(now.getTime());
        expect(later?.getTime()).toBeGreaterThanOrEqual(next?.getTime() ?? Number.NaN);
      }),
    );
  });
});

describe('what is taken', () => {
  test.each<[unknown, string | undefined]>([
    [{ type: 'hourly' }, undefined],
    [{ type: 'hourly', hours: 2 }, ''],
    [{ type: 'weekly' }, 'type'],
    [{ type: 'every_hours', hours: 6 }, undefined],
    [{ type: 'every_hours', hours: 1 }, 'hours'],
    [{ type: 'every_hours', hours: 1.5 }, 'hours'],
    [{ type: 'every_hours', hours: 169 }, 'hours'],
    [daily('06:30'), undefined],
    [daily('24:00'), 'time'],
    [daily('6:30'), 'time'],
    [daily('06:30', 'Mars/Olympus'), 'time_zone'],
    [daily('06:30', '+02:00'), 'time_zone'],
    [daily('06:30', ''), 'time_zone'],
    [cron('*/15 * * * *'), undefined],
    [cron('0 6 * * MON-FRI'), undefined],
    [cron('*/5 * * * *'), 'expression'],
    [cron('0,5 6 * * *'), 'expression'],
    [cron('55 23 * * *', 'UTC'), undefined],
    [cron('0 0 30 2 *'), 'expression'],
    [cron('0 0 6 * * *'), 'expression'],
    [cron('@daily'), 'expression'],
    [cron('? 6 * * *'), 'expression'],
    [cron('99 6 * * *'), 'expression'],
    [cron('0 6 * * *', 'Nowhere'), 'time_zone'],
  ])('%j', (schedule, path) => {
    const parsed = wantedScheduleSchema.safeParse(schedule);
    expect(parsed.error?.issues[0]?.path.join('.')).toBe(path);
  });

  test('the fault has a name', () => {
    expect(findScheduleFault({ type: 'cron', expression: '* * * * *', time_zone: 'UTC' })).toBe(
      'too_often',
    );
    expect(findScheduleFault({ type: 'daily', time: '06:30', time_zone: 'X' })).toBe(
      'unknown_time_zone',
    );
  });
});
