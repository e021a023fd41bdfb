import type {
  SampleAccount,
  SampleConfluence,
  SampleConfluencePrincipal,
} from '@rita/sample-sources';
import fc from 'fast-check';
import { FOLDER, GROUPS, ITEMS, PAGES, SPACES, USERS } from './test-world.ts';

/** Something that changes at a site and lets more or fewer people read; `about` for people. */
export type Change = { about: unknown; make: (sample: SampleConfluence) => void };

const toChange =
  <T>(make: (sample: SampleConfluence, about: T) => void) =>
  (about: T): Change => ({ about, make: (sample) => make(sample, about) });

const CLASSES = [
  'all-licensed-users',
  'authenticated-users',
  'anonymous-users',
  'jsm-project-admins',
] as const;
const user = fc.constantFrom(...USERS);
const group = fc.constantFrom(...GROUPS, 'gone');
const principal: fc.Arbitrary<SampleConfluencePrincipal> = fc.oneof(
  { weight: 4, arbitrary: group.map((id) => ({ group: id })) },
  { weight: 3, arbitrary: user.map((id) => ({ user: id })) },
  { weight: 2, arbitrary: fc.constantFrom(...CLASSES).map((one) => ({ class: one })) },
  fc.constantFrom<SampleConfluencePrincipal>({ unheardOf: 'u0' }, { role: 'viewer' }),
);
const permission = fc
  .tuple(principal, fc.constantFrom('read/space', 'read/space', 'read/space', 'create/page'))
  .map(([to, operation]) => {
    const [key = '', targetType = ''] = operation.split('/');
    return { to, key, targetType };
  });
const assignment = fc.record({ to: principal, role: fc.constantFrom('viewer', 'writer', 'gone') });

const spaces = fc
  .record({
    space: fc.constantFrom(...SPACES),
    permissions: fc.array(permission, { maxLength: 4 }),
    assignments: fc.array(assignment, { maxLength: 2 }),
  })
  .map(
    toChange(({ controls: { site } }, { space, ...given }) => {
      Object.assign(site.spaces.find(({ id }) => id === space) ?? {}, given);
    }),
  );

const readers = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  {
    weight: 4,
    arbitrary: fc.record({
      users: fc.array(user, { maxLength: 2 }).map((ids) => ids.map(toUser)),
      groups: fc.array(group, { maxLength: 2 }),
    }),
  },
);
const toUser = (accountId: string) => ({ accountId, name: `Person ${accountId}` });
const restrictions = fc
  .record({ id: fc.constantFrom(...ITEMS), readers })
  .map(toChange(({ controls }, { id, readers: named }) => controls.edit(id, { readers: named })));

/** Anywhere but below itself, with all that is below it. */
const moves = fc
  .record({
    id: fc.constantFrom('11', '12', '13', '21'),
    parentId: fc.constantFrom('10', '20', FOLDER, null),
  })
  .map(
    toChange(({ controls }, { id, parentId }) => {
      const { content } = controls.site;
      const parent = content.find((one) => one.id === parentId);
      if (parent?.status === 'trashed') return;
      controls.edit(id, { parentId });
      if (!parent) return;
      const moved = new Set<string>([id]);
      for (const above of moved) {
        for (const one of content) if (one.parentId === above) moved.add(one.id);
      }
      for (const one of content) if (moved.has(one.id)) one.spaceId = parent.spaceId;
    }),
  );

const members = fc
  .record({
    group: fc.constantFrom(...GROUPS),
    members: fc.array(user, { maxLength: 4 }),
    groups: fc.array(fc.constantFrom(...GROUPS), { maxLength: 2 }),
  })
  .map(
    toChange(({ controls: { site } }, { group: changed, ...given }) => {
      Object.assign(site.groups.find(({ id }) => id === changed) ?? {}, given);
    }),
  );

const deletions = fc.constantFrom(...GROUPS).map(
  toChange(({ controls: { site } }, gone) => {
    site.groups = site.groups.filter(({ id }) => id !== gone);
  }),
);

const account: fc.Arbitrary<Partial<SampleAccount>> = fc.record(
  {
    status: fc.constantFrom(
      'active' as const,
      'active' as const,
      'inactive' as const,
      'closed' as const,
    ),
    kind: fc.constantFrom('atlassian' as const, 'atlassian' as const, 'app' as const),
    isGuest: fc.boolean(),
    showsAddress: fc.boolean(),
    name: fc.constantFrom('Somebody', 'u1@northwind.example'),
  },
  { requiredKeys: [] },
);
const people = fc.record({ user, change: account }).map(
  toChange(({ controls: { site } }, { user: changed, change: given }) => {
    Object.assign(site.users.find(({ accountId }) => accountId === changed) ?? {}, given);
  }),
);

const site = fc
  .record({
    roleMode: fc.constantFrom('PRE_ROLES' as const, 'ROLES_TRANSITION' as const, 'ROLES' as const),
    isAnonymousAllowed: fc.boolean(),
    canUse: fc.array(principal, { maxLength: 4 }).map((some) => [...some, { user: 'svc' }]),
  })
  .map(toChange(({ controls }, given) => void Object.assign(controls.site, given)));

/** What stood below a page that goes moves up. */
const deleted = fc.constantFrom(...PAGES).map(
  toChange(({ controls }, gone) => {
    const { content } = controls.site;
    const parentId = content.find(({ id }) => id === gone)?.parentId ?? null;
    const isBelow = (one: (typeof content)[number]) =>
      one.parentId === gone && one.type !== 'attachment';
    for (const one of content.filter(isBelow)) one.parentId = parentId;
    controls.remove(gone);
  }),
);

export const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 6, arbitrary: restrictions },
  { weight: 5, arbitrary: spaces },
  { weight: 3, arbitrary: members },
  { weight: 2, arbitrary: people },
  { weight: 2, arbitrary: moves },
  deletions,
  site,
  { weight: 1, arbitrary: deleted },
);
