import { type SampleConfluence, startSampleConfluence } from '@rita/sample-sources';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAccessModel } from '../testing/access-model.ts';
import { readAccess } from './read-access.ts';
import { type Change, change } from './test-histories.ts';
import { inProcess } from './test-in-process.ts';
import { addressOf, STORED, smallWorld, USERS } from './test-world.ts';
import { openRun, runSync } from './testing.ts';

const HISTORIES = 250;
const NOW = new Date('2026-11-28T12:00:00Z');
const people = USERS.map((id) => ({ personId: id, addresses: [addressOf(id)] }));
type Counted = { verdicts: number; allowed: number; mirrored: number };

/**
 * Random histories of permissions, roles, restrictions, moves, groups and people at the sample, read
 * through the driver into the connector's rules. After each reading, each person finds what the
 * sample itself says that they may open, and nothing else.
 */
describe.each(['cloud', 'data_center'] as const)('at %s', (edition) => {
  let sample: SampleConfluence;
  beforeAll(async () => {
    sample = await startSampleConfluence({ edition, content: smallWorld() });
  });
  afterAll(() => sample.close());

  const open = () => openRun(sample, { through: inProcess(sample), now: () => NOW });

  /** Whether the product can know what the sample does: not where somebody has another's address for a name. */
  const isMirrored = (personId: string) => {
    const { users } = sample.controls.site;
    const own = users.find(({ accountId }) => accountId === personId);
    const named = users.some(({ name }) => name === own?.address);
    return edition === 'data_center' || own?.showsAddress === true || !named;
  };

  function judge(model: ReturnType<typeof createAccessModel>, counted: Counted): string[] {
    const wrong: string[] = [];
    for (const person of people) {
      const address = person.addresses[0] ?? '';
      const isExact = isMirrored(person.personId);
      for (const id of STORED) {
        const may = sample.controls.mayOpen({ address }, id);
        const found = model.finds(person, id, NOW);
        counted.verdicts += 1;
        counted.allowed += found ? 1 : 0;
        counted.mirrored += isExact ? 1 : 0;
        if (found && !may) wrong.push(`${person.personId} finds ${id}`);
        if (isExact && may && !found) wrong.push(`${person.personId} does not find ${id}`);
      }
    }
    return wrong;
  }

  async function perform(steps: readonly (readonly Change[])[], counted: Counted) {
    Object.assign(sample.controls.site, smallWorld());
    const model = createAccessModel();
    for (const id of STORED) model.documents.set(id, { kind: 'nobody', reason: 'not_read' });
    for (const changes of [[], ...steps]) {
      for (const { make } of changes) make(sample);
      const { error, end } = await model.read(readAccess, open, { people });
      expect(error).toBeUndefined();
      expect(end).toMatchObject({ people: true, documents: true });
      expect(judge(model, counted)).toEqual([]);
    }
  }

  test('nobody finds more than they can open, or less', async () => {
    const counted: Counted = { verdicts: 0, allowed: 0, mirrored: 0 };
    const history = fc.array(fc.array(change, { minLength: 1, maxLength: 6 }), {
      minLength: 1,
      maxLength: 4,
    });
    await fc.assert(
      fc.asyncProperty(history, (steps) => perform(steps, counted)),
      { numRuns: HISTORIES },
    );
    expect(counted.verdicts).toBeGreaterThan(10_000);
    expect(counted.allowed / counted.verdicts).toBeGreaterThan(0.1);
    expect(counted.mirrored / counted.verdicts).toBeGreaterThan(0.8);
  }, 120_000);

  test('a sync says of each document what a reading says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 8 }), async (changes) => {
        Object.assign(sample.controls.site, smallWorld());
        for (const { make } of changes) make(sample);
        const synced = createAccessModel();
        const settings = { attachments: true };
        synced.applySync(await runSync(sample, { settings, through: inProcess(sample) }));
        const before = new Map(synced.documents);
        await synced.read(readAccess, open, { people });
        expect(synced.documents).toEqual(before);
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});
