import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  accept,
  invite,
  organizationOf,
  type SessionClient,
  startMembersTestApp,
} from './members-test-app.ts';

let app: Awaited<ReturnType<typeof startMembersTestApp>>;
let owner: SessionClient;
let organization: string;
beforeAll(async () => {
  app = await startMembersTestApp();
  owner = await app.signedUp('Ottilie');
  organization = await organizationOf(owner);
});
afterAll(() => app.close());

const change = (memberId: string, role: string) => ({
  path: '/api/auth/organization/update-member-role',
  body: { memberId, role },
});
const remove = (memberId: string) => ({
  path: '/api/auth/organization/remove-member',
  body: { memberIdOrEmail: memberId },
});

async function invitationsOf(client: SessionClient) {
  const { invitations } = (await client.get('/api/members')).body.data;
  return invitations.map(({ email }: { email: string }) => email).toSorted();
}

describe('what somebody invited is cancelled with their power to invite', () => {
  test.each([
    ['removed', 'admin', (id: string) => remove(id), 'inviter_removed'],
    ['made a member', 'admin', (id: string) => change(id, 'member'), 'inviter_lowered'],
    ['an owner made an admin', 'owner', (id: string) => change(id, 'admin'), 'inviter_lowered'],
  ] as const)('%s', async (name, role, request, reason) => {
    const tag = name.replaceAll(' ', '-');
    const inviter = await app.joined(owner, `Inviter-${tag}`, role);
    const first = await invite(inviter.client, `First-${tag}`, 'admin');
    await invite(inviter.client, `Second-${tag}`, 'member');
    const kept = await invite(owner, `Kept-${tag}`, 'member');
    const { path, body } = request(inviter.memberId);
    expect((await owner.post(path, body)).status).toBe(200);

    expect(await invitationsOf(owner)).toEqual([`kept-${tag}@example.com`]);
    const entries = (await app.audit(organization)).filter(
      ({ action, details }) => action === 'invitation.cancelled' && details.reason === reason,
    );
    const invited_by = `inviter-${tag}@example.com`;
    expect(entries.filter(({ details }) => details.invited_by === invited_by)).toMatchObject([
      {
        actor_label: 'Ottilie <ottilie@example.com>',
        object_label: `first-${tag}@example.com`,
        details: { role: 'admin', reason, invited_by },
      },
      { object_label: `second-${tag}@example.com`, details: { role: 'member' } },
    ]);
    const back = await app.signedUp(`First-${tag}`);
    expect((await accept(back, first.body.id)).body.code).toBe('not_found');
    const invited = await app.signedUp(`Kept-${tag}`);
    expect((await accept(invited, kept.body.id)).status).toBe(200);
  });

  test('left by themselves', async () => {
    const inviter = await app.joined(owner, 'Leaver', 'admin');
    await invite(inviter.client, 'Leavers-other-address', 'admin');
    expect((await inviter.client.post('/api/auth/organization/leave')).status).toBe(200);
    expect(await invitationsOf(owner)).toEqual([]);
  });

  test('but not with a higher role, nor when the change is refused', async () => {
    const inviter = await app.joined(owner, 'Riser', 'admin');
    await invite(inviter.client, 'Stays', 'member');
    const higher = change(inviter.memberId, 'owner');
    expect((await owner.post(higher.path, higher.body)).status).toBe(200);
    expect(await invitationsOf(owner)).toEqual(['stays@example.com']);
    await app.database.executeSql('alter table audit_events rename to audit_events_away');
    const { path, body } = remove(inviter.memberId);
    const refused = await owner.post(path, body);
    await app.database.executeSql('alter table audit_events_away rename to audit_events');
    expect(refused.status).toBe(500);
    expect(await invitationsOf(owner)).toEqual(['stays@example.com']);
    expect((await owner.post(path, body)).status).toBe(200);
  });
});

test('a removal and the acceptance of what the removed one invited: never both', async () => {
  for (const round of [1, 2, 3, 4]) {
    const inviter = await app.joined(owner, `Racer${round}`, 'admin');
    const { id } = (await invite(inviter.client, `Friend${round}`, 'admin')).body;
    const friend = await app.signedUp(`Friend${round}`);
    const { path, body } = remove(inviter.memberId);
    const [removed, accepted] = await Promise.all([owner.post(path, body), accept(friend, id)]);
    expect(removed.status).toBe(200);
    const { members } = (await owner.get('/api/members')).body.data;
    const isIn = members.some((m: { email: string }) => m.email === `friend${round}@example.com`);
    expect(isIn).toBe(accepted.status === 200);
    // Whoever came first: afterwards nothing of the removed one is open.
    expect(await invitationsOf(owner)).toEqual([]);
    if (accepted.status !== 200) expect(accepted.body.code).toBe('not_found');
  }
});

test('an invitation whose inviter could not make it any more is not accepted, however that came', async () => {
  const inviter = await app.joined(owner, 'Behind', 'admin');
  const { id } = (await invite(inviter.client, 'Backdoor', 'admin')).body;
  await app.database.kysely
    .updateTable('members')
    .set({ role: 'member' })
    .where('id', '=', inviter.memberId)
    .execute();
  const back = await app.signedUp('Backdoor');
  expect((await accept(back, id)).body.code).toBe('not_found');
});

test('the admin is shown an owner’s invitation to a member, and who made it', async () => {
  const admin = await app.joined(owner, 'Watcher', 'admin');
  const { id } = (await invite(owner, 'Seen', 'member')).body;
  const { invitations } = (await admin.client.get('/api/members')).body.data;
  const seen = invitations.find((one: { id: string }) => one.id === id);
  expect(seen).toMatchObject({ invited_by: 'Ottilie', invited_by_role: 'owner' });
});
