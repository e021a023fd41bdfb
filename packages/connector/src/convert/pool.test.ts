import { zipSync } from 'fflate';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import type { ConversionLimits } from './limits.ts';
import { type ConversionPool, openConversionPool } from './pool.ts';
import { buildPdf } from './testing/build-pdf.ts';

// Threads start slowly on a machine that is busy with other things.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 });

const bytes = (text: string) => new TextEncoder().encode(text);
const never = new AbortController().signal;

const pools: ConversionPool[] = [];
function open(limits: Partial<ConversionLimits>): ConversionPool {
  const pool = openConversionPool({ workers: 2, ...limits });
  pools.push(pool);
  return pool;
}
afterEach(async () => {
  for (const pool of pools.splice(0)) await pool.close();
});

/** With the usual limits, for all tests that need no others: a thread takes a second to start. */
const usual = openConversionPool({ workers: 2 });
afterAll(() => usual.close());

/** Takes longer than any limit that a test sets: sheets and rows of it are cheap to write. */
const longText = `<p>${'word '.repeat(1_500_000)}</p>`;

test.each(['docx', 'pptx', 'xlsx', 'pdf'])(
  'a damaged %s is called so, and the next file is read',
  async (kind) => {
    const convert = usual.for('a', never);
    const damaged = convert('file', { bytes: bytes('rubbish'), name: `x.${kind}` });
    await expect(damaged).rejects.toMatchObject({
      code: 'upstream_error',
      message: expect.stringContaining('damaged'),
    });
    expect(await convert('file', { bytes: bytes('fine'), name: 'x.txt' })).toBe('fine');
  },
);

test('an archive that would unpack to very much is refused', async () => {
  const large = zipSync({ 'xl/workbook.xml': [new Uint8Array(49 * 1024 * 1024), { level: 1 }] });
  expect(large.length).toBeLessThan(1024 * 1024);
  const archive = usual.for('a', never)('file', { bytes: large, name: 'x.xlsx' });
  await expect(archive).rejects.toMatchObject({
    code: 'upstream_error',
    message: expect.stringContaining('unpacks to more'),
  });
});

test('a text that takes too long fails alone; those behind it are read', async () => {
  // Short ones take less also where a thread has to wait for its turn.
  const convert = open({ textMs: 250 }).for('a', never);
  const slow = convert('html', { text: longText.repeat(4) });
  const rest = Promise.all(['1', '2', '3'].map((text) => convert('text', { text })));
  await expect(slow).rejects.toMatchObject({ code: 'timeout' });
  expect(await rest).toEqual(['1', '2', '3']);
});

test('a text that takes too much memory fails alone', async () => {
  const convert = open({ heapMb: 64, textMs: 60_000 }).for('a', never);
  const text = '<p>'.repeat(2_000_000);
  const large = convert('html', { text });
  const rest = Promise.all(['1', '2', '3'].map((text) => convert('text', { text })));
  await expect(large).rejects.toMatchObject({
    code: 'upstream_error',
    message: expect.stringContaining('memory'),
  });
  expect(await rest).toEqual(['1', '2', '3']);
});

test('whoever has ten thousand documents waiting holds nobody else up', async () => {
  const pool = open({ waiting: 20_000 });
  // A thread needs a while to start; this is about what follows.
  await Promise.all(['a', 'b'].map((tenant) => pool.for(tenant, never)('text', { text: 'x' })));
  const answered: string[] = [];
  const ask = async (tenant: string, text: string) => {
    await pool.for(tenant, never)('text', { text });
    answered.push(tenant);
  };
  const many = Array.from({ length: 10_000 }, () => ask('many', 'word'));
  await many[0];
  await Promise.all(['one', 'two', 'three'].map((tenant) => ask(tenant, 'x')));
  // They came when all of the ten thousand were waiting, less what is given to threads ahead.
  expect(answered.length).toBeLessThan(1_000);
  await Promise.all(many);
  expect(answered).toHaveLength(10_003);
});

test('one organization never has all threads', async () => {
  const pool = open({ workers: 2, textMs: 60_000 });
  const stop = new AbortController();
  const slow = Array.from({ length: 4 }, () =>
    pool.for('slow', stop.signal)('html', { text: longText }),
  );
  const isOver = Promise.race(slow).then(() => 'slow');
  const other = pool
    .for('other', never)('text', { text: 'x' })
    .then(() => 'other');
  expect(await Promise.race([isOver, other])).toBe('other');
  stop.abort(new Error('enough'));
  const ends = await Promise.allSettled(slow);
  expect(ends.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
});

test('more than may wait is refused, and what a stop leaves is not waited for', async () => {
  const pool = open({ waiting: 2, textMs: 60_000 });
  const stop = new AbortController();
  const convert = pool.for('a', stop.signal);
  const texts = Array.from({ length: 40 }, () => convert('html', { text: longText }));
  const ends = Promise.allSettled(texts);
  stop.abort(new Error('stopped'));
  const reasons = (await ends).map((end) => (end.status === 'rejected' ? end.reason.message : ''));
  expect(reasons).toContain('stopped');
  expect(reasons).toContain('Too many documents wait to be read at once.');
});

test('a PDF whose drawings take more memory than is allowed is read without them', async () => {
  const row = (y: number) => [50, 300].map((x) => ({ text: `Cell ${x}`, x, y }));
  const ways = Array.from({ length: 500_000 }, (_, at) => `${at % 9} ${at % 7} l`).join('\n');
  const file = buildPdf([[...row(100), ...row(120)]], { before: `0 0 m ${ways} S\n` });
  const convert = open({ memoryMb: 80 }).for('a', never);
  expect(await convert('file', { bytes: file, name: 'x.pdf' })).toContain('| Cell 50 | Cell 300 |');
});
