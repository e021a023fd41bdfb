import { afterAll, beforeAll, expect, test } from 'vitest';
import { type SessionTestApp, startSessionTestApp } from './session-test-app.ts';

let app: SessionTestApp;
beforeAll(async () => {
  app = await startSessionTestApp();
});
afterAll(() => app.close());

test('signing up makes an organization of one’s own, signs in, and signing out ends it at once', async () => {
  const ada = app.client();
  expect(await ada.get('/api/session')).toMatchObject({
    status: 401,
    body: { code: 'unauthenticated' },
  });
  const signedUp = await ada.signUp('Ada');
  expect(signedUp.body).toMatchObject({ user: { email: 'ada@example.com', name: 'Ada' } });
  expect(signedUp.status).toBe(200);
  const session = await ada.get('/api/session');
  expect(session.status).toBe(200);
  expect(session.body.data).toMatchObject({
    user: { name: 'Ada', email: 'ada@example.com' },
    organization: { name: 'Ada’s organization' },
    role: 'owner',
    organizations: [],
    has_sample_sources: false,
  });

  const stolen = new Map(ada.cookies);
  expect((await ada.signOut()).status).toBe(200);
  expect((await ada.get('/api/session')).status).toBe(401);
  const thief = app.client();
  for (const [name, value] of stolen) thief.cookies.set(name, value);
  expect((await thief.get('/api/session')).status).toBe(401);

  expect((await ada.signIn('ADA')).status).toBe(200);
  expect((await ada.get('/api/session')).body.data.organization).toEqual(
    session.body.data.organization,
  );
  const events = await app.database.kysely
    .selectFrom('audit_events')
    .select(['action', 'actor_label', 'ip', 'organization_id'])
    .orderBy('position')
    .execute();
  expect(events.map(({ action }) => action)).toEqual([
    'organization.created',
    'session.signed_up',
    'session.signed_out',
    'session.signed_in',
  ]);
  expect(new Set(events.map(({ organization_id }) => organization_id))).toEqual(
    new Set([session.body.data.organization.id]),
  );
  expect(events[3]).toMatchObject({ actor_label: 'Ada <ada@example.com>', ip: '127.0.0.1' });
});
