import { expect, test } from 'vitest';
import { quietHoursSchema, quietUntil } from './quiet-hours.ts';

const BERLIN = 'Europe/Berlin';
const NIGHT = { from: '22:00', to: '07:00', time_zone: BERLIN };
const until = (quiet: typeof NIGHT, now: string) =>
  quietUntil(quiet, new Date(now))?.toISOString() ?? null;

test.each([
  ['before they begin', '2026-11-23T20:59:59Z', null],
  ['from their first moment on', '2026-11-23T21:00:00Z', '2026-11-24T06:00:00.000Z'],
  ['after midnight', '2026-11-24T02:00:00Z', '2026-11-24T06:00:00.000Z'],
  ['at their end', '2026-11-24T06:00:00Z', null],
  ['while clocks are set forward', '2026-03-28T22:00:00Z', '2026-03-29T05:00:00.000Z'],
  ['while clocks are set back', '2026-10-24T21:00:00Z', '2026-10-25T06:00:00.000Z'],
])('over midnight, %s', (_, now, end) => {
  expect(until(NIGHT, now)).toBe(end);
});

test('within a day', () => {
  const noon = { from: '12:00', to: '13:30', time_zone: 'Asia/Kolkata' };
  expect(until(noon, '2026-11-23T06:30:00Z')).toBe('2026-11-23T08:00:00.000Z');
  expect(until(noon, '2026-11-23T08:00:00Z')).toBeNull();
  expect(until(noon, '2026-11-23T06:29:59Z')).toBeNull();
});

test('an end that clocks skip is the end of the gap; one that comes twice ends the hour that it is in', () => {
  const early = { from: '23:00', to: '02:30', time_zone: BERLIN };
  expect(until(early, '2026-03-29T00:30:00Z')).toBe('2026-03-29T01:00:00.000Z');
  expect(until(early, '2026-10-24T23:30:00Z')).toBe('2026-10-25T00:30:00.000Z');
  expect(until(early, '2026-10-25T01:15:00Z')).toBe('2026-10-25T01:30:00.000Z');
});

test.each([
  { ...NIGHT, to: '22:00' },
  { ...NIGHT, from: '24:00' },
  { ...NIGHT, from: '7:00' },
  { ...NIGHT, time_zone: 'Mars/Olympus' },
  { ...NIGHT, time_zone: '+02:00' },
  { ...NIGHT, more: true },
])('%j is refused', (quiet) => {
  expect(quietHoursSchema.safeParse(quiet).success).toBe(false);
});
