import { expect, test } from 'vitest';
import type { Sources } from './freshness.ts';
import { keepSources } from './keep-sources.ts';

test('sources are read once a second for an organization, and again where that failed', async () => {
  const asked: string[] = [];
  let isAway = false;
  let now = 0;
  const read = keepSources(
    async (organizationId) => {
      asked.push(organizationId);
      if (isAway) throw new Error('away');
      return new Map([[String(asked.length), {}]]) as unknown as Sources;
    },
    { keptMs: 1_000, now: () => now },
  );
  const first = await read('a');
  now = 999;
  expect(await read('a')).toBe(first);
  expect(await read('b')).not.toBe(first);
  now = 1_000;
  expect(await read('a')).not.toBe(first);
  expect(asked).toEqual(['a', 'b', 'a']);

  now = 5_000;
  isAway = true;
  await expect(read('a')).rejects.toThrow('away');
  isAway = false;
  expect((await read('a')).size).toBe(1);
});
