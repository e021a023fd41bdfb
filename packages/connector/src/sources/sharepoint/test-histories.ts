import type {
  SampleGrant,
  SamplePrincipal,
  SampleSharePoint,
  SampleUser,
} from '@rita/sample-sources';
import fc from 'fast-check';
import { GROUPS, guid, ITEMS, OWNERS, PAGES, SITE_GROUPS, SITES, USERS } from './test-tenant.ts';

/** What has permissions, or inherits them. */
export type Scope = { item: string } | { page: string } | { library: string } | { site: string };

export type Change =
  | { do: 'grant'; scope: Scope; grants: SampleGrant[] | null }
  | { do: 'move'; item: string; to: string | null }
  | { do: 'group'; group: string; members: ({ user: string } | { group: string })[] }
  | { do: 'owners'; group: string; owners: string[] }
  | { do: 'deleteGroup'; group: string }
  | { do: 'siteGroup'; site: string; number: number; members: Member[] }
  | { do: 'user'; user: string; change: Partial<SampleUser> }
  /** Restricted access control on every site, which the owner of the connection knows of. */
  | { do: 'restrict'; groups: string[] | null };
type Member = Exclude<SamplePrincipal, { siteGroup: number }>;

const user = fc.constantFrom(...USERS);
const group = fc.constantFrom(...GROUPS);
const site = fc.constantFrom(...SITES);
const classes = ['everyone', 'everyone_except_external', 'windows', 'forms'] as const;
const member: fc.Arbitrary<Member> = fc.oneof(
  { weight: 4, arbitrary: user.map((id) => ({ user: id })) },
  { weight: 4, arbitrary: group.map((id) => ({ group: id })) },
  { weight: 2, arbitrary: group.map((id) => ({ ownersOf: id })) },
  { weight: 1, arbitrary: fc.constantFrom(...classes).map((name) => ({ class: name })) },
  fc.constantFrom<Member>(
    { application: guid(6, 0) },
    { spoGuest: 'mail1@northwind.example' },
    { unheardOf: guid(1, 0) },
  ),
);
const principal: fc.Arbitrary<SamplePrincipal> = fc.oneof(
  { weight: 3, arbitrary: member },
  { weight: 1, arbitrary: fc.constantFrom(...SITE_GROUPS).map((id) => ({ siteGroup: id })) },
);
const link = fc.record({
  scope: fc.constantFrom('users', 'users', 'organization', 'anonymous', 'existingAccess'),
  type: fc.constantFrom('view', 'view', 'edit', 'createOnly'),
});
const roles = fc.constantFrom(
  ...[['read'], ['read'], ['write'], ['owner'], ['sp.Limited Access'], ['sp.restrictedView']],
  ...[['sp.Our own level'], [], ['sp.Limited Access', 'read']],
);
const grant: fc.Arbitrary<SampleGrant> = fc.record(
  {
    to: fc.array(principal, { maxLength: 2 }),
    roles,
    until: fc.constantFrom('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'),
    link,
    invitation: fc.constant('new@leaf.example'),
  },
  { requiredKeys: ['to', 'roles'] },
);
/** Most lists name an owner, as those of SharePoint do. */
const grants = fc
  .tuple(fc.array(grant, { maxLength: 4 }), fc.nat(9))
  .map(([some, chance]) => (chance === 0 ? some : [OWNERS, ...some]));
const scope: fc.Arbitrary<Scope> = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ITEMS).map((id) => ({ item: id })) },
  fc.constantFrom(...PAGES).map((id) => ({ page: id })),
  fc.constantFrom('b!A', 'b!B', 'b!P').map((id) => ({ library: id })),
  site.map((id) => ({ site: id })),
);

export const change: fc.Arbitrary<Change> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('grant' as const),
      scope,
      grants: fc.option(grants, { freq: 4 }),
    }),
  },
  fc.record({
    do: fc.constant('move' as const),
    item: fc.constantFrom('f0', 'f1', 'f2', 'F2'),
    to: fc.constantFrom(null, 'F1', 'F2'),
  }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('group' as const),
      group,
      members: fc.array(
        fc.oneof(
          user.map((id) => ({ user: id })),
          group.map((id) => ({ group: id })),
        ),
        { maxLength: 4 },
      ),
    }),
  },
  fc.record({
    do: fc.constant('owners' as const),
    group,
    owners: fc.array(user, { maxLength: 2 }),
  }),
  fc.record({ do: fc.constant('deleteGroup' as const), group }),
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('siteGroup' as const),
      site,
      number: fc.constantFrom(...SITE_GROUPS),
      members: fc.array(member, { maxLength: 3 }),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('user' as const),
      user,
      change: fc.record(
        {
          accountEnabled: fc.boolean(),
          userType: fc.constantFrom('Member' as const, 'Guest' as const, null),
          mail: fc.constantFrom('mail0@northwind.example', 'new@northwind.example', null),
          proxyAddresses: fc.constantFrom<string[]>(
            ['SMTP:mail1@northwind.example'],
            ['smtp:alias@northwind.example'],
            [],
          ),
        },
        { requiredKeys: [] },
      ),
    }),
  },
  fc.record({
    do: fc.constant('restrict' as const),
    groups: fc.option(fc.array(group, { minLength: 1, maxLength: 2 })),
  }),
);

/** Makes a change at the sample. */
export function apply({ controls }: SampleSharePoint, one: Change): void {
  const { tenant } = controls;
  const groupOf = (id: string) => tenant.directory.groups.find((found) => found.id === id);
  if (one.do === 'grant') share(controls, one.scope, one.grants);
  else if (one.do === 'move' && one.item !== one.to) {
    controls.edit(one.item, { parentId: one.to });
  } else if (one.do === 'group') Object.assign(groupOf(one.group) ?? {}, { members: one.members });
  else if (one.do === 'owners') Object.assign(groupOf(one.group) ?? {}, { owners: one.owners });
  else if (one.do === 'deleteGroup') {
    tenant.directory.groups = tenant.directory.groups.filter(({ id }) => id !== one.group);
  } else if (one.do === 'user') {
    const found = tenant.directory.users.find(({ id }) => id === one.user);
    Object.assign(found ?? {}, one.change);
  } else if (one.do === 'siteGroup') {
    const groups = tenant.sites.find(({ id }) => id === one.site)?.siteGroups;
    Object.assign(groups?.find(({ id }) => id === one.number) ?? {}, { members: one.members });
  } else if (one.do === 'restrict') {
    for (const site of tenant.sites) site.onlyGroups = one.groups;
  }
}

function share(
  controls: SampleSharePoint['controls'],
  scope: Scope,
  grants: SampleGrant[] | null,
): void {
  const { sites, libraries, pages } = controls.tenant;
  if ('item' in scope) controls.share(scope.item, grants);
  else if ('page' in scope)
    Object.assign(pages.find(({ id }) => id === scope.page) ?? {}, { grants });
  else if ('library' in scope) {
    Object.assign(libraries.find(({ id }) => id === scope.library) ?? {}, { grants });
  } else {
    Object.assign(sites.find(({ id }) => id === scope.site) ?? {}, { grants: grants ?? [OWNERS] });
  }
}
