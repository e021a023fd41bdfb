import type { Domain } from '@rita/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { recheckDomains } from '../src/features/domains/check-domain.ts';
import { listProvedPeople } from '../src/features/people/people.store.ts';
import { startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

/** What the DNS says: the records of each domain, or the code that a look-up ends with. */
const dns = new Map<string, string[][] | string>();
const asked: string[] = [];

let app: TestApp;
let owner: TestUser;
beforeAll(async () => {
  const resolveTxt = async (domain: string) => {
    asked.push(domain);
    const said = dns.get(domain) ?? 'ENOTFOUND';
    if (typeof said === 'string') throw Object.assign(new Error(said), { code: said });
    return said;
  };
  app = await startTestApp({}, { resolveTxt });
});
afterAll(() => app.close());
beforeEach(async () => {
  dns.clear();
  owner = await app.signUp();
});

const add = async (domain: string, by = owner) =>
  (await by.api('POST', '/api/domains', { domain })).body.data as Domain;
const check = async ({ id }: Domain, by = owner) =>
  (await by.api('POST', `/api/domains/${id}/check`)).body.data as Domain;
const proveDomain = async (domain: string, by = owner) => {
  const added = await add(domain, by);
  dns.set(domain, [['unrelated'], [added.record]]);
  return check(added, by);
};

async function entries() {
  const { body } = await owner.api('GET', '/api/audit-events');
  const events = body.data as { action: string; actor_type: string; object_label: string }[];
  return events
    .filter(({ action }) => action.startsWith('domain.'))
    .map(({ action, actor_type, object_label }) => [action, actor_type, object_label])
    .toReversed();
}

describe('a domain', () => {
  test('is proved by its record, whole or in parts, and by no other', async () => {
    const added = await add(' Example.ORG ');
    expect(added).toMatchObject({ domain: 'example.org', proved_at: null, finding: null });
    expect(added.record).toMatch(/^rita-domain-verification=[\w-]{32}$/);
    expect(await check(added)).toMatchObject({ proved_at: null, finding: 'absent' });
    dns.set('example.org', 'ESERVFAIL');
    expect(await check(added)).toMatchObject({ proved_at: null, finding: 'unanswered' });
    const stranger = await app.signUp();
    const theirs = await add('example.org', stranger);
    dns.set('example.org', [[theirs.record], [`${added.record}x`], ['v=spf1 -all']]);
    expect(await check(added)).toMatchObject({ proved_at: null, finding: 'absent' });
    dns.set('example.org', [[added.record.slice(0, 9), added.record.slice(9)]]);
    const proved = await check(added);
    expect(proved.proved_at).not.toBeNull();
    expect(proved.finding).toBe('found');
    expect((await owner.api('GET', '/api/domains')).body.data).toEqual([proved]);
    expect(await entries()).toEqual([
      ['domain.added', 'user', 'example.org'],
      ['domain.proved', 'user', 'example.org'],
    ]);
  });

  test.each([
    'example',
    'exa mple.org',
    'example.org.',
    '-example.org',
    'exämple.org',
    '127.0.0.1',
    'a@example.org',
    `${'a'.repeat(64)}.${'b.'.repeat(120)}org`,
  ])('is not %j', async (domain) => {
    const { body } = await owner.api('POST', '/api/domains', { domain });
    expect(body.code).toBe('validation_failed');
    expect(asked).not.toContain(domain);
  });

  test('is on the list once, of fifty at most', async () => {
    await add('example.org');
    const again = await owner.api('POST', '/api/domains', { domain: 'EXAMPLE.org' });
    expect([again.status, again.body.code]).toEqual([409, 'domain_exists']);
    const rest = Array.from({ length: 50 }, (_, at) => `d${at}.example.org`);
    const answers = await Promise.all(
      rest.map((domain) => owner.api('POST', '/api/domains', { domain })),
    );
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(49);
    const refused = answers.filter(({ status }) => status !== 201);
    expect(refused.map(({ body }) => body.code)).toEqual(['too_many_domains']);
  });

  test('of another organization is nobody’s to check or remove', async () => {
    const added = await add('example.org');
    const stranger = await app.signUp();
    const attempts = [
      stranger.api('POST', `/api/domains/${added.id}/check`),
      stranger.api('DELETE', `/api/domains/${added.id}`),
    ];
    for (const { status, body } of await Promise.all(attempts)) {
      expect([status, body.code]).toEqual([404, 'not_found']);
    }
    expect((await owner.api('GET', '/api/domains')).body.data).toEqual([added]);
  });

  test('is looked at again by itself: gone is gone, no answer is none', async () => {
    const proved = await proveDomain('example.org');
    const later = async () => {
      await app.database.executeSql(
        `update organization_domains set checked_at = now() - interval '7 hours' where id = $1`,
        [proved.id],
      );
      const found = await recheckDomains(app.deps);
      const { body } = await owner.api('GET', '/api/domains');
      return { found, ...(body.data as Domain[])[0] };
    };
    dns.set('example.org', 'ETIMEOUT');
    expect(await later()).toMatchObject({ found: 1, finding: 'unanswered' });
    dns.set('example.org', []);
    const gone = await later();
    expect(gone).toMatchObject({ finding: 'absent', proved_at: proved.proved_at });
    expect(await recheckDomains(app.deps)).toBe(0);
    dns.set('example.org', [[proved.record]]);
    expect(await later()).toMatchObject({ finding: 'found' });
    expect(await entries()).toEqual([
      ['domain.added', 'user', 'example.org'],
      ['domain.proved', 'user', 'example.org'],
      ['domain.lapsed', 'system', 'example.org'],
      ['domain.proved', 'system', 'example.org'],
    ]);
  });
});

describe('an address of a domain that is proved', () => {
  const set = (user: TestUser, changes: Record<string, unknown>) =>
    app.database.kysely.updateTable('users').set(changes).where('id', '=', user.userId).execute();
  const counts = async (user: TestUser, organizationId = owner.organizationId) => {
    const people = await listProvedPeople(app.deps.db, organizationId);
    const personId = await user.memberId(organizationId);
    return people.some(({ person_id }) => person_id === personId);
  };
  /** A member whose address, at that domain, was proved by mail. */
  const memberAt = async (domain: string) => {
    const member = await app.signUp();
    await owner.addMember(member, 'member');
    await member.proveAddress();
    const [local] = member.email.split('@');
    await set(member, { email: `${local}@${domain}` });
    return member;
  };

  test('counts for those alone whom the identity provider vouches for', async () => {
    const member = await memberAt('example.org');
    const other = await memberAt('sub.example.org');
    expect(await counts(member)).toBe(true);
    const domain = await proveDomain('example.org');
    expect(await counts(member)).toBe(false);
    // Another domain is another domain.
    expect(await counts(other)).toBe(true);
    for (const [address_claim, isCounted] of [
      ['denied', false],
      ['verified', true],
      ['unstated', true],
    ] as const) {
      await set(member, { address_claim });
      expect([address_claim, await counts(member)]).toEqual([address_claim, isCounted]);
    }
    // The provider is the authority for as long as the DNS says so; a verified claim stands by itself.
    dns.set('example.org', []);
    await check(domain);
    expect(await counts(member)).toBe(false);
    await set(member, { address_claim: 'verified' });
    expect(await counts(member)).toBe(true);
    await set(member, { address_claim: null });
    expect(await counts(member)).toBe(false);
    await owner.api('DELETE', `/api/domains/${domain.id}`);
    expect(await counts(member)).toBe(true);
  });

  test('that nobody could look up for a week vouches for nobody by itself', async () => {
    const member = await memberAt('example.org');
    await set(member, { address_claim: 'unstated' });
    await proveDomain('example.org');
    expect(await counts(member)).toBe(true);
    await app.database.executeSql(
      `update organization_domains set found_at = now() - interval '8 days'
        where organization_id = $1`,
      [owner.organizationId],
    );
    expect(await counts(member)).toBe(false);
  });

  test('counts in other organizations as before', async () => {
    const member = await memberAt('example.org');
    await proveDomain('example.org');
    expect(await counts(member)).toBe(false);
    expect(await counts(member, member.organizationId)).toBe(true);
    // It is the same at sign-in: what the next request is asked with.
    const { body } = await member.api('GET', '/api/account');
    expect(body.data.address_proved_at).not.toBeNull();
  });

  test('that is not proved yet changes nothing', async () => {
    const member = await memberAt('example.org');
    const added = await add('example.org');
    await check(added);
    expect(await counts(member)).toBe(true);
    await set(member, { address_proved_at: null, address_proved_by: null });
    await set(member, { address_claim: 'unstated' });
    expect(await counts(member)).toBe(false);
  });
});
