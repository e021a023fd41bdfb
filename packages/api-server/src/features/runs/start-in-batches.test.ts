import { setImmediate as nextTurn } from 'node:timers/promises';
import { silentLog } from '@rita/platform/log';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Background, openBackground } from '../../platform/background.ts';
import { startInBatches } from './start-in-batches.ts';

let background: Background;
let answer: PromiseWithResolvers<void>;

beforeEach(() => {
  background = openBackground(silentLog);
  answer = Promise.withResolvers();
});

afterEach(async () => {
  answer.resolve();
  await background.close();
});

/** Batches of two, of `total` deliveries. */
function batchesOf(total: number, send: () => Promise<void>) {
  const begun = { batches: 0, deliveries: 0 };
  const beginBatch = async () => {
    const size = Math.min(2, total - begun.deliveries);
    begun.batches += 1;
    begun.deliveries += size;
    return { deliveries: Array.from({ length: size }, () => send), isFull: size === 2 };
  };
  return { begun, beginBatch };
}

test.each([
  [0, 1],
  [1, 1],
  [2, 2],
  [7, 4],
])('of %i that are due all are sent, in %i batches', async (total, batches) => {
  let sent = 0;
  const { begun, beginBatch } = batchesOf(total, async () => {
    sent += 1;
  });
  expect(await startInBatches(background, beginBatch)).toBe(total);
  await background.close();
  expect([begun.batches, sent]).toEqual([batches, total]);
});

test('what fails to be sent ends nothing: the next batch begins', async () => {
  const { begun, beginBatch } = batchesOf(5, async () => {
    throw new Error('no answer');
  });
  expect(await startInBatches(background, beginBatch)).toBe(5);
  expect(begun.batches).toBe(3);
});

test('a connector that does not answer in time is not given another batch', async () => {
  const { begun, beginBatch } = batchesOf(100, () => answer.promise);
  expect(await startInBatches(background, beginBatch, 50)).toBe(2);
  expect(begun.batches).toBe(1);
});

test('nothing begins once the process is asked to end', async () => {
  await background.close();
  const { begun, beginBatch } = batchesOf(4, async () => {});
  expect(await startInBatches(background, beginBatch)).toBe(0);
  expect(begun.batches).toBe(0);
});

test('what is left when the time is up is left to the next sweep', async () => {
  const { begun, beginBatch } = batchesOf(20_000, () => nextTurn());
  const first = await startInBatches(background, beginBatch, 1);
  expect(first).toBeLessThan(20_000);
  expect(first + (await startInBatches(background, beginBatch, 60_000))).toBe(20_000);
  expect(begun.deliveries).toBe(20_000);
});
