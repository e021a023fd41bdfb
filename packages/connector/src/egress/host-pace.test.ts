import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createHostPace } from './host-pace.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a pause that a host asked for is not made shorter by what it told another call', async () => {
  const pace = createHostPace({ perSecond: 50, burst: 50 });
  const { signal } = new AbortController();
  const host = 'source.example';
  pace.pause(host, 60_000);
  pace.pause(host, 1_000);
  let hasTurn = false;
  const turn = pace.takeTurn({ host, signal, heedsPauses: true }).then(() => {
    hasTurn = true;
  });
  await vi.advanceTimersByTimeAsync(59_000);
  expect(hasTurn).toBe(false);
  await vi.advanceTimersByTimeAsync(1_000);
  await turn;
  // Whoever waits for the answer of a check is not kept for that.
  pace.pause(host, 60_000);
  await pace.takeTurn({ host, signal, heedsPauses: false });
});
