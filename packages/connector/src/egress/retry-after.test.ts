import { expect, test } from 'vitest';
import { backoffMs, readRetryAfter, shortPauseMs } from './retry-after.ts';

const now = new Date('2026-11-23T12:00:00Z');

test.each([
  ['2', 2000],
  ['0.25', 250],
  ['3600', 3_600_000],
  ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
  ['0', undefined],
  ['0.0', undefined],
  ['Mon, 23 Nov 2026 11:00:00 GMT', undefined],
  ['soon', undefined],
  ['-5', undefined],
  ['', undefined],
  [null, undefined],
])('Retry-After %s', (value, expected) => {
  expect(readRetryAfter(value, now)).toBe(expected);
});

test.each([
  [429, '2', 2000],
  [429, '0', 1000],
  [429, 'Mon, 23 Nov 2026 11:00:00 GMT', 1000],
  [429, '30', undefined],
  [429, 'soon', undefined],
  [429, null, undefined],
  [503, '2', undefined],
])('a verification that is answered %i with Retry-After %s waits %s', (status, value, expected) => {
  const headers = new Headers(value === null ? {} : { 'retry-after': value });
  expect(shortPauseMs({ status, headers }, now)).toBe(expected);
});

test('the backoff grows, has jitter and is bounded', () => {
  expect(backoffMs(0, () => 0)).toBe(250);
  expect(backoffMs(0, () => 1)).toBe(500);
  expect(backoffMs(30, () => 1)).toBe(30_000);
});
