import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SessionTestApp, startSessionTestApp } from '../session/session-test-app.ts';
import {
  accept,
  invite,
  organizationOf,
  type SessionClient,
  startMembersTestApp,
} from './members-test-app.ts';

let app: Awaited<ReturnType<typeof startMembersTestApp>>;
beforeAll(async () => {
  app = await startMembersTestApp();
});
afterAll(() => app.close());

describe('invitations', () => {
  test('are made, followed and accepted, and the new member works in that organization', async () => {
    const owner = await app.signedUp('Olga');
    const organization = await organizationOf(owner);
    const ivan = await app.signedUp('Ivan');
    const own = await organizationOf(ivan);
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
    expect(await app.audit(organization)).toMatchObject([
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
    expect(JSON.stringify(await app.audit(organization))).not.toContain(invitation.body.id);
  });

  test('are for the invited address only', async () => {
    const owner = await app.signedUp('Paula');
    const invitation = await invite(owner, 'Quentin', 'member');
    const other = await app.signedUp('Mallory');
    expect((await accept(other, invitation.body.id)).body).toMatchObject({
      status: 403,
      code: 'wrong_account',
    });
    expect((await owner.get('/api/members')).body.data.members).toHaveLength(1);
  });

  test('need a confirmed address where mails are delivered, and then show no link', async () => {
    const delivering = await startSessionTestApp({ delivers: true });
    try {
      const owner = await confirmed(delivering, 'Rosa');
      const invitation = await invite(owner, 'Sven', 'member');
      const listed = (await owner.get('/api/members')).body.data.invitations;
      expect(listed).toMatchObject([{ email: 'sven@example.com', link: null }]);
      expect(await delivering.mailTo('sven@example.com')).toContain(
        `/invitations/${invitation.body.id}`,
      );
      const sven = await confirmed(delivering, 'Sven');
      const set = (email_verified: boolean) =>
        delivering.database.kysely
          .updateTable('users')
          .set({ email_verified })
          .where('email', '=', 'sven@example.com')
          .execute();
      await set(false);
      expect((await accept(sven, invitation.body.id)).body.code).toBe('email_not_verified');
      await sven.post('/api/auth/send-verification-email', { email: 'sven@example.com' });
      const mail = await waitFor(async () =>
        (await delivering.mailsTo('sven@example.com')).find((text) =>
          text.includes('verify-email'),
        ),
      );
      const link = new URL(/https?:\S+/.exec(mail)?.[0] ?? '');
      expect((await sven.get(link.pathname + link.search)).status).toBe(302);
      expect((await accept(sven, invitation.body.id)).status).toBe(200);
    } finally {
      await delivering.close();
    }
  });

  test('can be cancelled, and cancelled ones count no more', async () => {
    const owner = await app.signedUp('Tilda');
    const { id } = (await invite(owner, 'Ugo', 'member')).body;
    expect((await invite(owner, 'Ugo', 'member')).body.code).toBe('already_member');
    const cancel = await owner.post('/api/auth/organization/cancel-invitation', {
      invitationId: id,
    });
    expect(cancel.status).toBe(200);
    const ugo = await app.signedUp('Ugo');
    expect((await accept(ugo, id)).body.code).toBe('not_found');
    expect((await app.audit(await organizationOf(owner))).at(-1)).toMatchObject({
      action: 'invitation.cancelled',
      object_label: 'ugo@example.com',
    });
  });

  test('are shown only to those who may grant their role', async () => {
    const owner = await app.signedUp('Vera');
    const admin = await app.joined(owner, 'Wim', 'admin');
    const member = await app.joined(owner, 'Xenia', 'member');
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

/** Somebody new whose sign-up was confirmed by mail. */
async function confirmed(app: SessionTestApp, name: string): Promise<SessionClient> {
  const client = app.client();
  await client.signUp(name);
  const email = `${name.toLowerCase()}@example.com`;
  const token = await waitFor(async () =>
    /#token=([\w-]+)/.exec((await app.mailsTo(email)).join('\n'))?.at(1),
  );
  const body = { token, password: 'correct horse battery' };
  expect((await client.post('/api/auth/sign-up/confirm', body)).status).toBe(200);
  return client;
}
