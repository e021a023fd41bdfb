import { openTestQueue, type TestQueue, testAmqpUrl, waitFor } from '@rita/test-kit';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type OpenAccess, openAccess, SUMMARY, someRun } from './access-steps.ts';
import { expectInvariants } from './invariants.ts';
import { startTestApp, type TestApp, TOKEN } from './start-test-app.ts';

// Messages about readings of permissions, on the queue between those about other runs.

let queue: TestQueue;
let app: TestApp;
let access: OpenAccess;
let runId: string;
beforeAll(async () => {
  queue = await openTestQueue(testAmqpUrl());
  app = await startTestApp({ AMQP_URL: testAmqpUrl(), DATA_SOURCE_STATUS_QUEUE: queue.name });
  access = await openAccess(app);
  await waitFor(() => app.deps.statusQueue?.state().status === 'consuming');
});
afterEach(() => expectInvariants(app, TOKEN.api_token));
afterAll(async () => {
  await app.close();
  await queue.close();
});

const message = (status: string, more: Record<string, unknown> = {}) =>
  JSON.stringify({
    type: 'access',
    connection_id: access.id,
    tenant_id: access.user.organizationId,
    run_id: runId,
    status,
    ...more,
  });
const takeParked = () => waitFor(() => queue.take('.parked'), { what: 'a parked message' });
const begin = async () => {
  runId = (await access.check()).body.run_id;
  await app.receiver.waitForRun(runId);
};

test('one batch of all messages of a run, some twice and out of order, comes to its result', async () => {
  await begin();
  const sync = await access.user.api('POST', `${access.path}/sync`);
  const ids = { connection_id: access.id, tenant_id: access.user.organizationId };
  const started = { type: 'sync', status: 'sync_started', run_id: sync.body.run_id, seq: 1 };
  await queue.send(
    message('access_started', { seq: 1, heartbeat_seconds: 15 }),
    JSON.stringify({ ...ids, ...started }),
    message('access_progress', { seq: 3, documents_processed: 8 }),
    message('access_progress', { seq: 2, documents_processed: 4 }),
    message('access_progress', { seq: 3, documents_processed: 8 }),
    message('access_completed', { seq: 4, summary: SUMMARY, documents_updated: 2 }),
    message('access_completed', { seq: 4, summary: SUMMARY, documents_updated: 2 }),
    JSON.stringify({ ...ids, ...started, status: 'sync_progress', seq: 2 }),
  );
  await waitFor(async () => (await access.row()).last_result === 'completed');
  const seen = async () => (await access.user.api('GET', access.path)).body.data;
  await waitFor(async () => (await seen()).run_last_heard_at);
  expect(await seen()).toMatchObject({
    status: 'syncing',
    access: { summary: SUMMARY, documents_processed: 8 },
  });
  const entries = await access.entries();
  expect(entries.map(({ action }) => action)).toEqual(['access.started', 'access.completed']);
});

test('what is none of it changes nothing, and what nobody can read is parked', async () => {
  const before = await access.row();
  const stranger = await openAccess(app);
  await queue.send(
    message('access_completed', { seq: 9, run_id: someRun() }),
    message('access_completed', { seq: 9, run_id: null }),
    message('access_completed', { seq: 9, tenant_id: stranger.user.organizationId }),
    message('access_done', { seq: 9 }),
  );
  const parked = [await takeParked(), await takeParked()];
  const reasons = parked.map(({ headers }) => headers['x-parked-reason']);
  expect(reasons.toSorted()).toEqual(['foreign_tenant', 'invalid']);
  await waitFor(async () => (await queue.count()) === 0);
  expect(await access.row()).toEqual(before);
});

test('a reading that fails tells why, and the next one counts', async () => {
  await begin();
  await queue.send(
    message('access_failed', { seq: 1, error_code: 'access_emptied', error_message: 'Nobody' }),
  );
  await waitFor(async () => (await access.row()).last_result === 'failed');
  expect(await access.seen()).toMatchObject({ error_code: 'access_emptied', error: 'Nobody' });
  await begin();
  await queue.send(message('access_completed', { seq: 1, summary: SUMMARY }));
  await waitFor(async () => (await access.row()).last_result === 'completed');
  expect(await access.seen()).toMatchObject({ error_code: null, error: null, failures: 0 });
});
