import { describe, expect, test } from 'vitest';
import { accessOf } from './access.ts';
import { readClaim, readIdentity, TENANT_MEMBERS } from './principals.ts';
import { permissionSchema } from './shapes.ts';

const ID = '0e0e0e00-0000-4000-8000-000000000001';
const OTHER = '0e0e0e00-0000-4000-8000-000000000002';
const SITE = '00000000-0000-4000-8000-000000000009';
const NOW = new Date('2026-11-28T12:00:00Z');
const MEMBERS_OF_365 = `c:0o.c|federateddirectoryclaimprovider|${ID}`;
const IN_TENANT = Buffer.from(`${SITE.toUpperCase()}_14`).toString('base64');

describe('claims', () => {
  test.each([
    ['i:0#.f|membership|ana@northwind.example', 'user'],
    ['i:0#.f|membership|lena_leaf.example#ext#@northwind.onmicrosoft.com', 'user'],
    [`c:0t.c|tenant|${ID.toUpperCase()}`, `group:${ID}`],
    [MEMBERS_OF_365, `group:${ID}`],
    [`${MEMBERS_OF_365}_o`, `owners:${ID}`],
    [`c:0-.f|rolemanager|spo-grid-all-users/${ID}`, TENANT_MEMBERS],
    [`c:0-.f|rolemanager|spo-grid-all-users/${OTHER}`, TENANT_MEMBERS],
    ['c:0(.s|true', TENANT_MEMBERS],
    ['c:0!.s|windows', TENANT_MEMBERS],
    ['c:0!.s|forms:membership', TENANT_MEMBERS],
    ['i:0i.t|00000003|app@tenant', 'nobody'],
    // Nothing is guessed.
    ['c:0t.c|tenant|not-a-guid', 'unknown'],
    [`c:0t.c|tenant|${ID}_o`, 'unknown'],
    [`${MEMBERS_OF_365}_x`, 'unknown'],
    ['c:0!.s|something:else', 'unknown'],
    [`c:0+.w|s-1-5-21-1`, 'unknown'],
    ['Everyone', 'unknown'],
    ['', 'unknown'],
  ])('%s', (claim, named) => expect(readClaim(claim)).toBe(named));
});

describe('identities', () => {
  const loginName = 'i:0#.f|membership|ana@northwind.example';
  test.each([
    ['a user by id', { user: { id: ID } }, `user:${ID}`],
    ['two ways to name a user', { user: { id: ID }, siteUser: { loginName } }, `user:${ID}`],
    ['a user without an id', { user: { displayName: 'Ana', email: 'a@b.example' } }, 'unknown'],
    ['an id that is none', { user: { id: 'u-Ana' } }, 'unknown'],
    ['a sign-in name alone', { siteUser: { loginName } }, 'unknown'],
    [
      'a user and the claim of a group',
      { user: { id: ID }, siteUser: { loginName: MEMBERS_OF_365 } },
      'unknown',
    ],
    ['members', { group: { id: ID }, siteUser: { loginName: MEMBERS_OF_365 } }, `group:${ID}`],
    [
      'owners',
      { group: { id: ID }, siteUser: { loginName: `${MEMBERS_OF_365}_o` } },
      `owners:${ID}`,
    ],
    [
      'owners in the id',
      { group: { id: `${ID}_o` }, siteUser: { loginName: `${MEMBERS_OF_365}_o` } },
      `owners:${ID}`,
    ],
    ['a group of which nothing says members or owners', { group: { id: ID } }, 'unknown'],
    [
      'a group and the claim of another',
      { group: { id: OTHER }, siteUser: { loginName: MEMBERS_OF_365 } },
      'unknown',
    ],
    ['a group without an id', { group: {}, siteUser: { loginName: MEMBERS_OF_365 } }, 'unknown'],
    ['a claim alone', { siteUser: { loginName: MEMBERS_OF_365 } }, `group:${ID}`],
    ['everyone', { siteUser: { loginName: 'c:0(.s|true' } }, TENANT_MEMBERS],
    ['a group of this site', { siteGroup: { id: '5' } }, `sitegroup:${SITE}:5`],
    [
      'a group by its name',
      { siteGroup: { displayName: 'Owners', loginName: 'Owners' } },
      'unknown',
    ],
    [
      'a group by its id in the tenant',
      { sharePointGroup: { id: IN_TENANT } },
      `sitegroup:${SITE}:14`,
    ],
    [
      'both ids of a group',
      { sharePointGroup: { id: IN_TENANT }, siteGroup: { id: '5' } },
      `sitegroup:${SITE}:14`,
    ],
    ['an id in the tenant of another form', { sharePointGroup: { id: 'cryptic' } }, 'unknown'],
    ['an app', { application: { id: ID } }, 'nobody'],
    ['a kind of tomorrow', { robot: { id: ID } }, 'unknown'],
    ['nothing', {}, 'unknown'],
  ])('%s', (_, identity, named) => {
    const { grantedToV2 } = permissionSchema.parse({ grantedToV2: identity });
    expect(readIdentity(grantedToV2, SITE)).toBe(named);
  });
});

describe('a list of permissions', () => {
  const user = { user: { id: ID } };
  const other = { user: { id: OTHER } };
  const owner = { roles: ['owner'], grantedToV2: { siteGroup: { id: '3' } } };
  const OWNERS = `sitegroup:${SITE}:3`;
  const read = (permissions: object[], settings: object = {}) => {
    const parsed = permissions.map((one) => permissionSchema.parse(one));
    return accessOf(parsed, { settings, collection: SITE, now: NOW });
  };
  /** Whom the list lets in beside the owners. */
  const letsIn = (permission: object, settings: object = {}) => {
    const { access } = read([owner, permission], settings);
    const [first = []] = access.kind === 'rule' ? access.layers : [];
    return first.map(({ principal }) => principal).filter((principal) => principal !== OWNERS);
  };
  const link = (scope: string, type = 'view') => ({
    roles: ['read'],
    link: { scope, type },
    grantedToIdentitiesV2: [user, other],
  });

  test.each(['read', 'write', 'owner', 'sp.restrictedView', 'sp.Full Control'])(
    'the role %s lets somebody in',
    (role) => expect(letsIn({ roles: [role], grantedToV2: user })).toEqual([`user:${ID}`]),
  );

  test.each([['sp.Limited Access'], ['sp.Web-Only Limited Access'], ['sp.Some level'], ['']])(
    'the role %s does not',
    (role) => expect(letsIn({ roles: [role], grantedToV2: user })).toEqual([]),
  );

  test('a role among others counts, none at all does not', () => {
    expect(letsIn({ roles: ['sp.Limited Access', 'read'], grantedToV2: user })).toHaveLength(1);
    expect(letsIn({ grantedToV2: user })).toEqual([]);
  });

  test.each([
    ['users', 'view', 2],
    ['organization', 'edit', 2],
    ['anonymous', 'view', 2],
    ['existingAccess', 'view', 0],
    ['users', 'createOnly', 0],
    ['users', 'some new type', 0],
    ['some new scope', 'view', 0],
    ['', 'view', 0],
  ])('a link for %s to %s lets in %i of the two listed with it', (scope, type, count) => {
    expect(letsIn(link(scope, type))).toHaveLength(count);
  });

  test('who holds a link for everybody counts only where an owner says so, and then members', () => {
    expect(letsIn(link('organization'))).not.toContain(TENANT_MEMBERS);
    const members = { organization_links: 'members' };
    expect(letsIn(link('organization'), members)).toContain(TENANT_MEMBERS);
    expect(letsIn(link('anonymous'), members)).not.toContain(TENANT_MEMBERS);
    expect(letsIn(link('users'), members)).not.toContain(TENANT_MEMBERS);
  });

  test.each([
    ['2026-11-28T11:59:59Z', 0, undefined],
    ['2026-11-28T12:00:01Z', 1, '2026-11-28T12:00:01Z'],
    ['0001-01-01T00:00:00Z', 1, undefined],
    ['0001-01-01T00:00:00.0000000Z', 1, undefined],
    // Of a time without its zone nobody knows when it is.
    ['2026-11-28T12:30:00', 0, undefined],
    ['soon', 0, undefined],
  ])('a grant until %s', (expirationDateTime, count, until) => {
    const { access } = read([owner, { roles: ['read'], grantedToV2: user, expirationDateTime }]);
    const [layer = []] = access.kind === 'rule' ? access.layers : [];
    const found = layer.filter(({ principal }) => principal === `user:${ID}`);
    expect(found).toHaveLength(count);
    expect(found[0]?.until).toBe(until);
  });

  test('an invitation counts once somebody has redeemed it', () => {
    const invitation = { email: 'new@leaf.example' };
    expect(letsIn({ roles: ['read'], invitation })).toEqual([]);
    expect(letsIn({ roles: ['read'], invitation, grantedToV2: user })).toEqual([`user:${ID}`]);
  });

  test('names from before there were groups let nobody in, and are told of', () => {
    const old = { roles: ['read'], grantedTo: user };
    expect(letsIn(old)).toEqual([]);
    expect(read([owner, old]).tallies).toEqual({ principals_unknown: 1 });
  });

  test('a list without an owner may leave others out', () => {
    expect(read([{ roles: ['read'], grantedToV2: user }]).access).toEqual({
      kind: 'nobody',
      reason: 'incomplete',
    });
    expect(read([]).access).toMatchObject({ reason: 'incomplete' });
  });

  test.each([
    ['nobody_named', { application: { id: ID } }],
    ['unknown_principal', { robot: { id: ID } }],
  ])('nobody, because of %s', (reason, grantedToV2) => {
    expect(read([{ roles: ['owner'], grantedToV2 }]).access).toEqual({ kind: 'nobody', reason });
  });

  test('groups outside of which nobody finds anything are a further layer', () => {
    const { access } = read([owner], { only_groups: [ID, OTHER] });
    expect(access).toEqual({
      kind: 'rule',
      layers: [
        [{ principal: OWNERS }],
        [{ principal: `group:${ID}` }, { principal: `group:${OTHER}` }],
      ],
    });
  });

  test('“everyone” is never public', () => {
    const everyone = { siteUser: { loginName: 'c:0(.s|true' } };
    expect(read([owner, { roles: ['read'], grantedToV2: everyone }]).access.kind).toBe('rule');
  });
});
