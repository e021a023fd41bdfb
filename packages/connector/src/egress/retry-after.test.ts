import { expect, test } from 'vitest';
import { backoffMs, readRetryAfter } from './retry-after.ts';

const now = new Date('2026-11-23T12:00:00Z');

test.each([
  ['2', 2000],
  ['0.25', 250],
  ['3600', 3_600_000],
  ['Mon, 23 Nov 2026 12:00:30 GMT', 30_000],
  ['Mon, 23 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  ['-5', undefined],
  ['', undefined],
  [null, undefined],
])('Retry-After %s', (value, expected) => {
  expect(readRetryAfter(value, now)).toBe(expected);
});

test('the backoff grows, has jitter and is bounded', () => {
  expect(backoffMs(0, () => 0)).toBe(250);
  expect(backoffMs(0, () => 1)).toBe(500);
  expect(backoffMs(30, () => 1)).toBe(30_000);
});
