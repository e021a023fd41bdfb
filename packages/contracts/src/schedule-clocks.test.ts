import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarSchedule } from './schedule.ts';
import { nextCalendarRuns } from './schedule-runs.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const HOURS = 12;

/** Zones whose clocks jump by one hour, half an hour or two, at midnight, by a day, or never. */
const CHANGES: [zone: string, year: number][] = [
  ['Europe/Berlin', 2026],
  ['America/New_York', 2026],
  ['Australia/Sydney', 2026],
  ['Australia/Lord_Howe', 2026],
  ['America/Sao_Paulo', 2018],
  ['Africa/Cairo', 2026],
  ['Africa/Casablanca', 2026],
  ['Antarctica/Troll', 2026],
  ['Pacific/Apia', 2011],
  ['Asia/Kathmandu', 1985],
];

const formatters = new Map<string, Intl.DateTimeFormat>();
/** What the clocks show, as a number to be counted with; by another format than the code uses. */
function shownAt(moment: number, zone: string): number {
  const format =
    formatters.get(zone) ??
    new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
  formatters.set(zone, format);
  return Date.parse(`${format.format(moment).replace(' ', 'T')}Z`);
}

type Timeline = { zone: string; from: number; shown: number[] };

/** Each minute around each change of the clocks: a day and more before it, and as much after. */
const timelines: Timeline[] = CHANGES.flatMap(([zone, year]) => {
  const changes: Timeline[] = [];
  const offsetAt = (moment: number) => shownAt(moment, zone) - moment;
  for (let day = Date.UTC(year, 0, 1); day < Date.UTC(year + 1, 0, 1); day += DAY) {
    if (offsetAt(day) === offsetAt(day + DAY)) continue;
    const from = day - HOURS * 60 * MINUTE;
    const minutes = Array.from(
      { length: 2 * HOURS * 60 + DAY / MINUTE },
      (_, index) => from + index * MINUTE,
    );
    changes.push({ zone, from, shown: minutes.map((moment) => shownAt(moment, zone)) });
  }
  return changes;
});

type Times = { minutes: number[]; hours: number[]; everyHour: boolean; text: string };

/** When the runs have to be, found out minute by minute. */
function expectedRuns({ from, shown }: Timeline, { minutes, hours, everyHour }: Times): number[] {
  const isMeant = (time: number) => {
    const date = new Date(time);
    return minutes.includes(date.getUTCMinutes()) && hours.includes(date.getUTCHours());
  };
  const runs: number[] = [];
  let latest = shown[0] ?? 0;
  shown.forEach((time, index) => {
    if (index === 0) return;
    const before = shown[index - 1] ?? 0;
    let isRun = isMeant(time) && (everyHour || time > latest);
    if (!everyHour) {
      for (let skipped = before + MINUTE; skipped < time; skipped += MINUTE) {
        isRun ||= isMeant(skipped) && skipped > latest;
      }
    }
    if (isRun) runs.push(from + index * MINUTE);
    latest = Math.max(latest, time);
  });
  return runs;
}

const sorted = (numbers: number[]) => [...numbers].toSorted((a, b) => a - b);
const minutes = fc.uniqueArray(fc.constantFrom(0, 5, 15, 30, 45, 59), {
  minLength: 1,
  maxLength: 4,
});
const someHours = fc.uniqueArray(fc.integer({ min: 0, max: 23 }), { minLength: 1, maxLength: 5 });
const all = Array.from({ length: 24 }, (_, hour) => hour);
const times: fc.Arbitrary<Times> = fc.oneof(
  fc.record({ minutes, hours: someHours }).map((given) => ({
    ...given,
    everyHour: false,
    text: `${sorted(given.minutes)} ${sorted(given.hours)} * * *`,
  })),
  fc.record({ minutes, step: fc.constantFrom(2, 3, 6) }).map(({ step, ...given }) => ({
    ...given,
    hours: all.filter((hour) => hour % step === 0),
    everyHour: false,
    text: `${sorted(given.minutes)} */${step} * * *`,
  })),
  fc.record({ minutes, hours: fc.constantFrom('*', '0-23', '*/1') }).map(({ hours, ...given }) => ({
    ...given,
    hours: all,
    everyHour: true,
    text: `${sorted(given.minutes)} ${hours} * * *`,
  })),
);

test('the zones have changes of every kind', () => {
  const jumps = timelines.map(({ shown, from }) => {
    const offsets = [
      (shown[0] ?? 0) - from,
      (shown.at(-1) ?? 0) - from - (shown.length - 1) * MINUTE,
    ];
    return ((offsets[1] ?? 0) - (offsets[0] ?? 0)) / MINUTE;
  });
  expect(new Set(jumps)).toEqual(new Set([60, -60, 30, -30, 120, -120, 15, 1_440]));
});

test('every local time is run once, a skipped one at the end of the gap, whatever the zone and the list', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...timelines),
      times,
      fc.nat(HOURS * 60),
      (timeline, given, start) => {
        const { zone, from, shown } = timeline;
        // Asked at any moment before or amid the change, and after each run.
        const schedule = { type: 'cron' as const, expression: given.text, time_zone: zone };
        const askedAt = from + start * MINUTE;
        const expected = expectedRuns(timeline, given).filter((run) => run > askedAt);
        const end = from + shown.length * MINUTE;
        const runs: number[] = [];
        let now = askedAt;
        for (;;) {
          const [next] = nextCalendarRuns(schedule, { from: new Date(now), count: 1 });
          if (next === undefined || next.getTime() >= end) break;
          now = next.getTime();
          runs.push(now);
        }
        expect(runs.map((run) => new Date(run).toISOString())).toEqual(
          expected.map((run) => new Date(run).toISOString()),
        );
        // All at once gives the same as one after the other.
        const atOnce = nextCalendarRuns(schedule, { from: new Date(askedAt), count: runs.length });
        expect(atOnce.map(Number)).toEqual(runs);
      },
    ),
    { numRuns: 80 },
  );
}, 60_000);

describe('by example', () => {
  const runsOf = (schedule: CalendarSchedule, from: string, until: string) =>
    nextCalendarRuns(schedule, { from: new Date(from), count: 60 })
      .map((run) => run.toISOString().slice(5, 16))
      .filter((run) => run < until);
  const berlin = (expression: string): CalendarSchedule => ({
    type: 'cron',
    expression,
    time_zone: 'Europe/Berlin',
  });

  test.each([
    ['0 2,14 * * *', ['03-29T01:00', '03-29T12:00']],
    ['0,30 2 * * *', ['03-29T01:00']],
    ['0 2,3 * * *', ['03-29T01:00']],
    ['0 */2 * * 0', ['03-28T23:00', '03-29T01:00', '03-29T02:00', '03-29T04:00']],
    ['*/30 * * * *', ['03-28T23:00', '03-28T23:30', '03-29T00:00', '03-29T00:30', '03-29T01:00']],
  ])('Berlin in March, when 02:00 becomes 03:00: %s', (expression, expected) => {
    const runs = runsOf(berlin(expression), '2026-03-28T22:45:00Z', '03-29T20');
    expect(runs.slice(0, expected.length)).toEqual(expected);
    if (expected.length < 3) expect(runs).toEqual(expected);
  });

  test.each([
    ['0 2,14 * * *', ['10-25T00:00', '10-25T13:00']],
    ['0,30 2 * * *', ['10-25T00:00', '10-25T00:30']],
    ['0 */2 * * 0', ['10-24T22:00', '10-25T00:00', '10-25T03:00']],
    ['*/30 2 * * *', ['10-25T00:00', '10-25T00:30']],
    [
      '*/30 * * * *',
      [
        '10-24T22:00',
        '10-24T22:30',
        '10-24T23:00',
        '10-24T23:30',
        '10-25T00:00',
        '10-25T00:30',
        '10-25T01:00',
        '10-25T01:30',
        '10-25T02:00',
      ],
    ],
  ])('Berlin in October, when 03:00 becomes 02:00: %s', (expression, expected) => {
    const runs = runsOf(berlin(expression), '2026-10-24T21:45:00Z', '10-25T20');
    expect(runs.slice(0, expected.length)).toEqual(expected);
    if (expected.length < 3) expect(runs).toEqual(expected);
  });
});
