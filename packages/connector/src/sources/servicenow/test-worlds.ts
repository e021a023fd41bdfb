import fc from 'fast-check';

/** A small instance in which everything that decides over access is random. */
export type World = {
  people: WorldPerson[];
  groups: { isActive: boolean; parent: number | null; members: number[] }[];
  roles: { holders: number[]; state: 'active' | 'requested' }[];
  /** Of companies, departments and locations alike: what each lies in. */
  parents: (number | null)[];
  criteria: WorldCriterion[];
  bases: {
    lists: number[][];
    owner: number | null;
    managers: number[];
    version: '2' | '3';
  }[];
  articles: WorldArticle[];
  properties: (string | null)[];
};
export type WorldPerson = {
  state: 'open' | 'inactive' | 'locked' | 'technical';
  /** Somebody else's; null: their own. */
  address: number | null;
  places: [company: number, department: number, location: number];
};
export type WorldCriterion = {
  lists: Partial<
    Record<'user' | 'group' | 'role' | 'company' | 'department' | 'location', number[]>
  >;
  matchAll: boolean;
  isScripted: boolean;
  isActive: boolean;
};
export type WorldArticle = {
  base: number;
  roles: number[];
  can: number[];
  cannot: number[];
  owners: number | null;
};

export const PEOPLE = 5;
const GROUPS = 4;
const PLACES = 3;
const CRITERIA = 6;
const BASES = 3;
export const ARTICLES = 8;
const PROPERTIES = 5;
export const ROLE_NAMES = [
  'itil',
  'knowledge',
  'snc_internal',
  'security_admin',
  'knowledge_admin',
];
/** Points at nothing: a criterion that was deleted, and is still in a list. */
export const GONE = CRITERIA;
const below = (count: number) => fc.nat({ max: count - 1 });
const some = (count: number, most = 2) => fc.uniqueArray(below(count), { maxLength: most });
/** Once in so many times something that cannot be known, which hides all that it touches. */
const rarely = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>, oneIn = 20) =>
  fc.oneof({ weight: oneIn - 1, arbitrary: usual }, { weight: 1, arbitrary: odd });
const seldom = <T>(usual: T, odd: T) => rarely(fc.constant(usual), fc.constant(odd));
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null, freq: 2 });
const many = <T>(one: fc.Arbitrary<T>, count: number) =>
  fc.array(one, { minLength: count, maxLength: count });

const person: fc.Arbitrary<WorldPerson> = fc.record({
  state: rarely<WorldPerson['state']>(
    fc.constant('open'),
    fc.constantFrom('inactive', 'locked', 'technical'),
    6,
  ),
  address: rarely<number | null>(fc.constant(null), below(PEOPLE), 8),
  places: fc.tuple(below(PLACES), below(PLACES), below(PLACES)),
});
const ids = (count: number) => fc.uniqueArray(below(count), { minLength: 1, maxLength: 2 });
const list = {
  user: ids(PEOPLE),
  group: ids(GROUPS),
  role: ids(ROLE_NAMES.length),
  company: ids(PLACES),
  department: ids(PLACES),
  location: ids(PLACES),
};
const criterion: fc.Arbitrary<WorldCriterion> = fc.record({
  lists: rarely(
    fc
      .subarray(Object.keys(list) as (keyof typeof list)[], { minLength: 1, maxLength: 2 })
      .chain((kept) => fc.record(Object.fromEntries(kept.map((name) => [name, list[name]])))),
    fc.constant({}),
  ),
  matchAll: fc.boolean(),
  isScripted: seldom(false, true),
  isActive: rarely(fc.constant(true), fc.constant(false), 8),
});
const criteria = (most: number) =>
  fc.uniqueArray(rarely(below(CRITERIA), fc.constant(GONE)), { maxLength: most });
const base: fc.Arbitrary<World['bases'][number]> = fc.record({
  lists: fc.tuple(criteria(2), criteria(1), criteria(1), criteria(1)),
  owner: maybe(below(PEOPLE)),
  managers: some(PEOPLE, 1),
  version: rarely<'2' | '3'>(fc.constant('3'), fc.constant('2'), 8),
});
const article: fc.Arbitrary<WorldArticle> = fc.record({
  base: below(BASES),
  roles: some(ROLE_NAMES.length, 1),
  can: criteria(2),
  cannot: criteria(1),
  owners: maybe(below(GROUPS)),
});
/** Mostly in nothing: what lies in something else is denied with it. */
const parent = (count: number) => rarely(fc.constant(null), below(count), 6);
const group: fc.Arbitrary<World['groups'][number]> = fc.record({
  isActive: rarely(fc.constant(true), fc.constant(false), 8),
  parent: parent(GROUPS),
  members: some(PEOPLE, 3),
});
const role: fc.Arbitrary<World['roles'][number]> = fc.record({
  holders: some(PEOPLE, 3),
  state: rarely<'active' | 'requested'>(fc.constant('active'), fc.constant('requested'), 8),
});
const property = rarely<string | null>(
  fc.constantFrom('true', 'false', null),
  fc.constantFrom('', 'maybe'),
);
/** Older bases and a directory full of administrators would hide everything else. */
const isOld = rarely(fc.constant(false), fc.constant(true), 8);

export const worlds: fc.Arbitrary<World> = fc
  .record({
    people: many(person, PEOPLE),
    groups: many(group, GROUPS),
    roles: many(role, ROLE_NAMES.length),
    parents: many(parent(PLACES), PLACES),
    criteria: many(criterion, CRITERIA),
    bases: many(base, BASES),
    articles: many(article, ARTICLES),
    properties: many(property, PROPERTIES),
    isOld,
  })
  .map(({ isOld: hasOld, ...world }) => ({
    ...world,
    roles: world.roles.map((one, at) => (at === 4 && !hasOld ? { ...one, holders: [] } : one)),
    properties: world.properties.map((value, at) => (at === 4 && !hasOld ? null : value)),
  }));

/** Something is granted, restricted, moved or taken away. */
export type Change = (world: World) => World;

const change = <Part extends keyof World>(
  part: Part,
  one: fc.Arbitrary<World[Part][number]>,
): fc.Arbitrary<Change> =>
  fc.tuple(fc.nat({ max: 1_000 }), one).map(([place, value]) => (world) => ({
    ...world,
    [part]: (world[part] as unknown[]).with(place % world[part].length, value),
  }));

export const changes: fc.Arbitrary<Change[]> = fc.array(
  fc.oneof(
    change('people', person),
    change('groups', group),
    change('roles', role),
    change('criteria', criterion),
    change('bases', base),
    change('articles', article),
    change('properties', property),
  ),
  { minLength: 1, maxLength: 3 },
);

/**
 * Whether an article’s readers can be known outside of the instance, so that they have to be found
 * exactly. What is left out here is what the documentation lists as not mirrored.
 */
export function isMirrored(world: World, number: number): boolean {
  const about = world.articles[number];
  const place = world.bases[about?.base ?? -1];
  if (!about || !place) return false;
  const [canRead = [], cannotRead = [], canContribute = [], cannotContribute = []] = place.lists;
  const denying = [...cannotRead, ...cannotContribute, ...about.cannot];
  const involved = [...canRead, ...canContribute, ...about.can, ...denying];
  const isSaid = world.properties.every((value) => value !== '' && value !== 'maybe');
  const isReadable = world.properties.some((value) => value !== null);
  return (
    isSaid &&
    isReadable &&
    involved.every((id) => isKnowable(world.criteria[id])) &&
    denying.every((id) => isFlat(world, world.criteria[id]))
  );
}

function isKnowable(one: WorldCriterion | undefined): boolean {
  if (one === undefined) return false;
  return !one.isActive || (!one.isScripted && Object.keys(one.lists).length > 0);
}

/** Whoever is below something that is denied is denied too, which the instance may see otherwise. */
function isFlat({ groups, parents }: World, one: WorldCriterion | undefined): boolean {
  const { group: ofGroups = [], company = [], department = [], location = [] } = one?.lists ?? {};
  const isParent = (all: readonly (number | null)[], ids: readonly number[]) =>
    all.some((parent) => parent !== null && ids.includes(parent));
  return (
    !isParent(
      groups.map(({ parent }) => parent),
      ofGroups,
    ) && !isParent(parents, [...company, ...department, ...location])
  );
}

/** Administrators of knowledge read everything at the instance, and here what others in their place do. */
export function isAdministrator({ roles, people }: World, address: number): boolean {
  const holders = roles[4]?.holders ?? [];
  return holders.some((number) => (people[number]?.address ?? number) === address);
}
