import type { SyncTriggerWebhookPayload } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  configured,
  startTestApp,
  type TestApp,
  type TestUser,
  waitForIdle,
} from './start-test-app.ts';

let app: TestApp;
let user: TestUser;
let id: string;
let path: string;
beforeAll(async () => {
  app = await startTestApp();
  user = await app.signUp();
  ({ id } = await configured(app, user));
  path = `/api/data-sources/${id}`;
});
afterAll(() => app?.close());

const choose = (search_language: unknown) => user.api('PUT', path, { search_language });

/** What the connector is told with the next sync. */
async function nextTold(): Promise<string | undefined> {
  const { body } = await user.api('POST', `${path}/sync`);
  await app.receiver.waitForRun(body.run_id);
  const syncs = app.receiver
    .of('trigger_sync')
    .map(({ payload }) => payload as SyncTriggerWebhookPayload);
  await user.api('POST', `${path}/cancel`);
  await waitForIdle(app, id);
  return syncs.find(({ run_id }) => run_id === body.run_id)?.search_language;
}

test('a language is chosen for a connection, audited, and told with each sync until it is taken back', async () => {
  expect((await user.api('GET', path)).body.data.search_language).toBe(null);
  expect(await nextTold()).toBe(undefined);
  expect((await choose('tr')).body.data.search_language).toBe('tr');
  const { body: audit } = await user.api('GET', `/api/audit-events?object_id=${id}`);
  expect(audit.data[0]).toMatchObject({
    action: 'data_source.updated',
    details: { fields: ['search_language'], settings: [] },
  });
  expect(await nextTold()).toBe('tr');
  expect((await choose(null)).body.data.search_language).toBe(null);
  expect(await nextTold()).toBe(undefined);
});

test.each(['xx', 'english', '', 1])('%j is no language', async (language) => {
  const answer = await choose(language);
  expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
});
