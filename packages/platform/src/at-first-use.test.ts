import { AsyncLocalStorage } from 'node:async_hooks';
import { expect, test } from 'vitest';
import { atFirstUse } from './at-first-use.ts';

test('loads once, for all who ask, and not before', async () => {
  let loads = 0;
  const part = atFirstUse(async () => {
    loads += 1;
    return { loads };
  });
  expect([loads, part.inUse()]).toEqual([0, undefined]);
  const [one, other] = await Promise.all([part(), part()]);
  expect([one === other, loads]).toEqual([true, 1]);
  expect(await part.inUse()).toBe(one);
});

test('tells each who waited that it failed, and tries again for the next', async () => {
  let loads = 0;
  const part = atFirstUse(async () => {
    loads += 1;
    if (loads === 1) throw new Error('not there');
    return 'there';
  });
  const asked = await Promise.allSettled([part(), part()]);
  expect(asked.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(part.inUse()).toBeUndefined();
  expect(await part()).toBe('there');
  expect(loads).toBe(2);
});

test('knows nothing of the request that was the first', async () => {
  const requests = new AsyncLocalStorage<string>();
  const part = atFirstUse(async () => requests.getStore());
  expect(await requests.run('the first', () => part())).toBeUndefined();
});
