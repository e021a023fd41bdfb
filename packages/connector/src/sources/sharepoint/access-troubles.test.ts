import { type SampleSharePoint, startSampleSharePoint } from '@rita/sample-sources';
import { createCertificate } from '@rita/test-kit';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { RunChange } from '../testing/source-run.ts';
import { TENANT_MEMBERS } from './principals.ts';
import { createReaders } from './testing.ts';
import { inProcess } from './testing-in-process.ts';
import { GROUPS, OWNERS, smallTenant, USERS } from './testing-tenant.ts';

const NOW = new Date('2026-11-28T12:00:00Z');
const [U0 = '', U1 = '', U2 = ''] = USERS;
const [G0 = '', G1 = ''] = GROUPS;
const certificate = createCertificate(30);
const person = (number: number) => ({
  personId: `p${number}`,
  addresses: [`mail${number}@northwind.example`],
});
const broken = { status: 500, body: { error: { code: 'generalException', message: '' } } };
const refused = { status: 403, body: { error: { code: 'accessDenied', message: '' } } };
const gone = { status: 404, body: { error: { code: 'itemNotFound', message: '' } } };

let sample: SampleSharePoint;
let readers: ReturnType<typeof createReaders>;
beforeEach(async () => {
  sample = await startSampleSharePoint({ certificate, tenant: smallTenant() });
  readers = open();
});
afterEach(() => sample.close());

/** Through the sample's own settings and credentials unless said otherwise. */
function open(change: RunChange = {}) {
  return createReaders(sample, { now: () => NOW, through: inProcess(sample), ...change });
}
const withSecret = () =>
  open({ credentials: { client_secret: 'SAMPLE-client-secret-of-northwind-tea' } });

const finds = (number: number, id = 'b!A/f0', at = NOW) =>
  readers.model.finds(person(number), id, at);
const access = (id = 'b!A/f0') => readers.model.documents.get(id);
const count = (findings: readonly { code: string; count: number }[], code: string) =>
  findings.find((finding) => finding.code === code)?.count ?? 0;
const site = (number = 0) => {
  const found = sample.controls.tenant.sites[number];
  if (!found) throw new Error('no site');
  return found;
};
const directory = () => sample.controls.tenant.directory;
const group = (id: string) => {
  const found = directory().groups.find((one) => one.id === id);
  if (!found) throw new Error('no group');
  return found;
};
/** `f0` is open to user 0, to a group with user 1, and to the members of a group of the site with user 2. */
async function begin() {
  sample.controls.share('f0', [
    OWNERS,
    { to: [{ user: U0 }, { group: G0 }, { siteGroup: 4 }], roles: ['read'] },
  ]);
  group(G0).members = [{ user: U1 }];
  const [, members] = site().siteGroups;
  if (members) members.members = [{ user: U2 }];
  await readers.sync();
  const first = await readers.read();
  expect([finds(0), finds(1), finds(2)]).toEqual([true, true, true]);
  return first;
}

describe('permissions of an item', () => {
  test.each([
    ['403', refused],
    ['404', gone],
  ])('%s: nobody, at once', async (_, reply) => {
    await begin();
    sample.controls.answerNext(/items\/f0\/permissions/, reply, 9);
    const { error, end } = await readers.read();
    expect([error, end?.documents]).toEqual([undefined, true]);
    expect(access()).toEqual({ kind: 'nobody', reason: 'refused' });
    expect(finds(0)).toBe(false);
  });

  test('500: what is stored stays, its groups too, and that is told', async () => {
    await begin();
    sample.controls.answerNext(/items\/f0\/permissions/, broken, 9);
    const { pages, findings, end } = await readers.read();
    expect(pages.flatMap((page) => page.unreadDocuments ?? [])).toEqual(['b!A/f0']);
    expect(count(findings, 'permissions_unread')).toBe(1);
    expect(end).toMatchObject({ people: true, documents: true });
    expect([finds(0), finds(1), finds(2)]).toEqual([true, true, true]);
  });

  test('500 in a sync: nobody until they are read', async () => {
    sample.controls.answerNext(/items\/f0\/permissions/, broken, 9);
    await readers.sync();
    expect(access()).toEqual({ kind: 'nobody', reason: 'not_read' });
  });

  test('inner 429 in an outer 200 is waited for, and everything is read', async () => {
    await begin();
    sample.controls.switches.innerThrottles = 3;
    const { findings, pages } = await readers.read();
    expect(count(findings, 'permissions_unread')).toBe(0);
    expect(pages.flatMap((page) => page.unreadDocuments ?? [])).toEqual([]);
    expect(finds(0)).toBe(true);
  });

  test('a long list is followed to its end, and one that is cut there counts by what it has', async () => {
    const many = Array.from({ length: 40 }, () => ({ to: [{ user: U1 }], roles: ['read'] }));
    sample.controls.share('f0', [OWNERS, ...many, { to: [{ user: U0 }], roles: ['read'] }]);
    sample.controls.switches.largestPage = 7;
    await readers.sync();
    await readers.read();
    expect(finds(0)).toBe(true);
    sample.controls.switches.cutPermissions = 20;
    await readers.read();
    expect([finds(0), finds(1)]).toEqual([false, true]);
  });

  test('a list that leads in a circle is incomplete, so nobody’s', async () => {
    await begin();
    const path = '/v1.0/drives/b!A/items/f0/permissions?$skiptoken=9';
    const list = {
      '@odata.nextLink': `${sample.url}${path}`,
      value: [{ id: 'p', roles: ['read'] }],
    };
    sample.controls.answerNext(/f0\/permissions/, { status: 200, body: list }, 99);
    await readers.read();
    expect(access()).toEqual({ kind: 'nobody', reason: 'incomplete' });
  });

  test('a list that leads to somebody else is not followed', async () => {
    await begin();
    const list = { '@odata.nextLink': 'https://elsewhere.example/v1.0/x', value: [] };
    sample.controls.answerNext(/f0\/permissions/, { status: 200, body: list }, 9);
    const { pages } = await readers.read();
    expect(pages.flatMap((page) => page.unreadDocuments ?? [])).toEqual(['b!A/f0']);
  });

  test('a list in which no owner is shown is incomplete', async () => {
    await begin();
    sample.controls.switches.ownersHidden = true;
    await readers.read();
    expect(access()).toEqual({ kind: 'nobody', reason: 'incomplete' });
  });

  test.each([
    ['site_user_only', [false, true, true]],
    ['old_only', [false, false, false]],
  ] as const)('identities of the kind %s', async (identities, found) => {
    await begin();
    sample.controls.switches.identities = identities;
    const { findings } = await readers.read();
    expect([finds(0), finds(1), finds(2)]).toEqual(found);
    expect(count(findings, 'principals_unknown')).toBeGreaterThan(0);
  });

  test.each(['in_site', 'global', 'both'] as const)('groups of a site named %s', async (names) => {
    await begin();
    sample.controls.switches.siteGroupNames = names;
    await readers.read();
    expect(finds(2)).toBe(true);
  });
});

describe('groups', () => {
  test('of one site are not those of another, whatever their numbers and names', async () => {
    sample.controls.share('g0', [OWNERS, { to: [{ siteGroup: 4 }], roles: ['read'] }]);
    await begin();
    expect(finds(2, 'b!B/g0')).toBe(false);
    const [, members] = site(1).siteGroups;
    if (members) members.members = [{ user: U1 }];
    await readers.read();
    expect([finds(1, 'b!B/g0'), finds(2, 'b!B/g0')]).toEqual([true, false]);
    expect([finds(1), finds(2)]).toEqual([true, true]);
  });

  test('that are gone hold nobody; names do not matter', async () => {
    await begin();
    group(G0).displayName = 'Renamed';
    await readers.read();
    expect(finds(1)).toBe(true);
    directory().groups = directory().groups.filter(({ id }) => id !== G0);
    const { findings } = await readers.read();
    expect([finds(1), count(findings, 'groups_gone')]).toEqual([false, 1]);
  });

  test('that failed are told apart from empty ones', async () => {
    await begin();
    sample.controls.answerNext(new RegExp(`groups/${G0}/transitive`), broken, 3);
    const failed = await readers.read();
    expect([finds(1), count(failed.findings, 'groups_unread')]).toEqual([true, 1]);
    group(G0).members = [];
    await readers.read();
    expect(finds(1)).toBe(false);
  });

  test('may go round in circles', async () => {
    await begin();
    group(G0).members = [{ group: G1 }];
    group(G1).members = [{ group: G0 }, { user: U1 }];
    await readers.read();
    expect(finds(1)).toBe(true);
  });

  test('of 100,000 members are read page by page', async () => {
    await begin();
    group(G0).members = Array.from({ length: 100_000 }, (_, index) => ({ user: `x${index}` }));
    group(G0).members.push({ user: U1 });
    sample.controls.switches.largestPage = 999;
    const { pages, calls } = await readers.read();
    expect(finds(1)).toBe(true);
    expect(pages.every((page) => (page.groups?.[0]?.members.length ?? 0) <= 1000)).toBe(true);
    expect(calls.filter((call) => call.includes('transitiveMembers'))).toHaveLength(100);
  }, 60_000);

  test('whose members break off in the middle keep those of before', async () => {
    await begin();
    sample.controls.switches.largestPage = 1;
    group(G0).members = [{ user: U2 }, { user: U0 }];
    sample.controls.answerNext(/transitiveMembers.*skiptoken/, broken, 9);
    await readers.read();
    expect(finds(1)).toBe(true);
  });

  test.each(['empty', 'refused'] as const)('with hidden members: %s', async (hiddenGroups) => {
    await begin();
    group(G0).isHidden = true;
    sample.controls.switches.hiddenGroups = hiddenGroups;
    const { findings } = await readers.read();
    expect(finds(1)).toBe(false);
    const code = hiddenGroups === 'empty' ? 'groups_hidden' : 'groups_refused';
    expect(count(findings, code)).toBe(1);
    sample.controls.switches.rights.push('Member.Read.Hidden');
    await readers.read();
    expect(finds(1)).toBe(true);
  });

  test('need GroupMember.Read.All, and say so; people named themselves are still found', async () => {
    await begin();
    sample.controls.switches.rights = ['User.Read.All'];
    const { findings } = await readers.read();
    expect(findings).toContainEqual(
      expect.objectContaining({ code: 'groups_refused', detail: 'GroupMember.Read.All' }),
    );
    expect([finds(0), finds(1)]).toEqual([true, false]);
  });
});

describe('groups of a site', () => {
  test('need a certificate, and say so', async () => {
    await begin();
    readers = withSecret();
    await readers.sync();
    const { findings } = await readers.read();
    expect([finds(0), finds(1), finds(2)]).toEqual([true, true, false]);
    expect(findings).toContainEqual({
      code: 'site_groups_need_certificate',
      count: 3,
      detail: 'SharePoint: Sites.FullControl.All',
    });
    expect(sample.controls.calls.filter((call) => call.includes('_api'))).not.toEqual([]);
  });

  test('a secret never calls that API', async () => {
    readers = withSecret();
    await readers.sync();
    await readers.read();
    expect(sample.controls.calls.filter((call) => call.includes('_api'))).toEqual([]);
  });

  test('need its right, and say so', async () => {
    await begin();
    sample.controls.switches.rest = 'refused';
    const { findings, end } = await readers.read();
    expect(end).toMatchObject({ people: true, documents: true });
    expect([finds(0), finds(1), finds(2)]).toEqual([true, true, false]);
    expect(count(findings, 'site_groups_refused')).toBe(3);
  });

  test('that failed are told apart from empty ones', async () => {
    await begin();
    sample.controls.answerNext(/_api\/web\/sitegroups/, broken, 99);
    const { findings } = await readers.read();
    expect([finds(2), count(findings, 'site_groups_unread')]).toEqual([true, 3]);
  });

  test('hold accounts by their Entra id alone, and groups and classes by their claims', async () => {
    await begin();
    sample.controls.switches.aadObjectIds = false;
    const [, members] = site().siteGroups;
    if (members) members.members = [{ user: U2 }, { group: G0 }, { ownersOf: G1 }];
    group(G1).owners = [U0];
    sample.controls.share('f0', [OWNERS, { to: [{ siteGroup: 4 }], roles: ['read'] }]);
    const { findings } = await readers.read();
    expect([finds(0), finds(1), finds(2)]).toEqual([true, true, false]);
    expect(count(findings, 'principals_unknown')).toBe(1);
    if (members) members.members = [{ class: 'everyone' }];
    await readers.read();
    expect([finds(0), finds(2)]).toEqual([true, true]);
  });

  test('where the ids cannot be asked for, the claims still count', async () => {
    await begin();
    const words = { status: 400, body: { 'odata.error': { code: '-1', message: { value: 'x' } } } };
    sample.controls.answerNext(/sitegroups\?\$select/, words, 9);
    const [, members] = site().siteGroups;
    if (members) members.members = [{ group: G0 }];
    sample.controls.share('f0', [OWNERS, { to: [{ siteGroup: 4 }], roles: ['read'] }]);
    await readers.read();
    expect(finds(1)).toBe(true);
  });

  test('owners of a Microsoft 365 group are not its members', async () => {
    await begin();
    const [, members] = site().siteGroups;
    if (members) members.members = [{ ownersOf: G1 }];
    Object.assign(group(G1), { owners: [U0], members: [{ user: U1 }] });
    sample.controls.share('f0', [OWNERS, { to: [{ siteGroup: 4 }], roles: ['read'] }]);
    await readers.read();
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
    Object.assign(sample.controls.switches, switches);
    const { findings, end, pages } = await readers.read();
    expect(end).toMatchObject({ people: false, documents: true });
    expect(findings).toContainEqual({ code, count: 1, detail: 'User.Read.All' });
    expect(pages.flatMap((page) => page.unreadGroups ?? [])).toContain(TENANT_MEMBERS);
    expect(finds(0)).toBe(true);
  });

  test('in a list that breaks off only who is disabled counts', async () => {
    await begin();
    sample.controls.switches.largestPage = 3;
    for (const user of directory().users.slice(0, 2)) user.accountEnabled = false;
    Object.assign(directory().users[2] ?? {}, { mail: 'mail0@northwind.example' });
    sample.controls.answerNext(/users.*skiptoken/, broken, 9);
    const { findings, end } = await readers.read();
    expect([end?.people, count(findings, 'people_incomplete')]).toEqual([false, 1]);
    expect([finds(0), finds(1)]).toEqual([false, false]);
    // Somebody else has that address by now; nobody believes it before the list is whole.
    expect(finds(2)).toBe(true);
  });

  test('who is disabled or gone finds nothing any more', async () => {
    await begin();
    Object.assign(directory().users[0] ?? {}, { accountEnabled: false });
    directory().users = directory().users.filter(({ id }) => id !== U1);
    await readers.read();
    expect([finds(0), finds(1), finds(2)]).toEqual([false, false, true]);
  });
});

describe('a reading', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])('goes on after its step %i', async (stopBefore) => {
    await begin();
    sample.controls.share('f1', [OWNERS, { to: [{ group: G1 }], roles: ['read'] }]);
    group(G1).members = [{ user: U2 }];
    const { error, end } = await readers.read({ stopBefore });
    expect([error, end?.documents]).toEqual([undefined, true]);
    expect([finds(0), finds(1), finds(2), finds(2, 'b!A/f1')]).toEqual([true, true, true, true]);
  });

  test('of a site that is locked for now leaves what it holds as it was', async () => {
    await begin();
    site(1).access = 'locked';
    const { end, findings } = await readers.read();
    expect(end).toMatchObject({ documents: false });
    expect(count(findings, 'places_unread')).toBe(1);
    expect([finds(0), finds(1), finds(2)]).toEqual([true, true, true]);
    expect(access('b!B/g0')).toMatchObject({ kind: 'rule' });
  });

  test('hides what stands in no chosen place any more', async () => {
    await begin();
    const narrowed = open({ settings: { libraries: ['b!A'] } });
    for (const [id, one] of readers.model.documents) narrowed.model.documents.set(id, one);
    await narrowed.read();
    const { documents } = narrowed.model;
    expect(documents.get('b!B/g0')).toEqual({ kind: 'nobody', reason: 'not_met' });
    expect(documents.get('b!A/f0')).toMatchObject({ kind: 'rule' });
  });

  test('lets a grant end by the clock, without being read again', async () => {
    const until = '2026-11-28T13:00:00Z';
    sample.controls.share('f0', [OWNERS, { to: [{ user: U0 }], roles: ['read'], until }]);
    await readers.sync();
    await readers.read();
    expect(finds(0)).toBe(true);
    expect(finds(0, 'b!A/f0', new Date('2026-11-28T13:00:01Z'))).toBe(false);
  });
});
