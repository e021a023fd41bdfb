import { expect, test } from 'vitest';
import { readRateWindows, secondsToWait } from './rate-headers.ts';

const wait = (limit: string, remaining: string, reset: string) =>
  secondsToWait(
    readRateWindows(
      new Headers({
        'x-ratelimit-limit': limit,
        'x-ratelimit-remaining': remaining,
        'x-ratelimit-reset': reset,
      }),
    ),
  );

test('a limit of 0 is none, and not one that is used up', () => {
  expect(wait('50, 0', '49, 0', '1, 1419704')).toBe(0);
  expect(wait('1, 2000', '0, 1999', '1, 1419704')).toBe(1);
  expect(wait('1, 2000', '1, 0', '1, 1419704')).toBe(1_419_704);
  expect(secondsToWait(readRateWindows(new Headers()))).toBe(0);
  expect(wait('rubbish', 'x', 'y')).toBe(0);
});
