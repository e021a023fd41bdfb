import { Worker } from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import { CONVERSION_LIMITS } from './limits.ts';
import { createWatch } from './watch-document.ts';

vi.setConfig({ testTimeout: 60_000 });

const workers: Worker[] = [];
afterEach(async () => {
  for (const worker of workers.splice(0)) await worker.terminate();
});

/** A thread that does what `code` says for as long as it lives. */
function run(code: string): Worker {
  const worker = new Worker(code, { eval: true });
  workers.push(worker);
  return worker;
}

function watched(worker: Worker, longestMs: number, patienceMs: number): Promise<string> {
  return new Promise((resolve) => {
    const watch = createWatch(worker, CONVERSION_LIMITS, (breach) => {
      watch.stop();
      resolve(breach);
    });
    watch.start({ longestMs, patienceMs, bytes: 0 });
  });
}

const BUSY = 'for (;;) Math.random();';
const WAITS = 'setInterval(() => {}, 1_000);';

test('a thread that works for longer than it may is told of, whatever the clock says', async () => {
  expect(await watched(run(BUSY), 100, 10_000_000)).toBe('time');
});

test('a thread that is held up takes none of its time; only patience with it ends', async () => {
  const begun = performance.now();
  expect(await watched(run(WAITS), 200, 1_500)).toBe('time');
  expect(performance.now() - begun).toBeGreaterThanOrEqual(1_490);
});

test('what one document took does not count for the next', async () => {
  const begun = performance.now();
  const breach = await new Promise((resolve) => {
    const watch = createWatch(run(BUSY), CONVERSION_LIMITS, (what) => {
      watch.stop();
      resolve(what);
    });
    watch.start({ longestMs: 100, patienceMs: 10_000_000, bytes: 0 });
    watch.start({ patienceMs: 1_500, bytes: 0 });
  });
  expect(breach).toBe('time');
  expect(performance.now() - begun).toBeGreaterThanOrEqual(1_490);
});
