import type { AccessSummary } from '@rita/contracts';
import { expect, test } from 'vitest';
import { accessAge, isFirstReading } from './access-age.ts';

const READ_AT = '2026-11-28T12:00:00.000Z';
const hoursLater = (hours: number) => Date.parse(READ_AT) + hours * 3_600_000;
const summary = (people_read_at?: string | null) =>
  ({ ...(people_read_at === undefined ? {} : { people_read_at }) }) as AccessSummary;
const read = { last_checked_at: READ_AT, summary: summary(READ_AT) };

test.each([
  [0, 'fresh'],
  [17.9, 'fresh'],
  [18, 'ageing'],
  [23.9, 'ageing'],
  [24, 'stale'],
  [1000, 'stale'],
] as const)('%d hours after the people were read it is %s, of 24', (hours, kind) => {
  expect(accessAge(read, { limitHours: 24, now: hoursLater(hours) }).kind).toBe(kind);
});

test('its end is told while it is counted down', () => {
  expect(accessAge(read, { limitHours: 24, now: hoursLater(20) })).toEqual({
    kind: 'ageing',
    readAt: READ_AT,
    staleAt: hoursLater(24),
  });
});

test('people that a later reading did not come to the end of are as old as they were', () => {
  const later = '2026-11-29T11:00:00.000Z';
  const partial = { last_checked_at: later, summary: summary(READ_AT) };
  expect(accessAge(partial, { limitHours: 24, now: hoursLater(25) }).kind).toBe('stale');
});

test('a reading that knows nobody is none, and a connector that says less is believed', () => {
  const now = hoursLater(1);
  const nobody = { last_checked_at: READ_AT, summary: summary(null) };
  expect(accessAge(nobody, { limitHours: 24, now })).toEqual({ kind: 'never' });
  expect(accessAge({ last_checked_at: null, summary: null }, { limitHours: 24, now }).kind).toBe(
    'never',
  );
  const older = { last_checked_at: READ_AT, summary: summary() };
  expect(accessAge(older, { limitHours: undefined, now: hoursLater(1000) })).toEqual({
    kind: 'fresh',
    readAt: READ_AT,
  });
});

test('permissions are being read for the first time only where something has asked for that', () => {
  const untouched = { status: 'idle', last_ended_at: null, next_check_at: null } as const;
  expect(isFirstReading(untouched)).toBe(false);
  expect(isFirstReading({ ...untouched, next_check_at: READ_AT })).toBe(true);
  expect(isFirstReading({ ...untouched, status: 'checking' })).toBe(true);
  const failed = { ...untouched, last_ended_at: READ_AT, next_check_at: READ_AT };
  expect(isFirstReading(failed)).toBe(false);
});
