import { type SampleServiceNow, startSampleServiceNow } from '@rita/sample-sources';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type AccessModel, createAccessModel } from '../testing/access-model.ts';
import { foundBy, readHere } from './test-reading.ts';
import { setTrouble, type Trouble, troubles, withTrouble } from './test-troubles.ts';
import { addressOf, articleIdOf, toInstance } from './test-world-rows.ts';
import {
  ARTICLES,
  type Change,
  changes,
  isAdministrator,
  isMirrored,
  PEOPLE,
  type World,
  worlds,
} from './test-worlds.ts';

/** As many histories as make some twenty thousand verdicts of every kind. */
const HISTORIES = 180;
const people = Array.from({ length: PEOPLE }, (_, index) => addressOf(index));
const stored = Array.from({ length: ARTICLES }, (_, index) => articleIdOf(index));

let sample: SampleServiceNow;
beforeAll(async () => {
  sample = await startSampleServiceNow({ content: { tables: {} } });
});
afterAll(() => sample.close());

type Counted = { verdicts: number; mirrored: number; allowed: number };

/** Reads once, and holds what everybody finds against what the instance itself lets them open. */
async function check(
  model: AccessModel,
  { world, trouble }: { world: World; trouble: Trouble },
  counted: Counted,
): Promise<string[]> {
  sample.controls.instance.tables = toInstance(world).tables;
  setTrouble(sample, trouble);
  const { end } = await readHere(model, sample, { people, through: withTrouble(trouble) });
  if (trouble.kind !== 'failing' && !end?.people) return ['people were not read'];
  // What failed for a while keeps what was known before, of which nothing is asserted here.
  if (!end?.people) return [];
  const wrong: string[] = [];
  for (let person = 0; person < PEOPLE; person += 1) {
    const found = foundBy(model, addressOf(person));
    for (const [article, id] of stored.entries()) {
      const may = sample.mayOpen(addressOf(person), id);
      const isExact =
        trouble.kind === 'none' && isMirrored(world, article) && !isAdministrator(world, person);
      counted.verdicts += 1;
      counted.mirrored += isExact ? 1 : 0;
      counted.allowed += found.has(id) ? 1 : 0;
      const what = `person ${person}, article ${article}, ${JSON.stringify(trouble)}`;
      if (found.has(id) && !may) wrong.push(`leak: ${what}`);
      if (isExact && may && !found.has(id)) wrong.push(`loss: ${what}`);
    }
  }
  return wrong;
}

it('nobody finds more than the instance shows them, nor less of what can be known', async () => {
  const counted: Counted = { verdicts: 0, mirrored: 0, allowed: 0 };
  const step = fc.tuple(changes, troubles);
  const history = fc.array(step, { minLength: 1, maxLength: 4 });
  const property = fc.asyncProperty(worlds, history, async (start, steps) => {
    const model = createAccessModel(stored);
    const wrong = await check(model, { world: start, trouble: { kind: 'none' } }, counted);
    let world = start;
    for (const [made, trouble] of steps) {
      world = made.reduce((now, one: Change) => one(now), world);
      wrong.push(...(await check(model, { world, trouble }, counted)));
    }
    expect(wrong).toEqual([]);
  });
  await fc.assert(property, { numRuns: HISTORIES });
  // The random worlds are no use where everything, or nothing, is open or unknowable.
  expect(counted.verdicts).toBeGreaterThan(20_000);
  expect(counted.mirrored / counted.verdicts).toBeGreaterThan(0.15);
  expect(counted.allowed / counted.verdicts).toBeGreaterThan(0.1);
}, 120_000);
