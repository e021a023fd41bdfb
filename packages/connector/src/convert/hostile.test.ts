import { afterAll, expect, test } from 'vitest';
import { ConversionError } from './conversion-error.ts';
import { openConversionPool } from './pool.ts';
import { hostileDocuments } from './testing/hostile-documents.ts';

const MB = 1024 * 1024;
const THREADS = 3;
const MOST_CHARACTERS = 2_300_000;
const LONGEST_BLOCK_MS = 200;
const MOST_PER_THREAD = 256 * MB;

const pool = openConversionPool({ workers: THREADS, textMs: 3_000, fileMs: 3_000 });
afterAll(() => pool.close());
const never = new AbortController().signal;

/**
 * Looks, every few milliseconds, at what this thread has worked since the last time: as long as
 * that stays short, whoever else wants something of the process gets it. Processor time, for a
 * machine that is busy with other things holds a thread up without its doing.
 */
function watchThread() {
  let longest = 0;
  let before = process.threadCpuUsage();
  let rss = process.memoryUsage.rss();
  const look = () => {
    const { user, system } = process.threadCpuUsage(before);
    longest = Math.max(longest, (user + system) / 1_000);
    rss = Math.max(rss, process.memoryUsage.rss());
    before = process.threadCpuUsage();
  };
  const timer = setInterval(look, 5);
  return () => {
    look();
    clearInterval(timer);
    return { longest, rss };
  };
}

test('documents of every kind, of any size and depth, fail alone and hold nothing else up', async () => {
  const documents = hostileDocuments(0.1);
  expect(documents.length).toBeGreaterThanOrEqual(60);
  const before = process.memoryUsage.rss();
  const stop = watchThread();
  const ends = await Promise.allSettled(
    documents.map(({ kind, input }, index) =>
      pool.for(`tenant ${index % 5}`, never)(kind, input as never),
    ),
  );
  const { longest, rss } = stop();
  for (const [index, end] of ends.entries()) {
    const what = documents[index]?.what;
    if (end.status === 'rejected') expect(end.reason, what).toBeInstanceOf(ConversionError);
    else expect(JSON.stringify(end.value).length, what).toBeLessThan(MOST_CHARACTERS * 2);
  }
  expect(longest).toBeLessThan(LONGEST_BLOCK_MS);
  expect(rss - before).toBeLessThan(THREADS * MOST_PER_THREAD);
  expect(await pool.for('next', never)('text', { text: 'fine' })).toBe('fine');
}, 180_000);
