import { describe, expect, test } from 'vitest';
import { GROUPS, OWNERS, USERS } from './test-tenant.ts';
import { broken, count, gone, refused, troubledTenant } from './test-troubled-tenant.ts';

const [U0 = '', U1 = '', U2 = ''] = USERS;
const [, G1 = ''] = GROUPS;
const at = troubledTenant();
const { open, finds, access, site, group, begin } = at;

describe('permissions of an item', () => {
  test.each([
    ['403', refused],
    ['404', gone],
  ])('%s: nobody, at once', async (_, reply) => {
    await begin();
    at.sample.controls.answerNext(/items\/f0\/permissions/, reply, 9);
    const { error, end } = await at.readers.read();
    expect([error, end?.documents]).toEqual([undefined, true]);
    expect(access()).toEqual({ kind: 'nobody', reason: 'refused' });
    expect(finds(0)).toBe(false);
  });

  test('500: what is stored stays, its groups too, and that is told', async () => {
    await begin();
    at.sample.controls.answerNext(/items\/f0\/permissions/, broken, 9);
    const { pages, findings, end } = await at.readers.read();
    expect(pages.flatMap((page) => page.unreadDocuments ?? [])).toEqual(['b!A/f0']);
    expect(count(findings, 'permissions_unread')).toBe(1);
    expect(end).toMatchObject({ people: true, documents: true });
    expect([finds(0), finds(1), finds(2)]).toEqual([true, true, true]);
  });

  test('500 in a sync: nobody until they are read', async () => {
    at.sample.controls.answerNext(/items\/f0\/permissions/, broken, 9);
    await at.readers.sync();
    expect(access()).toEqual({ kind: 'nobody', reason: 'not_read' });
  });

  test('inner 429 in an outer 200 is waited for, and everything is read', async () => {
    await begin();
    at.sample.controls.switches.innerThrottles = 3;
    const { findings, pages } = await at.readers.read();
    expect(count(findings, 'permissions_unread')).toBe(0);
    expect(pages.flatMap((page) => page.unreadDocuments ?? [])).toEqual([]);
    expect(finds(0)).toBe(true);
  });

  test('a long list is followed to its end, and one that is cut there counts by what it has', async () => {
    const many = Array.from({ length: 40 }, () => ({ to: [{ user: U1 }], roles: ['read'] }));
    at.sample.controls.share('f0', [OWNERS, ...many, { to: [{ user: U0 }], roles: ['read'] }]);
    at.sample.controls.switches.largestPage = 7;
    await at.readers.sync();
    await at.readers.read();
    expect(finds(0)).toBe(true);
    at.sample.controls.switches.cutPermissions = 20;
    await at.readers.read();
    expect([finds(0), finds(1)]).toEqual([false, true]);
  });

  test('a list that leads in a circle is incomplete, so nobody’s', async () => {
    await begin();
    const path = '/v1.0/drives/b!A/items/f0/permissions?$skiptoken=9';
    const list = {
      '@odata.nextLink': `${at.sample.url}${path}`,
      value: [{ id: 'p', roles: ['read'] }],
    };
    at.sample.controls.answerNext(/f0\/permissions/, { status: 200, body: list }, 99);
    await at.readers.read();
    expect(access()).toEqual({ kind: 'nobody', reason: 'incomplete' });
  });

  test('a list that leads to somebody else is not followed', async () => {
    await begin();
    const list = { '@odata.nextLink': 'https://elsewhere.example/v1.0/x', value: [] };
    at.sample.controls.answerNext(/f0\/permissions/, { status: 200, body: list }, 9);
    const { pages } = await at.readers.read();
    expect(pages.flatMap((page) => page.unreadDocuments ?? [])).toEqual(['b!A/f0']);
  });

  test('a list in which no owner is shown is incomplete', async () => {
    await begin();
    at.sample.controls.switches.ownersHidden = true;
    await at.readers.read();
    expect(access()).toEqual({ kind: 'nobody', reason: 'incomplete' });
  });

  test.each([
    ['site_user_only', [false, true, true]],
    ['old_only', [false, false, false]],
  ] as const)('identities of the kind %s', async (identities, found) => {
    await begin();
    at.sample.controls.switches.identities = identities;
    const { findings } = await at.readers.read();
    expect([finds(0), finds(1), finds(2)]).toEqual(found);
    expect(count(findings, 'principals_unknown')).toBeGreaterThan(0);
  });

  test.each(['in_site', 'global', 'both'] as const)('groups of a site named %s', async (names) => {
    await begin();
    at.sample.controls.switches.siteGroupNames = names;
    await at.readers.read();
    expect(finds(2)).toBe(true);
  });
});

describe('a reading', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('goes on after its step %i', async (stopBefore) => {
    await begin();
    at.sample.controls.share('f1', [OWNERS, { to: [{ group: G1 }], roles: ['read'] }]);
    group(G1).members = [{ user: U2 }];
    const { error, end } = await at.readers.read({ stopBefore });
    expect([error, end?.documents]).toEqual([undefined, true]);
    expect([finds(0), finds(1), finds(2), finds(2, 'b!A/f1')]).toEqual([true, true, true, true]);
  });

  test('of a site that is locked for now leaves what it holds as it was', async () => {
    await begin();
    site(1).access = 'locked';
    const { end, findings } = await at.readers.read();
    expect(end).toMatchObject({ documents: false });
    expect(count(findings, 'places_unread')).toBe(1);
    expect([finds(0), finds(1), finds(2)]).toEqual([true, true, true]);
    expect(access('b!B/g0')).toMatchObject({ kind: 'rule' });
  });

  test.each([
    [['b!A'], true],
    // Of a library that is not there nobody knows what stands in it.
    [['b!A', 'b!none'], false],
  ])('hides what stands in no chosen place any more: %s', async (libraries, isWhole) => {
    await begin();
    const narrowed = open({ settings: { libraries } });
    for (const [id, one] of at.readers.model.documents) narrowed.model.documents.set(id, one);
    const { end } = await narrowed.read();
    expect(end?.documents).toBe(isWhole);
    const { documents } = narrowed.model;
    expect(documents.get('b!B/g0')).toEqual({ kind: 'nobody', reason: 'not_met' });
    expect(documents.get('b!A/f0')).toMatchObject({ kind: 'rule' });
  });

  test('lets a grant end by the clock, without being read again', async () => {
    const until = '2026-11-28T13:00:00Z';
    at.sample.controls.share('f0', [OWNERS, { to: [{ user: U0 }], roles: ['read'], until }]);
    await at.readers.sync();
    await at.readers.read();
    expect(finds(0)).toBe(true);
    expect(finds(0, 'b!A/f0', new Date('2026-11-28T13:00:01Z'))).toBe(false);
  });
});
