import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organizationOf, startMembersTestApp } from './members-test-app.ts';

let app: Awaited<ReturnType<typeof startMembersTestApp>>;
beforeAll(async () => {
  app = await startMembersTestApp();
});
afterAll(() => app.close());

test('whoever has left every organization goes on in one of their own', async () => {
  const first = await app.signedUp('Nils');
  const left = await organizationOf(first);
  await app.joined(first, 'Oda', 'owner');
  expect((await first.post('/api/auth/organization/leave')).status).toBe(200);
  const session = (await first.get('/api/session')).body.data;
  expect(session).toMatchObject({ organization: { name: 'Nils’s organization' }, role: 'owner' });
  expect(session.organization.id).not.toBe(left);
  expect(await app.audit(session.organization.id)).toMatchObject([
    { action: 'organization.created' },
  ]);
});

test('who is taken out of the last one while nobody is signed in gets it by signing in', async () => {
  const owner = await app.signedUp('Nora');
  const { client, memberId } = await app.joined(owner, 'Otto', 'member');
  await client.signOut();
  await owner.post('/api/auth/organization/remove-member', { memberIdOrEmail: memberId });
  const memberships = app.database.kysely
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select('m.id')
    .where('u.email', '=', 'otto@example.com');
  expect(await memberships.execute()).toEqual([]);
  expect((await client.signIn('Otto')).status).toBe(200);
  const session = (await client.get('/api/session')).body.data;
  expect(session).toMatchObject({ organization: { name: 'Otto’s organization' }, role: 'owner' });
  expect(await app.audit(session.organization.id)).toMatchObject([
    { action: 'organization.created' },
    { action: 'session.signed_in' },
  ]);
});

describe('the last owner', () => {
  test('stays, and cannot leave', async () => {
    const owner = await app.signedUp('Gesa');
    const [member] = (await owner.get('/api/members')).body.data.members;
    const before = await app.audit(await organizationOf(owner));
    const attempts = [
      ['leave', {}],
      ['remove-member', { memberIdOrEmail: member.id }],
      ['update-member-role', { memberId: member.id, role: 'admin' }],
    ] as const;
    for (const [action, body] of attempts) {
      const answer = await owner.post(`/api/auth/organization/${action}`, body);
      expect(answer.body, action).toMatchObject({ code: 'last_owner', status: 409 });
    }
    expect(await app.audit(await organizationOf(owner))).toEqual(before);
  });

  test('of two owners who leave or step down at once, one stays', async () => {
    for (const round of [1, 2, 3]) {
      const first = await app.signedUp(`Hugo${round}`);
      const { client: second, memberId } = await app.joined(first, `Ida${round}`, 'owner');
      const organization = await organizationOf(first);
      const answers = await Promise.all([
        first.post('/api/auth/organization/leave', { organizationId: organization }),
        second.post('/api/auth/organization/update-member-role', { memberId, role: 'member' }),
      ]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      const owners = await app.database.kysely
        .selectFrom('members')
        .select('id')
        .where('organization_id', '=', organization)
        .where('role', '=', 'owner')
        .execute();
      expect(owners).toHaveLength(1);
    }
  });

  test('is kept by the database itself', async () => {
    const [first] = [await app.signedUp('Jost')];
    await app.joined(first, 'Kaja', 'owner');
    const organization = await organizationOf(first);
    const statement = `delete from members where organization_id = '${organization}'`;
    await expect(app.database.executeSql(statement)).rejects.toMatchObject({ code: 'RI001' });
    const owners = (await first.get('/api/members')).body.data.members;
    expect(owners).toHaveLength(2);
  });
});

test('the end of access is announced to every replica', async () => {
  const heard: Record<string, string>[] = [];
  const stop = await app.database.listen('access_changed', {
    onNotification: (payload) => void heard.push(JSON.parse(payload)),
    onReconnected: () => {},
  });
  const owner = await app.signedUp('Lena');
  const { client, memberId } = await app.joined(owner, 'Marek', 'member');
  const organization = await organizationOf(owner);
  const userId = (await client.get('/api/session')).body.data.user.id;
  await owner.post('/api/auth/organization/update-member-role', { memberId, role: 'admin' });
  await owner.post('/api/auth/organization/remove-member', { memberIdOrEmail: memberId });
  await client.signOut();
  await expect
    .poll(() => heard.filter((event) => event.user_id === userId))
    .toEqual(
      expect.arrayContaining([
        { user_id: userId, organization_id: organization },
        { user_id: userId, session_id: expect.any(String) },
      ]),
    );
  await stop();
});
