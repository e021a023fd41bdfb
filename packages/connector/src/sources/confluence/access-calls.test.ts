import { afterAll, describe, expect, test } from 'vitest';
import { createAccessModel } from '../testing/access-model.ts';
import { readAccess } from './read-access.ts';
import { inProcess } from './test-in-process.ts';
import { addressOf, smallWorld, USERS } from './test-world.ts';
import { openRun, runSync, sampleServers } from './testing.ts';

const { start, closeAll } = sampleServers();
afterAll(closeAll);

/** What does not grow with them weighs more the fewer there are: with 20,000 the share is smaller. */
const PAGES = 5_000;

/** Many pages below fifty others, of which each tenth is restricted. */
function bigWorld() {
  const site = smallWorld();
  const model = site.content.find(({ id }) => id === '11');
  if (!model) throw new Error('no page');
  for (let index = 0; index < PAGES; index += 1) {
    const isAbove = index < 50;
    const users = [{ accountId: 'u1', name: 'Person u1' }];
    site.content.push({
      ...model,
      id: String(1_000_000 + index),
      title: `Page ${index}`,
      parentId: isAbove ? '10' : String(1_000_000 + (index % 50)),
      readers: isAbove && index % 10 === 0 ? { users, groups: ['g1'] } : null,
    });
  }
  return site;
}

describe.each(['cloud', 'data_center'] as const)('at %s', (edition) => {
  test('a reading of thousands of pages makes at most 3 % of the calls of a full sync', async () => {
    const sample = await start({ edition, content: bigWorld(), switches: { largestLimit: 100 } });
    const { calls } = sample.controls;
    const through = inProcess(sample);
    const model = createAccessModel();
    const full = await runSync(sample, { through });
    expect(full.error).toBeUndefined();
    expect(full.documents).toHaveLength(PAGES + 7);
    model.applySync(full);
    const before = calls.length;
    const people = USERS.map((id) => ({ personId: id, addresses: [addressOf(id)] }));
    const { error } = await model.read(readAccess, () => openRun(sample, { through }), { people });
    expect(error).toBeUndefined();
    expect(calls.length - before).toBeLessThanOrEqual(before * 0.03);
    expect(model.finds(people[1] ?? { personId: '', addresses: [] }, '1000100', new Date())).toBe(
      true,
    );
    expect(model.finds(people[2] ?? { personId: '', addresses: [] }, '1000100', new Date())).toBe(
      false,
    );
  }, 180_000);
});
