import type { AuditEvent } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
const users = {} as Record<'owner' | 'admin' | 'member', TestUser>;
const INVITED = 'invited.person@example.com';

beforeAll(async () => {
  app = await startTestApp({ TRUST_PROXY: '127.0.0.1' });
  users.owner = await app.signUp('Olivia Owner');
  users.admin = await app.signUp('Adam');
  users.member = await app.signUp('Mia');
  await users.owner.addMember(users.admin, 'admin');
  await users.owner.addMember(users.member, 'member');
  const from = (ip: string) => ({ 'x-forwarded-for': ip });
  const invite = { email: INVITED, role: 'member' };
  await users.owner.api(
    'POST',
    '/api/auth/organization/invite-member',
    invite,
    from('203.0.113.7'),
  );
  const { id } = await users.owner.seeded();
  const rename = (name: string, ip: string) =>
    users.admin.api('PUT', `/api/data-sources/${id}`, { name }, from(ip));
  await rename('One', '2001:db8::7');
  await rename('Two', '203.0.113.7');
});
afterAll(() => app.close());

async function logFor(user: TestUser): Promise<AuditEvent[]> {
  return (await user.api('GET', '/api/audit-events?limit=200')).body.data;
}
const of = (events: AuditEvent[], action: string) =>
  events.filter((event) => event.action === action);

test.each(['owner', 'admin'] as const)(
  'an %s sees where people worked and who they are',
  async (role) => {
    const events = await logFor(users[role]);
    const [invited] = of(events, 'member.invited');
    expect(invited).toMatchObject({
      actor_label: `Olivia Owner <${users.owner.email}>`,
      object_label: INVITED,
      ip: '203.0.113.7',
    });
    expect(of(events, 'data_source.updated').map(({ ip }) => ip)).toEqual([
      '203.0.113.7',
      '2001:db8::7',
    ]);
  },
);

test('a member sees neither, but who did it, and what came from the same place', async () => {
  const events = await logFor(users.member);
  const [invited] = of(events, 'member.invited');
  expect(invited).toMatchObject({
    actor_label: expect.stringMatching(/^Olivia Owner <.…@example\.com>$/),
    object_label: 'i…@example.com',
    ip: expect.stringMatching(/^#[0-9a-f]{8}$/),
  });
  const [two, one] = of(events, 'data_source.updated');
  expect(two?.ip).toBe(invited?.ip);
  expect(one?.ip).not.toBe(invited?.ip);
  const text = JSON.stringify(events);
  const hidden = ['203.0.113.7', '2001:db8::7', INVITED, users.owner.email, users.admin.email];
  for (const address of hidden) expect(text).not.toContain(address);
});

test('nobody finds out which address was invited by asking for it', async () => {
  const asked = `/api/audit-events?object_id=${encodeURIComponent(INVITED)}`;
  expect((await users.member.api('GET', asked)).body.data).toEqual([]);
  expect((await users.admin.api('GET', asked)).body.data).toHaveLength(1);
});
