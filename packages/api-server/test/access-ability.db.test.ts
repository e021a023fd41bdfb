import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDueAccessChecks } from '../src/features/runs/start-access-check.ts';
import { ACCESS_CONNECTOR, openAccess, syncCompleted } from './access-steps.ts';
import { configured, startTestApp, type TestApp } from './start-test-app.ts';

// Connectors that do not say that they read who may read what: they exist in the field.

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const DOCUMENTS = { data: [], next_cursor: null, total: 0 };
const askedAbout = (path: string) => app.receiver.asked.filter((one) => one.path === path).length;

test('one that says nothing of itself is never asked, neither by hand nor by schedule', async () => {
  const user = await app.signUp();
  const { id } = await configured(app, user);
  const path = `/api/data-sources/${id}`;
  const checked = await user.api('POST', `${path}/check-access`);
  expect([checked.status, checked.body.code]).toEqual([409, 'access_not_supported']);
  await app.report(syncCompleted({ id, user }));
  expect(await startDueAccessChecks(app.deps)).toBe(0);
  for (const address of ['/api/people', '/api/account/matches', `${path}/accounts?query=a`]) {
    expect((await user.api('GET', address)).body.code).toBe('access_not_supported');
  }
  const member = `${path}/people/${await user.memberId()}`;
  const assigned = await user.api('PUT', member, { account_id: 'a' });
  expect(assigned.body.code).toBe('access_not_supported');
  expect(app.receiver.of('check_access')).toEqual([]);
  expect(app.receiver.asked).toEqual([]);
  // That the connector says nothing takes the app out of no balancer.
  const ready = await user.api('GET', '/api/health/ready');
  expect([ready.status, ready.body.checks.connector]).toEqual([200, 'failed']);
});

test('its documents are shown only of a connection that an owner opened to everybody', async () => {
  const user = await app.signUp();
  const { id } = await configured(app, user);
  app.receiver.pages.set('/documents/search', DOCUMENTS);
  const ofOne = `/api/documents?connection_id=${id}`;
  for (const address of ['/api/documents', ofOne]) {
    expect((await user.api('GET', address)).body.code).toBe('access_not_supported');
  }
  expect(askedAbout('/documents/search')).toBe(0);
  await user.api('PUT', `/api/data-sources/${id}/access`, { mode: 'everyone' });
  expect((await user.api('GET', ofOne)).status).toBe(200);
  expect((await user.api('GET', '/api/documents')).body.code).toBe('access_not_supported');
  await user.api('PUT', `/api/data-sources/${id}/access`, { mode: 'source' });
  expect((await user.api('GET', ofOne)).body.code).toBe('access_not_supported');
  expect(askedAbout('/documents/search')).toBe(1);
});

test('one that can do other things is not asked either', async () => {
  app.receiver.pages.set('/connector', { ...ACCESS_CONNECTOR, abilities: ['preview'] });
  const user = await app.signUp();
  const { id } = await configured(app, user);
  const { body } = await user.api('POST', `/api/data-sources/${id}/check-access`);
  expect(body.code).toBe('access_not_supported');
  expect(await startDueAccessChecks(app.deps)).toBe(0);
});

test('one that is away may be able to: what is due stays so, and nothing else is said of it', async () => {
  const away = await startTestApp({ CONNECTOR_WEBHOOK_URL: 'http://127.0.0.1:1/webhook' });
  try {
    const access = await openAccess(away);
    const asked = await access.check();
    expect([asked.status, asked.body.code]).toEqual([422, 'connector_unreachable']);
    await access.age('next_check_at');
    expect(await startDueAccessChecks(away.deps)).toBe(0);
    expect(await access.seen()).toMatchObject({ status: 'idle', failures: 0, last_result: null });
    expect((await access.row()).next_check_at?.getTime()).toBeLessThan(Date.now());
    for (const address of ['/api/documents', '/api/people']) {
      expect((await access.user.api('GET', address)).body.code).toBe('documents_unavailable');
    }
  } finally {
    await away.close();
  }
});
