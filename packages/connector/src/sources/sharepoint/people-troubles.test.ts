import { describe, expect, test } from 'vitest';
import { TENANT_MEMBERS } from './principals.ts';
import { GROUPS, OWNERS, USERS } from './test-tenant.ts';
import { broken, count, troubledTenant } from './test-troubled-tenant.ts';

const [U0 = '', U1 = '', U2 = ''] = USERS;
const [G0 = '', G1 = ''] = GROUPS;
const at = troubledTenant();
const { withSecret, finds, site, directory, group, begin } = at;

describe('groups', () => {
  test('of one site are not those of another, whatever their numbers and names', async () => {
    at.sample.controls.share('g0', [OWNERS, { to: [{ siteGroup: 4 }], roles: ['read'] }]);
    await begin();
    expect(finds(2, 'b!B/g0')).toBe(false);
    const [, members] = site(1).siteGroups;
    if (members) members.members = [{ user: U1 }];
    await at.readers.read();
    expect([finds(1, 'b!B/g0'), finds(2, 'b!B/g0')]).toEqual([true, false]);
    expect([finds(1), finds(2)]).toEqual([true, true]);
  });

  test('that are gone hold nobody; names do not matter', async () => {
    await begin();
    group(G0).displayName = 'Renamed';
    await at.readers.read();
    expect(finds(1)).toBe(true);
    directory().groups = directory().groups.filter(({ id }) => id !== G0);
    const { findings } = await at.readers.read();
    expect([finds(1), count(findings, 'groups_gone')]).toEqual([false, 1]);
  });

  test('that failed are told apart from empty ones', async () => {
    await begin();
    at.sample.controls.answerNext(new RegExp(`groups/${G0}/transitive`), broken, 3);
    const failed = await at.readers.read();
    expect([finds(1), count(failed.findings, 'groups_unread')]).toEqual([true, 1]);
    group(G0).members = [];
    await at.readers.read();
    expect(finds(1)).toBe(false);
  });

  test('may go round in circles', async () => {
    await begin();
    group(G0).members = [{ group: G1 }];
    group(G1).members = [{ group: G0 }, { user: U1 }];
    await at.readers.read();
    expect(finds(1)).toBe(true);
  });

  test('of 100,000 members are read page by page', async () => {
    await begin();
    group(G0).members = Array.from({ length: 100_000 }, (_, index) => ({ user: `x${index}` }));
    group(G0).members.push({ user: U1 });
    at.sample.controls.switches.largestPage = 999;
    const { pages, calls } = await at.readers.read();
    expect(finds(1)).toBe(true);
    expect(pages.every((page) => (page.groups?.[0]?.members.length ?? 0) <= 1000)).toBe(true);
    expect(calls.filter((call) => call.includes('transitiveMembers'))).toHaveLength(100);
  }, 60_000);

  test('whose members break off in the middle keep those of before', async () => {
    await begin();
    at.sample.controls.switches.largestPage = 1;
    group(G0).members = [{ user: U2 }, { user: U0 }];
    at.sample.controls.answerNext(/transitiveMembers.*skiptoken/, broken, 9);
    await at.readers.read();
    expect(finds(1)).toBe(true);
  });

  test.each(['empty', 'refused'] as const)('with hidden members: %s', async (hiddenGroups) => {
    await begin();
    group(G0).isHidden = true;
    at.sample.controls.switches.hiddenGroups = hiddenGroups;
    const { findings } = await at.readers.read();
    expect(finds(1)).toBe(false);
    const code = hiddenGroups === 'empty' ? 'groups_hidden' : 'groups_refused';
    expect(count(findings, code)).toBe(1);
    at.sample.controls.switches.rights.push('Member.Read.Hidden');
    await at.readers.read();
    expect(finds(1)).toBe(true);
  });

  test('need GroupMember.Read.All, and say so; people named themselves are still found', async () => {
    await begin();
    at.sample.controls.switches.rights = ['User.Read.All'];
    const { findings } = await at.readers.read();
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'groups_refused', detail: 'GroupMember.Read.All' }),
    );
    expect([finds(0), finds(1)]).toEqual([true, false]);
  });
});

describe('groups of a site', () => {
  test('need a certificate, and say so', async () => {
    await begin();
    at.readers = withSecret();
    await at.readers.sync();
    const { findings } = await at.readers.read();
    expect([finds(0), finds(1), finds(2)]).toEqual([true, true, false]);
    expect(findings).toContainEqual({
      code: 'site_groups_need_certificate',
      count: 3,
      detail: 'SharePoint: Sites.FullControl.All',
    });
    expect(at.sample.controls.calls.filter((call) => call.includes('_api'))).not.toEqual([]);
  });

  test('a secret never calls that API', async () => {
    at.readers = withSecret();
    await at.readers.sync();
    await at.readers.read();
    expect(at.sample.controls.calls.filter((call) => call.includes('_api'))).toEqual([]);
  });

  test('need its right, and say so', async () => {
    await begin();
    at.sample.controls.switches.rest = 'refused';
    const { findings, end } = await at.readers.read();
    expect(end).toMatchObject({ people: true, documents: true });
    expect([finds(0), finds(1), finds(2)]).toEqual([true, true, false]);
    expect(count(findings, 'site_groups_refused')).toBe(3);
  });

  test('that failed are told apart from empty ones', async () => {
    await begin();
    at.sample.controls.answerNext(/_api\/web\/sitegroups/, broken, 99);
    const { findings } = await at.readers.read();
    expect([finds(2), count(findings, 'site_groups_unread')]).toEqual([true, 3]);
  });

  test('that failed keep the Entra groups in them, who are read all the same', async () => {
    await begin();
    const [, members] = site().siteGroups;
    if (members) members.members = [{ group: G0 }];
    at.sample.controls.share('f0', [OWNERS, { to: [{ siteGroup: 4 }], roles: ['read'] }]);
    await at.readers.read();
    expect([finds(0), finds(1)]).toEqual([false, true]);
    at.sample.controls.answerNext(/_api\/web\/sitegroups/, broken, 999);
    for (let times = 0; times < 2; times += 1) {
      await at.readers.read();
      expect(finds(1)).toBe(true);
    }
    group(G0).members = [{ user: U0 }];
    await at.readers.read();
    expect([finds(0), finds(1)]).toEqual([true, false]);
  });

  test('hold accounts by their Entra id alone, and groups and classes by their claims', async () => {
    await begin();
    at.sample.controls.switches.aadObjectIds = false;
    const [, members] = site().siteGroups;
    if (members) members.members = [{ user: U2 }, { group: G0 }, { ownersOf: G1 }];
    group(G1).owners = [U0];
    at.sample.controls.share('f0', [OWNERS, { to: [{ siteGroup: 4 }], roles: ['read'] }]);
    const { findings } = await at.readers.read();
    expect([finds(0), finds(1), finds(2)]).toEqual([true, true, false]);
    expect(count(findings, 'principals_unknown')).toBe(1);
    if (members) members.members = [{ class: 'everyone' }];
    await at.readers.read();
    expect([finds(0), finds(2)]).toEqual([true, true]);
  });

  test('where the ids cannot be asked for, the claims still count', async () => {
    await begin();
    const words = { status: 400, body: { 'odata.error': { code: '-1', message: { value: 'x' } } } };
    at.sample.controls.answerNext(/sitegroups\?\$select/, words, 9);
    const [, members] = site().siteGroups;
    if (members) members.members = [{ group: G0 }];
    at.sample.controls.share('f0', [OWNERS, { to: [{ siteGroup: 4 }], roles: ['read'] }]);
    await at.readers.read();
    expect(finds(1)).toBe(true);
  });

  test('owners of a Microsoft 365 group are not its members', async () => {
    await begin();
    const [, members] = site().siteGroups;
    if (members) members.members = [{ ownersOf: G1 }];
    Object.assign(group(G1), { owners: [U0], members: [{ user: U1 }] });
    at.sample.controls.share('f0', [OWNERS, { to: [{ siteGroup: 4 }], roles: ['read'] }]);
    await at.readers.read();
    expect([finds(0), finds(1)]).toEqual([true, false]);
  });
});

describe('people', () => {
  test.each([
    ['refused', { rights: ['GroupMember.Read.All'] }, 'people_refused'],
    ['without saying who is enabled', { userProperties: 'basic' }, 'people_hidden'],
    ['by their ids alone', { userProperties: 'none' }, 'people_hidden'],
  ] as const)('%s: those of before count for a while', async (_, switches, code) => {
    await begin();
    Object.assign(at.sample.controls.switches, switches);
    const { findings, end, pages } = await at.readers.read();
    expect(end).toMatchObject({ people: false, documents: true });
    expect(findings).toContainEqual({ code, count: 1, detail: 'User.Read.All' });
    expect(pages.flatMap((page) => page.unreadGroups ?? [])).toContain(TENANT_MEMBERS);
    expect(finds(0)).toBe(true);
  });

  test('in a list that breaks off only who is disabled counts', async () => {
    await begin();
    at.sample.controls.switches.largestPage = 3;
    for (const user of directory().users.slice(0, 2)) user.accountEnabled = false;
    Object.assign(directory().users[2] ?? {}, { mail: 'mail0@northwind.example' });
    at.sample.controls.answerNext(/users.*skiptoken/, broken, 9);
    const { findings, end } = await at.readers.read();
    expect([end?.people, count(findings, 'people_incomplete')]).toEqual([false, 1]);
    expect([finds(0), finds(1)]).toEqual([false, false]);
    // Somebody else has that address by now; nobody believes it before the list is whole.
    expect(finds(2)).toBe(true);
  });

  test('who is disabled or gone finds nothing any more', async () => {
    await begin();
    Object.assign(directory().users[0] ?? {}, { accountEnabled: false });
    directory().users = directory().users.filter(({ id }) => id !== U1);
    await at.readers.read();
    expect([finds(0), finds(1), finds(2)]).toEqual([false, false, true]);
  });
});
