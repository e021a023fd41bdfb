import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type OpenAccess, openAccess, SUMMARY } from './access-steps.ts';
import { changePastTheApp } from './past-the-app.ts';
import { startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
let owner: TestUser;
let admin: TestUser;
let member: TestUser;
let access: OpenAccess;
beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp('Olga');
  admin = await app.signUp('Adam');
  member = await app.signUp('Mia');
  access = await openAccess(app, owner);
  await owner.addMember(admin, 'admin');
  await owner.addMember(member, 'member');
  await owner.proveAddress();
  const { run_id: runId } = (await access.check()).body;
  await access.say(runId, 'access_completed', { summary: SUMMARY });
});
afterAll(() => app.close());
beforeEach(() => {
  app.receiver.pages.delete('/access/assign');
  app.receiver.asked.splice(0);
});

const ids = async () => {
  const of = (user: TestUser) => user.memberId(owner.organizationId);
  return { owner: await of(owner), admin: await of(admin), member: await of(member) };
};
const asked = (path: string) => app.receiver.asked.filter((one) => one.path === path);
const entries = () => access.entries('access.account_assigned');

describe('how members are known at the sources', () => {
  test('is told to owners and admins, by the addresses that count', async () => {
    const { owner: ownerId, admin: adminId, member: memberId } = await ids();
    const account = { kind: 'account', account_id: 'o', name: 'Olga O.', evidence: 'address' };
    app.receiver.pages.set('/access/match', {
      data: [
        {
          person_id: ownerId,
          // A connection of others is none of theirs, whatever the connector says.
          matches: { [access.id]: account, [randomUUID()]: account },
        },
        { person_id: adminId, matches: { [access.id]: { kind: 'ambiguous', count: 2 } } },
      ],
    });
    const answer = await admin.api('GET', '/api/people');
    expect(answer.body.data).toEqual({
      sources: [
        { connection_id: access.id, name: 'Confluence', type: 'confluence', is_read: true },
      ],
      people: [
        { person_id: ownerId, address_state: 'proved', matches: { [access.id]: account } },
        {
          person_id: adminId,
          address_state: 'not_proved',
          matches: { [access.id]: { kind: 'ambiguous', count: 2 } },
        },
        { person_id: memberId, address_state: 'not_proved', matches: {} },
      ],
    });
    expect(asked('/access/match')).toEqual([
      {
        path: '/access/match',
        body: {
          tenant_id: owner.organizationId,
          people: [
            { person_id: ownerId, addresses: [owner.email] },
            { person_id: adminId, addresses: [] },
            { person_id: memberId, addresses: [] },
          ],
        },
      },
    ]);
    expect((await member.api('GET', '/api/people')).body.code).toBe('forbidden');
  });

  test('is told to each of themselves', async () => {
    const { member: memberId } = await ids();
    app.receiver.pages.set('/access/match', { data: [{ person_id: memberId, matches: {} }] });
    const { body } = await member.api('GET', '/api/account/matches');
    expect(body.data).toEqual({
      sources: [
        { connection_id: access.id, name: 'Confluence', type: 'confluence', is_read: true },
      ],
      address_state: 'not_proved',
      matches: {},
    });
    const [question] = asked('/access/match');
    expect(question?.body).toMatchObject({ people: [{ person_id: memberId }] });
  });

  test('is looked for where there are people, of connections in use', async () => {
    const other = await openAccess(app);
    app.receiver.pages.set('/access/match', { data: [] });
    const sources = async () => (await other.user.api('GET', '/api/people')).body.data.sources;
    expect(await sources()).toMatchObject([{ connection_id: other.id, is_read: false }]);
    const { run_id: runId } = (await other.check()).body;
    await other.say(runId, 'access_completed', { summary: { ...SUMMARY, people: 0 } });
    expect(await sources()).toEqual([]);
  });
});

describe('an account that an owner assigns', () => {
  const path = (personId: string) => `${access.path}/people/${personId}`;

  test('is kept by the connector, and written to the log; so is taking it back', async () => {
    const { member: memberId } = await ids();
    app.receiver.pages.set('/access/assign', { data: { is_known: true } });
    const matches = {
      [access.id]: { kind: 'account', account_id: 'm', name: null, evidence: 'assigned' },
    };
    app.receiver.pages.set('/access/match', { data: [{ person_id: memberId, matches }] });
    const given = await owner.api('PUT', path(memberId), { account_id: 'm' });
    expect(given.body.data).toEqual({
      person_id: memberId,
      address_state: 'not_proved',
      matches,
    });
    await owner.api('PUT', path(memberId), { account_id: null });
    const common = { tenant_id: owner.organizationId, connection_id: access.id };
    expect(asked('/access/assign').map(({ body }) => body)).toEqual([
      { ...common, person_id: memberId, account_id: 'm' },
      { ...common, person_id: memberId, account_id: null },
    ]);
    const person = `Mia <${member.email}>`;
    expect(await entries()).toMatchObject([
      { actor_type: 'user', details: { person, person_id: memberId, account_id: 'm' } },
      { details: { person, account_id: null } },
    ]);
  });

  test.each([
    ['the source does not have', { data: { is_known: false } }, 'unknown_account'],
    ['the connector could not keep', undefined, 'documents_unavailable'],
  ])('and that %s is none, and in no log', async (_name, page, code) => {
    const before = await entries();
    if (page) app.receiver.pages.set('/access/assign', page);
    const { member: memberId } = await ids();
    const { body } = await owner.api('PUT', path(memberId), { account_id: 'gone' });
    expect(body.code).toBe(code);
    expect(await entries()).toEqual(before);
  });

  test('is an owner’s to choose, for members alone', async () => {
    app.receiver.pages.set('/access/assign', { data: { is_known: true } });
    const { member: memberId } = await ids();
    const stranger = await app.signUp();
    const byAdmin = await admin.api('PUT', path(memberId), { account_id: 'm' });
    expect([byAdmin.status, byAdmin.body.code]).toEqual([403, 'owner_required']);
    const byStranger = await stranger.api('PUT', path(memberId), { account_id: 'm' });
    expect([byStranger.status, byStranger.body.code]).toEqual([404, 'not_found']);
    const ofStranger = path(await stranger.memberId());
    const foreign = await owner.api('PUT', ofStranger, { account_id: 'm' });
    expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
    expect(asked('/access/assign')).toEqual([]);
  });

  test('is looked for by its name or address', async () => {
    const accounts = [{ account_id: 'm', name: 'Mia', address: null, is_active: true }];
    app.receiver.pages.set('/access/accounts', { data: accounts });
    const address = `${access.path}/accounts?query=mia`;
    expect((await owner.api('GET', address)).body.data).toEqual(accounts);
    expect(asked('/access/accounts')[0]?.body).toEqual({
      tenant_id: owner.organizationId,
      connection_id: access.id,
      query: 'mia',
    });
    expect((await admin.api('GET', address)).body.code).toBe('owner_required');
  });
});

describe('who was removed', () => {
  test('asks for nothing from the next request on, and comes back as somebody new', async () => {
    app.receiver.pages.set('/documents/search', { data: [], next_cursor: null, total: 0 });
    const guest = await app.signUp('Gus');
    await owner.addMember(guest, 'member');
    const before = await guest.memberId(owner.organizationId);
    const search = async () => {
      app.receiver.asked.splice(0);
      const { status } = await guest.api('GET', '/api/documents');
      const [question] = asked('/documents/search');
      return { status, ...(question?.body as { tenant_id: string; reader: object }) };
    };
    expect(await search()).toMatchObject({
      tenant_id: owner.organizationId,
      reader: { person_id: before },
    });
    await owner.api('POST', '/api/auth/organization/remove-member', { memberIdOrEmail: before });
    // What is left is the organization of their own.
    expect(await search()).toMatchObject({ status: 200, tenant_id: guest.organizationId });
    await owner.addMember(guest, 'member');
    const after = await guest.memberId(owner.organizationId);
    expect(after).not.toBe(before);
    expect(await search()).toMatchObject({ reader: { person_id: after } });
  });

  test('reads no document any more, whatever its address', async () => {
    const guest = await app.signUp('Gil');
    await owner.addMember(guest, 'member');
    const { kysely } = app.database;
    await changePastTheApp(app.url, async () => {
      await kysely.deleteFrom('organizations').where('id', '=', guest.organizationId).execute();
      await kysely.deleteFrom('members').where('user_id', '=', guest.userId).execute();
    });
    app.receiver.asked.splice(0);
    for (const address of [`/api/documents/${randomUUID()}`, '/api/documents']) {
      expect((await guest.api('GET', address)).status).toBe(401);
    }
    expect(app.receiver.asked).toEqual([]);
  });
});
