import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inBatches } from './in-batches.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('the first is passed on at once, what follows it together, in its order', () => {
  const passed: (readonly number[])[] = [];
  const batches = inBatches<number>(100, (items) => passed.push(items));
  for (const item of [1, 2, 3]) batches.add(item);
  expect(passed).toEqual([[1]]);
  vi.advanceTimersByTime(100);
  expect(passed).toEqual([[1], [2, 3]]);
  batches.add(4);
  vi.advanceTimersByTime(100);
  expect(passed.at(-1)).toEqual([4]);
});

test('after a pause the next one is a first one again', () => {
  const passed: (readonly number[])[] = [];
  const batches = inBatches<number>(100, (items) => passed.push(items));
  batches.add(1);
  vi.advanceTimersByTime(100);
  batches.add(2);
  expect(passed).toEqual([[1], [2]]);
});

test('what waits when it is stopped is forgotten', () => {
  const passed: (readonly number[])[] = [];
  const batches = inBatches<number>(100, (items) => passed.push(items));
  for (const item of [1, 2]) batches.add(item);
  batches.stop();
  vi.advanceTimersByTime(1000);
  expect(passed).toEqual([[1]]);
});
