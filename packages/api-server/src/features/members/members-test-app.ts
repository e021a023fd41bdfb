import { expect } from 'vitest';
import { type SessionTestApp, startSessionTestApp } from '../session/session-test-app.ts';
import type { SessionClient } from '../session/session-test-client.ts';

export type { SessionClient };

/** An app, and what its people do to each other. */
export async function startMembersTestApp(options: Parameters<typeof startSessionTestApp>[0] = {}) {
  const app = await startSessionTestApp(options);
  return { ...app, ...createPeople(app) };
}

export async function organizationOf(client: SessionClient): Promise<string> {
  return (await client.get('/api/session')).body.data.organization.id;
}

export function invite(client: SessionClient, name: string, role: string) {
  const email = `${name.toLowerCase()}@example.com`;
  return client.post('/api/auth/organization/invite-member', { email, role });
}

export function accept(client: SessionClient, invitationId: string) {
  return client.post('/api/auth/organization/accept-invitation', { invitationId });
}

function createPeople(app: SessionTestApp) {
  async function signedUp(name: string): Promise<SessionClient> {
    const client = app.client();
    expect((await client.signUp(name)).status).toBe(200);
    return client;
  }
  return {
    signedUp,
    /** Somebody new who has joined the owner's organization. */
    async joined(owner: SessionClient, name: string, role: string) {
      const invitation = await invite(owner, name, role);
      expect(invitation.status).toBe(200);
      const client = await signedUp(name);
      expect((await accept(client, invitation.body.id)).status).toBe(200);
      const { members } = (await owner.get('/api/members')).body.data;
      const member = members.find((m: { name: string }) => m.name === name);
      return { client, memberId: member.id as string };
    },
    audit: (organizationId: string) =>
      app.database.kysely
        .selectFrom('audit_events')
        .select(['action', 'actor_label', 'object_label', 'details'])
        .where('organization_id', '=', organizationId)
        .orderBy('position')
        .execute(),
  };
}
