import { expect, test } from 'vitest';
import { retryDelaySeconds } from './retry-delay.ts';

test('attempts are further and further apart, up to a day, and no sooner than was wished', () => {
  const middle = () => 0.5;
  const delays = Array.from({ length: 12 }, (_, at) =>
    retryDelaySeconds(at + 1, undefined, middle),
  );
  expect(delays).toEqual(delays.toSorted((one, other) => one - other));
  expect([delays[0], delays.at(-1)]).toEqual([5, 86_400]);
  expect(retryDelaySeconds(1, '120', middle)).toBe(120);
  expect(retryDelaySeconds(1, '999999', middle)).toBe(3_600);
  expect(retryDelaySeconds(1, 'tomorrow', middle)).toBe(5);
});
