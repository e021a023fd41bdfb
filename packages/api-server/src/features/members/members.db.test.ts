import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SessionTestApp, startSessionTestApp } from '../session/session-test-app.ts';
import type { SessionClient } from '../session/session-test-client.ts';

let app: SessionTestApp;
beforeAll(async () => {
  app = await startSessionTestApp();
});
afterAll(() => app.close());

async function signedUp(name: string): Promise<SessionClient> {
  const client = app.client();
  expect((await client.signUp(name)).status).toBe(200);
  return client;
}

async function organizationOf(client: SessionClient): Promise<string> {
  return (await client.get('/api/session')).body.data.organization.id;
}

async function invite(client: SessionClient, name: string, role: string) {
  const email = `${name.toLowerCase()}@example.com`;
  return client.post('/api/auth/organization/invite-member', { email, role });
}

async function accept(client: SessionClient, invitationId: string) {
  return client.post('/api/auth/organization/accept-invitation', { invitationId });
}

/** Somebody new who has joined the client's organization. */
async function joined(owner: SessionClient, name: string, role: string) {
  const invitation = await invite(owner, name, role);
  expect(invitation.status).toBe(200);
  const client = await signedUp(name);
  expect((await accept(client, invitation.body.id)).status).toBe(200);
  const members = (await owner.get('/api/members')).body.data.members;
  const member = members.find((m: { name: string }) => m.name === name);
  return { client, memberId: member.id as string };
}

function audit(organizationId: string) {
  return app.database.kysely
    .selectFrom('audit_events')
    .select(['action', 'actor_label', 'object_label', 'details'])
    .where('organization_id', '=', organizationId)
    .orderBy('position')
    .execute();
}

describe('invitations', () => {
  test('are made, followed and accepted, and the new member works in that organization', async () => {
    const owner = await signedUp('Olga');
    const organization = await organizationOf(owner);
    const invitation = await invite(owner, 'Ivan', 'admin');
    expect(invitation.body).toMatchObject({ email: 'ivan@example.com', role: 'admin' });
    const path = `/api/invitations/${invitation.body.id}`;
    expect((await app.client().get(path)).body.data).toMatchObject({
      organization_name: 'Olga’s organization',
      email: 'ivan@example.com',
      role: 'admin',
    });
    const listed = (await owner.get('/api/members')).body.data.invitations[0];
    expect(listed.link).toBe(`http://localhost:3000/invitations/${invitation.body.id}`);
    expect(listed.invited_by).toBe('Olga');

    const ivan = await signedUp('Ivan');
    const own = await organizationOf(ivan);
    expect((await accept(ivan, invitation.body.id)).status).toBe(200);
    const session = (await ivan.get('/api/session')).body.data;
    expect(session).toMatchObject({ organization: { id: organization }, role: 'admin' });
    expect(session.organizations).toMatchObject([{ id: own, role: 'owner' }]);
    expect((await app.client().get(path)).body.code).toBe('not_found');
    expect((await accept(ivan, invitation.body.id)).body.code).toBe('not_found');

    await ivan.signOut();
    await ivan.signIn('Ivan');
    expect(await organizationOf(ivan)).toBe(organization);
    expect(
      (await ivan.post('/api/auth/organization/set-active', { organizationId: own })).status,
    ).toBe(200);
    expect(await organizationOf(ivan)).toBe(own);
    expect(await audit(organization)).toMatchObject([
      { action: 'organization.created' },
      { action: 'session.signed_up' },
      { action: 'member.invited', object_label: 'ivan@example.com', details: { role: 'admin' } },
      {
        action: 'member.joined',
        actor_label: 'Ivan <ivan@example.com>',
        details: { role: 'admin' },
      },
      { action: 'session.signed_out' },
      { action: 'session.signed_in' },
    ]);
    expect(JSON.stringify(await audit(organization))).not.toContain(invitation.body.id);
  });

  test('are for the invited address only', async () => {
    const owner = await signedUp('Paula');
    const invitation = await invite(owner, 'Quentin', 'member');
    const other = await signedUp('Mallory');
    expect((await accept(other, invitation.body.id)).body).toMatchObject({
      status: 403,
      code: 'wrong_account',
    });
    expect((await owner.get('/api/members')).body.data.members).toHaveLength(1);
  });

  test('need a confirmed address where mails are delivered, and then show no link', async () => {
    const delivering = await startSessionTestApp({ delivers: true });
    try {
      const owner = delivering.client();
      await owner.signUp('Rosa');
      const invitation = await invite(owner, 'Sven', 'member');
      const listed = (await owner.get('/api/members')).body.data.invitations;
      expect(listed).toMatchObject([{ email: 'sven@example.com', link: null }]);
      const mail = delivering.mails.find(({ to }) => to === 'sven@example.com');
      expect(mail?.text).toContain(`/invitations/${invitation.body.id}`);

      const sven = delivering.client();
      await sven.signUp('Sven');
      expect((await accept(sven, invitation.body.id)).body.code).toBe('email_not_verified');
      const confirmation = delivering.mails.find(({ subject }) =>
        subject.startsWith('Confirm your'),
      );
      expect(confirmation).toBeDefined();
      const toSven = delivering.mails.findLast(({ to }) => to === 'sven@example.com');
      const link = new URL(/https?:\S+/.exec(toSven?.text ?? '')?.[0] ?? '');
      expect((await sven.get(link.pathname + link.search)).status).toBe(302);
      expect((await accept(sven, invitation.body.id)).status).toBe(200);
    } finally {
      await delivering.close();
    }
  });

  test('can be cancelled, and cancelled ones count no more', async () => {
    const owner = await signedUp('Tilda');
    const { id } = (await invite(owner, 'Ugo', 'member')).body;
    expect((await invite(owner, 'Ugo', 'member')).body.code).toBe('already_member');
    const cancel = await owner.post('/api/auth/organization/cancel-invitation', {
      invitationId: id,
    });
    expect(cancel.status).toBe(200);
    const ugo = await signedUp('Ugo');
    expect((await accept(ugo, id)).body.code).toBe('not_found');
    expect((await audit(await organizationOf(owner))).at(-1)).toMatchObject({
      action: 'invitation.cancelled',
      object_label: 'ugo@example.com',
    });
  });

  test('are shown only to those who may grant their role', async () => {
    const owner = await signedUp('Vera');
    const admin = await joined(owner, 'Wim', 'admin');
    const member = await joined(owner, 'Xenia', 'member');
    await invite(owner, 'Second', 'owner');
    await invite(owner, 'Third', 'member');
    const roles = async (client: SessionClient) =>
      (await client.get('/api/members')).body.data.invitations.map((i: { role: string }) => i.role);
    expect((await roles(owner)).toSorted()).toEqual(['member', 'owner']);
    expect(await roles(admin.client)).toEqual(['member']);
    expect(await roles(member.client)).toEqual([]);
    expect((await invite(member.client, 'Fourth', 'member')).body.code).toBe('forbidden');
    expect((await invite(admin.client, 'Fourth', 'owner')).body.code).toBe('forbidden');
    expect((await invite(admin.client, 'Fourth', 'king')).body.code).toBe('validation_failed');
  });
});

describe('roles', () => {
  test('count from the very next request on', async () => {
    const owner = await signedUp('Yara');
    const { client, memberId } = await joined(owner, 'Zeno', 'member');
    const setRole = (by: SessionClient, role: string) =>
      by.post('/api/auth/organization/update-member-role', { memberId, role });
    expect((await client.get('/api/session')).body.data.role).toBe('member');
    expect((await setRole(client, 'admin')).body.code).toBe('forbidden');
    expect((await setRole(owner, 'admin')).status).toBe(200);
    expect((await client.get('/api/session')).body.data.role).toBe('admin');
    expect((await setRole(client, 'owner')).body.code).toBe('forbidden');
    expect((await setRole(owner, 'admin,owner')).body.code).toBe('validation_failed');
    expect((await audit(await organizationOf(owner))).at(-1)).toMatchObject({
      action: 'member.role_changed',
      object_label: 'zeno@example.com',
      details: { role: 'admin', previous_role: 'member' },
    });
  });

  test('an admin neither makes nor removes nor demotes an owner', async () => {
    const owner = await signedUp('Anna');
    const admin = await joined(owner, 'Boris', 'admin');
    const [ownerMember] = (await owner.get('/api/members')).body.data.members;
    expect(ownerMember.role).toBe('owner');
    const remove = { memberIdOrEmail: ownerMember.id };
    const demote = { memberId: ownerMember.id, role: 'member' };
    const denied = [
      await admin.client.post('/api/auth/organization/remove-member', remove),
      await admin.client.post('/api/auth/organization/update-member-role', demote),
    ];
    for (const answer of denied) expect([403, 409]).toContain(answer.status);
    expect((await owner.get('/api/session')).body.data.role).toBe('owner');
  });

  test('removal counts from the very next request on; the removed one is back in the own organization', async () => {
    const owner = await signedUp('Carla');
    const { client, memberId } = await joined(owner, 'Dirk', 'admin');
    const organization = await organizationOf(owner);
    expect(await organizationOf(client)).toBe(organization);
    const removed = await owner.post('/api/auth/organization/remove-member', {
      memberIdOrEmail: memberId,
    });
    expect(removed.status).toBe(200);
    const session = (await client.get('/api/session')).body.data;
    expect(session.organization.name).toBe('Dirk’s organization');
    expect(session.organizations).toEqual([]);
    const back = await client.post('/api/auth/organization/set-active', {
      organizationId: organization,
    });
    expect(back.body.code).toBe('not_found');
    expect((await audit(organization)).at(-1)).toMatchObject({
      action: 'member.removed',
      object_label: 'dirk@example.com',
      actor_label: 'Carla <carla@example.com>',
    });
  });

  test('another organization’s owner can change nothing here', async () => {
    const owner = await signedUp('Edda');
    const stranger = await signedUp('Falk');
    const organizationId = await organizationOf(owner);
    const [member] = (await owner.get('/api/members')).body.data.members;
    const attempts = [
      ['invite-member', { email: 'g@example.com', role: 'admin', organizationId }],
      ['update-member-role', { memberId: member.id, role: 'member', organizationId }],
      ['update-member-role', { memberId: member.id, role: 'member' }],
      ['remove-member', { memberIdOrEmail: member.id, organizationId }],
      ['set-active', { organizationId }],
      ['leave', { organizationId }],
    ] as const;
    for (const [action, body] of attempts) {
      const answer = await stranger.post(`/api/auth/organization/${action}`, body);
      expect([403, 404], `${action} ${JSON.stringify(answer.body)}`).toContain(answer.status);
    }
    expect((await owner.get('/api/members')).body.data.members).toMatchObject([{ role: 'owner' }]);
    expect(await audit(organizationId)).toHaveLength(2);
  });
});

describe('the last owner', () => {
  test('stays, and cannot leave', async () => {
    const owner = await signedUp('Gesa');
    const [member] = (await owner.get('/api/members')).body.data.members;
    const before = await audit(await organizationOf(owner));
    const attempts = [
      ['leave', {}],
      ['remove-member', { memberIdOrEmail: member.id }],
      ['update-member-role', { memberId: member.id, role: 'admin' }],
    ] as const;
    for (const [action, body] of attempts) {
      const answer = await owner.post(`/api/auth/organization/${action}`, body);
      expect(answer.body, action).toMatchObject({ code: 'last_owner', status: 409 });
    }
    expect(await audit(await organizationOf(owner))).toEqual(before);
  });

  test('of two owners who leave or step down at once, one stays', async () => {
    for (const round of [1, 2, 3]) {
      const first = await signedUp(`Hugo${round}`);
      const { client: second, memberId } = await joined(first, `Ida${round}`, 'owner');
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
    const [first] = [await signedUp('Jost')];
    await joined(first, 'Kaja', 'owner');
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
  const owner = await signedUp('Lena');
  const { client, memberId } = await joined(owner, 'Marek', 'member');
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
