import { expect, test } from 'vitest';
import { startSampleSources } from './start-sample-sources.ts';

test('comes back at the address it had, and elsewhere only when that is taken', async () => {
  const first = await startSampleSources();
  const second = await startSampleSources(first.ports);
  expect(second.ports.confluence).not.toBe(first.ports.confluence);
  await first.close();
  await second.close();
  const third = await startSampleSources(first.ports);
  expect(third.ports).toEqual(first.ports);
  expect(third.listing[0]?.settings.url).toContain(`:${first.ports.confluence}`);
  // Where files and the people's own pages come from too, or none could be read.
  expect(third.origins).toHaveLength(7);
  await third.close();
});
