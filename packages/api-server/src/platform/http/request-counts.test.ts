import { expect, test } from 'vitest';
import { type AddRequests, createRequestCounts } from './request-counts.ts';

const LIMIT = 200;
const STEP = LIMIT / 20;

/** A store of one minute that never ends, with how often it was asked. */
function createStore() {
  const attempts = new Map<string, number>();
  const asked: number[] = [];
  const add: AddRequests = async (key, requests) => {
    asked.push(requests);
    attempts.set(key, (attempts.get(key) ?? 0) + requests);
    return { attempts: attempts.get(key) ?? 0, seconds: 60 };
  };
  return { add, asked };
}

test('processes count together, and may be over by what none of them has told yet', async () => {
  const store = createStore();
  const processes = [1, 2, 3].map(() => createRequestCounts(store.add));
  let answered = 0;
  for (let turn = 0; turn < 3 * LIMIT; turn += 1) {
    const counts = processes[turn % 3];
    if (counts && counts.count('key', LIMIT).current <= LIMIT) answered += 1;
    await Promise.resolve();
  }
  expect(answered).toBeGreaterThanOrEqual(LIMIT);
  expect(answered).toBeLessThanOrEqual(LIMIT + 3 * STEP);
});

test('one process is exact, and asks the store once for each part of the limit, a flood no more', async () => {
  const store = createStore();
  const counts = createRequestCounts(store.add);
  const seen: number[] = [];
  for (let turn = 0; turn < 10 * LIMIT; turn += 1) {
    seen.push(counts.count('key', LIMIT).current);
    await Promise.resolve();
    await Promise.resolve();
  }
  expect(seen).toEqual(Array.from({ length: 10 * LIMIT }, (_, turn) => turn + 1));
  expect(store.asked.length).toBeLessThanOrEqual(LIMIT / STEP + 1);
});

test('keys are apart, and a minute ends', () => {
  let now = 0;
  const counts = createRequestCounts(createStore().add, () => now);
  expect(counts.count('one', LIMIT)).toEqual({ current: 1, ttl: 60_000 });
  now = 59_000;
  expect(counts.count('one', LIMIT)).toEqual({ current: 2, ttl: 1_000 });
  expect(counts.count('other', LIMIT)).toEqual({ current: 1, ttl: 60_000 });
  now = 60_000;
  expect(counts.count('one', LIMIT)).toEqual({ current: 1, ttl: 60_000 });
});

test('without the store each process counts alone', async () => {
  const counts = createRequestCounts(async () => {
    throw new Error('away');
  });
  let current = 0;
  for (let turn = 0; turn < LIMIT; turn += 1) {
    ({ current } = counts.count('key', LIMIT));
    await Promise.resolve();
  }
  expect(current).toBe(LIMIT);
});
