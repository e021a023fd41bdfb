import { expect, test } from 'vitest';
import { createLimiter } from './batches.ts';
import { createPatience, failsAlone } from './fails-alone.ts';
import { SourceError } from './source.ts';
import { createListWatch, UnprovenList } from './unproven-list.ts';

test('what is the source’s own fails with it, anything else alone, and a bug of ours never', () => {
  const codes = ['upstream_error', 'not_found', 'insufficient_permissions', 'timeout'] as const;
  for (const code of codes) expect(failsAlone(new SourceError(code, ''))).toBe(true);
  expect(failsAlone(new UnprovenList(''))).toBe(true);
  for (const code of ['invalid_credentials', 'rate_limited', 'unreachable'] as const) {
    expect(failsAlone(new SourceError(code, ''))).toBe(false);
  }
  expect(failsAlone(new TypeError('x'))).toBe(false);
});

test('patience ends with fifty in a row, or nine that hang, and begins anew with each that is read', () => {
  const odd = new SourceError('upstream_error', 'odd');
  const slow = new SourceError('timeout', 'slow');
  const patience = createPatience();
  for (let count = 0; count < 50; count += 1) patience.failed(odd);
  patience.succeeded();
  for (let count = 0; count < 50; count += 1) patience.failed(odd);
  expect(() => patience.failed(odd)).toThrow('odd');
  patience.succeeded();
  for (let count = 0; count < 8; count += 1) patience.failed(slow);
  expect(() => patience.failed(slow)).toThrow('slow');
});

test('a list may be empty for a while and repeat itself, but not for ever', () => {
  const watch = createListWatch();
  expect(watch(['1', '2'])).toBe(true);
  for (let count = 0; count < 20; count += 1) expect(watch(['2'])).toBe(false);
  expect(watch(['3'])).toBe(true);
  for (let count = 0; count < 20; count += 1) watch([]);
  expect(() => watch([])).toThrow(UnprovenList);
});

test('works begin in their order, so many at a time, and none after one has failed', async () => {
  const limited = createLimiter(2);
  const begun: number[] = [];
  const gates = [0, 1, 2, 3].map(() => Promise.withResolvers<void>());
  const works = gates.map(({ promise }, at) =>
    limited(() => {
      begun.push(at);
      return promise;
    }),
  );
  const settled = Promise.allSettled(works);
  expect(begun).toEqual([0, 1]);
  gates[1]?.resolve();
  await works[1];
  await Promise.resolve();
  expect(begun).toEqual([0, 1, 2]);
  gates[2]?.reject(new Error('no'));
  await expect(works[2]).rejects.toThrow('no');
  gates[0]?.resolve();
  const ends = (await settled).map(({ status }) => status);
  expect(ends).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected']);
  expect(begun).toEqual([0, 1, 2]);
});
