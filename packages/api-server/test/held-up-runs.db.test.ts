import { randomUUID } from 'node:crypto';
import { silentLog } from '@rita/platform/log';
import { findFreePort } from '@rita/test-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createConnectorClient } from '../src/features/connector/connector-client.ts';
import { sweep } from '../src/features/runs/sweep.ts';
import type { ConnectionAccessRow } from '../src/platform/db/access-tables.ts';
import { rowOf, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';
import { signer } from './webhook-receiver.ts';

let app: TestApp;
let user: TestUser;
let id: string;

beforeAll(async () => {
  app = await startTestApp();
  // It sweeps by itself, and must not come between.
  await app.deps.background.close();
});
afterAll(() => app.close());
beforeEach(async () => {
  user = await app.signUp('Ada');
  ({ id } = await user.seeded());
  await report({ status: 'sync_started', heartbeat_seconds: 15 });
});

const report = (fields: object) =>
  app.report({
    type: 'sync',
    connection_id: id,
    tenant_id: user.organizationId,
    ...fields,
  });

/** What the connector says of itself from now on. */
function connectorSays(results: object | undefined) {
  app.receiver.pages.set('/connector', { name: 'c', sealing_key: null, types: [], results });
}

/** One sweep that asks the connector anew. */
async function sweepOnce(given: Partial<Parameters<typeof sweep>[0]> = {}) {
  const webhookUrl = app.receiver.url;
  const connector = createConnectorClient({ webhookUrl, signer, log: silentLog });
  await sweep({ ...app.deps, connector, ...given });
  return rowOf(app, id);
}

const passDeadline = () =>
  app.database.executeSql(
    `update data_source_connections
     set run_deadline_at = now() - interval '1 second', run_last_heard_at = now() - interval '11 minutes',
       run_look_at = now()
     where id = $1`,
    [id],
  );

const stuck = { waiting: 3, oldest_seconds: 90, held_up_by: 'broker' };

describe('results that wait', () => {
  test.each(['broker', 'app'] as const)(
    'at the connector, for the %s: the run is not ended, and says so',
    async (by) => {
      connectorSays({ ...stuck, held_up_by: by });
      await passDeadline();
      const row = await sweepOnce();
      expect(row).toMatchObject({ status: 'syncing', run_held_up_by: by, error_code: null });
      expect(Number(row.run_deadline_at)).toBeGreaterThan(Date.now());
      const shown = await user.api('GET', `/api/data-sources/${id}`);
      expect(shown.body.data.run_held_up_by).toBe(by);
      // The next sign of life takes it away.
      await report({ status: 'sync_progress' });
      expect((await rowOf(app, id)).run_held_up_by).toBeNull();
    },
  );

  test('said as soon as two promised signs of life were missed, long before the end', async () => {
    connectorSays(stuck);
    expect((await sweepOnce()).run_held_up_by).toBeNull();
    await app.database.executeSql(
      `update data_source_connections set run_last_heard_at = now() - interval '31 seconds',
         run_look_at = now() where id = $1`,
      [id],
    );
    const before = await rowOf(app, id);
    const row = await sweepOnce();
    expect(row.run_held_up_by).toBe('broker');
    expect(row.run_deadline_at).toEqual(before.run_deadline_at);
  });

  test('nowhere: the run is ended in silence, as before', async () => {
    connectorSays({ waiting: 0, oldest_seconds: 0, held_up_by: null });
    await passDeadline();
    expect(await sweepOnce()).toMatchObject({ status: 'idle', error_code: 'timed_out' });
  });

  test('a connector that says nothing of itself is none that stands still', async () => {
    app.receiver.pages.delete('/connector');
    await passDeadline();
    expect(await sweepOnce()).toMatchObject({ status: 'idle', error_code: 'timed_out' });
  });

  test('not for longer than a sync may take in all', async () => {
    connectorSays(stuck);
    await passDeadline();
    await app.database.executeSql(
      `update data_source_connections set run_started_at = now() - interval '25 hours' where id = $1`,
      [id],
    );
    expect(await sweepOnce()).toMatchObject({ status: 'idle', error_code: 'timed_out' });
  });

  test('a connector that does not answer is said to stand still, and its late result counts', async () => {
    const webhookUrl = `http://127.0.0.1:${await findFreePort()}/webhook`;
    const connector = createConnectorClient({ webhookUrl, signer, log: silentLog });
    await passDeadline();
    expect(await sweepOnce({ connector })).toMatchObject({
      status: 'idle',
      error_code: 'connector_unreachable',
    });
    await report({ status: 'sync_completed' });
    expect(await rowOf(app, id)).toMatchObject({ last_sync_status: 'completed', error_code: null });
  });
});

describe('no replica takes messages from the broker', () => {
  const queue = (status: string) => ({ statusQueue: { state: () => ({ status }) } });

  test('then results may wait there, until one takes them again', async () => {
    connectorSays({ waiting: 0, oldest_seconds: 0, held_up_by: null });
    await passDeadline();
    const held = await sweepOnce(queue('connecting'));
    expect(held).toMatchObject({ status: 'syncing', run_held_up_by: 'queue' });
    // Another replica takes messages, and this one knows.
    await sweepOnce(queue('consuming'));
    await passDeadline();
    expect(await sweepOnce(queue('connecting'))).toMatchObject({
      status: 'idle',
      error_code: 'timed_out',
    });
  });
});

/** The reading of permissions, as if it had come so far. */
const changeReading = (changes: Partial<ConnectionAccessRow>) =>
  app.database.kysely
    .updateTable('connection_access')
    .set(changes)
    .where('connection_id', '=', id)
    .execute();
const shown = async () => (await user.api('GET', `/api/data-sources/${id}`)).body.data;

test('a reading of permissions is not ended either while its results wait', async () => {
  const past = new Date(Date.now() - 660_000);
  const times = { run_started_at: past, run_accepted_at: past, run_deadline_at: past };
  await changeReading({ status: 'checking', run_id: randomUUID(), ...times });
  connectorSays(stuck);
  await sweepOnce();
  const held = { status: 'checking', run_held_up_by: 'broker' };
  expect((await shown()).access).toMatchObject(held);
  await sweepOnce();
  expect((await shown()).access).toMatchObject(held);
  await changeReading({ run_deadline_at: past });
  connectorSays({ waiting: 0, oldest_seconds: 0, held_up_by: null });
  await sweepOnce();
  const ended = { status: 'idle', error_code: 'timed_out', run_held_up_by: null };
  expect((await shown()).access).toMatchObject(ended);
});

test('a silent reading of permissions says what holds it up, long before its end', async () => {
  const ago = (seconds: number) => new Date(Date.now() - seconds * 1000);
  const times = { run_started_at: ago(60), run_accepted_at: ago(60), run_deadline_at: ago(-540) };
  const run_id = randomUUID();
  await changeReading({ status: 'checking', run_id, run_heartbeat_seconds: 15, ...times });
  await changeReading({ run_last_heard_at: ago(10) });
  connectorSays(stuck);
  await sweepOnce();
  expect((await shown()).access).toMatchObject({ status: 'checking', run_held_up_by: null });
  await changeReading({ run_last_heard_at: ago(31) });
  const { run_deadline_at } = (await shown()).access;
  await sweepOnce();
  const { access, version } = await shown();
  expect(access).toMatchObject({ run_held_up_by: 'broker', run_deadline_at });
  await sweepOnce();
  expect((await shown()).version, 'what is not new is told to nobody').toBe(version);
  await app.report({
    ...{ type: 'access', connection_id: id, tenant_id: user.organizationId },
    ...{ run_id, seq: 1, status: 'access_progress' },
  });
  expect((await shown()).access).toMatchObject({ run_held_up_by: null });
});

test('readiness says which side stands still', async () => {
  connectorSays(stuck);
  const ready = async () => {
    // What runs in the background does so otherwise.
    await app.deps.listening.ping();
    return (await user.api('GET', '/api/health/ready')).body;
  };
  await expect
    .poll(ready, { timeout: 35_000 })
    .toMatchObject({ status: 'ok', reasons: { connector: 'results_wait_for_the_broker' } });
}, 40_000);
