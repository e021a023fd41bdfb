import { afterEach, expect, test } from 'vitest';
import { endOfDay, startOfDay } from './local-days.ts';

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test.each([
  ['Europe/Berlin', '2026-11-29', '2026-11-28T23:00:00.000Z', '2026-11-29T23:00:00.000Z'],
  // The clocks change on these days: one has 23 hours, the other 25.
  ['Europe/Berlin', '2026-03-29', '2026-03-28T23:00:00.000Z', '2026-03-29T22:00:00.000Z'],
  ['Europe/Berlin', '2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  // Here the clocks go from midnight to one o’clock.
  ['Asia/Beirut', '2026-03-29', '2026-03-28T22:00:00.000Z', '2026-03-29T21:00:00.000Z'],
  ['America/Los_Angeles', '2026-12-31', '2026-12-31T08:00:00.000Z', '2027-01-01T08:00:00.000Z'],
  ['Pacific/Kiritimati', '2024-02-28', '2024-02-27T10:00:00.000Z', '2024-02-28T10:00:00.000Z'],
  ['UTC', '0099-12-31', '0099-12-31T00:00:00.000Z', '0100-01-01T00:00:00.000Z'],
])('in %s, %s goes from %s to %s', (name, day, from, until) => {
  process.env.TZ = name;
  expect([startOfDay(day), endOfDay(day)]).toEqual([from, until]);
});
