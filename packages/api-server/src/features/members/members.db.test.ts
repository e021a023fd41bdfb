import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organizationOf, type SessionClient, startMembersTestApp } from './members-test-app.ts';

let app: Awaited<ReturnType<typeof startMembersTestApp>>;
beforeAll(async () => {
  app = await startMembersTestApp();
});
afterAll(() => app.close());

describe('roles', () => {
  test('count from the very next request on', async () => {
    const owner = await app.signedUp('Yara');
    const { client, memberId } = await app.joined(owner, 'Zeno', 'member');
    const setRole = (by: SessionClient, role: string) =>
      by.post('/api/auth/organization/update-member-role', { memberId, role });
    expect((await client.get('/api/session')).body.data.role).toBe('member');
    expect((await setRole(client, 'admin')).body.code).toBe('forbidden');
    expect((await setRole(owner, 'admin')).status).toBe(200);
    expect((await client.get('/api/session')).body.data.role).toBe('admin');
    expect((await setRole(client, 'owner')).body.code).toBe('forbidden');
    expect((await setRole(owner, 'admin,owner')).body.code).toBe('validation_failed');
    expect((await app.audit(await organizationOf(owner))).at(-1)).toMatchObject({
      action: 'member.role_changed',
      object_label: 'zeno@example.com',
      details: { role: 'admin', previous_role: 'member' },
    });
  });

  test('an admin neither makes nor removes nor demotes an owner', async () => {
    const owner = await app.signedUp('Anna');
    const admin = await app.joined(owner, 'Boris', 'admin');
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
    const owner = await app.signedUp('Carla');
    const { client, memberId } = await app.joined(owner, 'Dirk', 'admin');
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
    expect((await app.audit(organization)).at(-1)).toMatchObject({
      action: 'member.removed',
      object_label: 'dirk@example.com',
      actor_label: 'Carla <carla@example.com>',
    });
  });

  test('another organization’s owner can change nothing here', async () => {
    const owner = await app.signedUp('Edda');
    const stranger = await app.signedUp('Falk');
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
    expect(await app.audit(organizationId)).toHaveLength(2);
  });
});
