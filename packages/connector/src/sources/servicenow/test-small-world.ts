import type { SampleServiceNow } from '@rita/sample-sources';
import { createAccessModel } from '../testing/access-model.ts';
import { foundBy, readHere } from './test-reading.ts';
import { setTrouble, type Trouble } from './test-troubles.ts';
import { addressOf, articleIdOf, toInstance } from './test-world-rows.ts';
import { PEOPLE, type World, type WorldArticle } from './test-worlds.ts';

/** Changes the world that it is given. */
export type ChangeInPlace = (world: World) => void;

export const [OWNER, DESK, EMPLOYED, PLAIN, OUTSIDER] = [0, 1, 2, 3, 4];
/** Criteria by number: one person, one group, a company, and those that are odd. */
export const [ONLY_PLAIN, IN_GROUP, FROM_OUTSIDE, SCRIPT, EMPTY, OFF] = [0, 1, 2, 3, 4, 5];
export const [ITIL, KNOWLEDGE, INTERNAL, ELEVATED] = [0, 1, 2, 3];
const criterion = (lists: World['criteria'][number]['lists'], more = {}) => ({
  lists,
  matchAll: false,
  isScripted: false,
  isActive: true,
  ...more,
});

/** One base that the employed and the plain person read, with one article for all its readers. */
function startWorld(): World {
  return {
    people: Array.from({ length: PEOPLE }, (_, number) => ({
      state: 'open',
      address: null,
      places: [number === OUTSIDER ? 1 : 0, 0, 0],
    })),
    groups: [
      { isActive: true, parent: null, members: [EMPLOYED] },
      { isActive: true, parent: 0, members: [PLAIN] },
    ],
    roles: [
      { holders: [DESK], state: 'active' },
      { holders: [], state: 'active' },
      { holders: [DESK, EMPLOYED, PLAIN], state: 'active' },
      { holders: [], state: 'active' },
      { holders: [], state: 'active' },
    ],
    parents: [null, null, null],
    criteria: [
      criterion({ user: [PLAIN] }),
      criterion({ group: [0] }),
      criterion({ company: [1] }),
      criterion({ user: [PLAIN] }, { isScripted: true }),
      criterion({}),
      criterion({ user: [PLAIN] }, { isActive: false }),
    ],
    bases: [
      {
        lists: [[ONLY_PLAIN, IN_GROUP], [], [], []],
        owner: OWNER,
        managers: [],
        version: '3',
      },
    ],
    articles: [{ base: 0, roles: [], can: [], cannot: [], owners: null }],
    properties: ['true', 'false', null, 'true', null],
  };
}

type Lists = [canRead: number[], cannotRead: number[], canContribute: number[], cannot: number[]];
export const lists =
  (...all: Lists) =>
  (world: World) => {
    for (const base of world.bases) base.lists = all;
  };
export const article = (fields: Partial<WorldArticle>) => (world: World) => {
  world.articles = world.articles.map((one) => ({ ...one, ...fields }));
};
export const property = (place: number, value: string | null) => (world: World) => {
  world.properties = world.properties.with(place, value);
};
export const [BLOCK, OVERRIDE, ROLES, OWNERSHIP, LEGACY] = [0, 1, 2, 3, 4];
export const holds =
  (role: number, ...people: number[]) =>
  (world: World) => {
    const one = world.roles[role];
    if (one) one.holders = people;
  };

/** Who finds the one article after some changes, and whom the instance itself would show it to. */
export async function findersIn(
  sample: SampleServiceNow,
  { changes, trouble }: { changes: readonly ChangeInPlace[]; trouble: Trouble },
) {
  const world = startWorld();
  for (const change of changes) change(world);
  sample.controls.instance.tables = toInstance(world).tables;
  setTrouble(sample, trouble);
  const stored = [articleIdOf(0)];
  const model = createAccessModel(stored);
  await readHere(model, sample);
  const people = Array.from({ length: PEOPLE }, (_, number) => number);
  const id = articleIdOf(0);
  return {
    found: people.filter((number) => foundBy(model, addressOf(number)).has(id)),
    may: people.filter((number) => sample.mayOpen(addressOf(number), id)),
  };
}
