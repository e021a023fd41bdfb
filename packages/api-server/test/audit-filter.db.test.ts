import type { AuditActor, AuditEvent } from '@rita/contracts';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
let owner: TestUser;
let admin: TestUser;
let stranger: TestUser;
/** Moments of the entries below. */
const MOMENTS = [
  '2026-03-01T00:00:00.000Z',
  '2026-03-01T23:59:59.999Z',
  '2026-03-02T00:00:00.000Z',
];

beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp('Olivia Owner');
  admin = await app.signUp('Adam');
  stranger = await app.signUp('Sam');
  await owner.addMember(admin, 'admin');
  const { id } = await owner.seeded();
  await admin.api('PUT', `/api/data-sources/${id}`, { name: 'By Adam' });
  for (const user of [owner, stranger]) {
    for (const moment of MOMENTS) {
      await sql`insert into audit_events
        (organization_id, occurred_at, action, actor_type, object_type, object_id)
        values (${user.organizationId}, ${moment}::timestamptz, 'sync.started', 'system',
          'data_source', ${moment})`.execute(app.database.kysely);
    }
  }
});
afterAll(() => app.close());

async function eventsOf(query: string, user = owner): Promise<AuditEvent[]> {
  const { status, body } = await user.api('GET', `/api/audit-events?limit=200&${query}`);
  expect([status, body.code]).toEqual([200, undefined]);
  return body.data;
}

test('by person: what that person did, and nothing else', async () => {
  const events = await eventsOf(`actor_id=${admin.userId}`);
  expect(events.map(({ action }) => action)).toContain('data_source.updated');
  expect(new Set(events.map(({ actor_id }) => actor_id))).toEqual(new Set([admin.userId]));
  expect(await eventsOf(`actor_id=${stranger.userId}`)).toEqual([]);
  const both = await eventsOf(`actor_id=${admin.userId}&action=data_source.updated`);
  expect(both).toHaveLength(1);
});

test('by time: from a moment on, until before another', async () => {
  const day = `from=2026-03-01T00:00:00Z&until=2026-03-02T00:00:00Z`;
  const found = await eventsOf(day);
  expect(found.map(({ occurred_at }) => occurred_at)).toEqual([MOMENTS[1], MOMENTS[0]]);
  // The same day as it is elsewhere.
  const elsewhere = `from=${encodeURIComponent('2026-03-01T00:00:00+01:00')}&until=${encodeURIComponent('2026-03-02T00:00:00+01:00')}`;
  expect((await eventsOf(elsewhere)).map(({ occurred_at }) => occurred_at)).toEqual([MOMENTS[0]]);
  const later = await eventsOf('until=2026-03-02T00:00:01Z&from=2026-03-02T00:00:00Z');
  expect(later.map(({ occurred_at }) => occurred_at)).toEqual([MOMENTS[2]]);
  expect(await eventsOf('until=2026-03-01T00:00:00Z')).toEqual([]);
});

test('pages of a filtered log', async () => {
  const asked = 'from=2026-03-01T00:00:00Z&until=2026-03-03T00:00:00Z&limit=2';
  const first = (await owner.api('GET', `/api/audit-events?${asked}`)).body;
  const cursor = `&cursor=${first.next_cursor}`;
  const second = (await owner.api('GET', `/api/audit-events?${asked}${cursor}`)).body;
  const seen = [...first.data, ...second.data].map((event: AuditEvent) => event.occurred_at);
  expect(seen).toEqual(MOMENTS.toReversed());
  expect(second.next_cursor).toBeNull();
});

test.each(['from=yesterday', 'until=2026-03-01', 'actor_id='])('%s is refused', async (query) => {
  const { status, body } = await owner.api('GET', `/api/audit-events?${query}`);
  expect([status, body.code]).toEqual([400, 'validation_failed']);
});

async function actorsFor(user: TestUser): Promise<AuditActor[]> {
  return (await user.api('GET', '/api/audit-actors')).body.data;
}

test('everybody in the log can be chosen, also who is gone, and nobody of others', async () => {
  const label = `Adam <${admin.email}>`;
  const byId = new Map((await actorsFor(owner)).map((actor) => [actor.actor_id, actor]));
  expect([...byId.keys()].toSorted()).toEqual([owner.userId, admin.userId].toSorted());
  expect(byId.get(admin.userId)).toEqual({
    actor_id: admin.userId,
    actor_type: 'user',
    actor_label: label,
  });
  const member = await app.signUp('Mia');
  await owner.addMember(member, 'member');
  const shown = (await actorsFor(member)).find(({ actor_id }) => actor_id === admin.userId);
  expect(shown?.actor_label).toMatch(/^Adam <.…@example\.com>$/);
  const memberId = await admin.memberId(owner.organizationId);
  const removed = await owner.api('POST', '/api/auth/organization/remove-member', {
    memberIdOrEmail: memberId,
  });
  expect(removed.status).toBe(200);
  expect((await actorsFor(owner)).map(({ actor_id }) => actor_id)).toContain(admin.userId);
});
