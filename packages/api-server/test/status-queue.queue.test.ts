import { randomUUID } from 'node:crypto';
import type { DataSourceStatusMessage } from '@rita/contracts';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { openTestQueue, type TestQueue, testAmqpUrl, waitFor } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { expectInvariants } from './invariants.ts';
import {
  configured,
  rowOf,
  startTestApp,
  type TestApp,
  type TestUser,
  TOKEN,
} from './start-test-app.ts';

let queue: TestQueue;
let app: TestApp;
let user: TestUser;
let connectionId: string;

beforeAll(async () => {
  queue = await openTestQueue(testAmqpUrl());
  app = await startTestApp({ AMQP_URL: testAmqpUrl(), DATA_SOURCE_STATUS_QUEUE: queue.name });
  user = await app.signUp();
  connectionId = (await configured(app, user)).id;
  await waitFor(() => app.deps.statusQueue?.state().status === 'consuming');
});
afterEach(() => expectInvariants(app, TOKEN.api_token));
afterAll(async () => {
  await app.close();
  await queue.close();
});

function sync(status: string, extras: Record<string, unknown> = {}): string {
  const base = { type: 'sync', connection_id: connectionId, tenant_id: user.organizationId };
  return JSON.stringify({ ...base, status, ...extras } as DataSourceStatusMessage);
}

function auditOf(id: string) {
  return app.database.kysely
    .selectFrom('audit_events')
    .select('action')
    .where('object_id', '=', id)
    .where('action', '=', 'sync.completed')
    .execute();
}

/** Sends one message and gives back what was parked of it. */
async function parkedOf(body: string | Buffer) {
  await queue.send(body);
  return waitFor(() => queue.take('.parked'), { what: 'the parked message' });
}

test('the whole run of a connector that knows only the established fields', async () => {
  await queue.send(sync('sync_started', { timestamp: '2026-11-23T10:00:00Z' }));
  await waitFor(async () => (await rowOf(app, connectionId)).status === 'syncing');
  await queue.send(
    sync('sync_progress', { documents_processed: 7 }),
    sync('sync_completed', { documents_processed: 42, timestamp: '2026-11-23T10:01:00Z' }),
  );
  const row = await waitFor(async () => {
    const found = await rowOf(app, connectionId);
    return found.status === 'idle' ? found : undefined;
  });
  expect(row).toMatchObject({ last_sync_status: 'completed', documents_processed: 42 });
});

test('a run of ours; each message a hundred times changes nothing more (row 32)', async () => {
  const before = (await auditOf(connectionId)).length;
  const started = await user.api('POST', `/api/data-sources/${connectionId}/sync`);
  const run_id = started.body.run_id as string;
  const handled = app.deps.statusQueue?.state().handled ?? 0;
  const messages = [
    sync('sync_started', { run_id, seq: 1 }),
    sync('sync_completed', { run_id, seq: 2, documents_processed: 5 }),
  ];
  await queue.send(...Array.from({ length: 100 }, () => messages).flat());
  await waitFor(() => (app.deps.statusQueue?.state().handled ?? 0) === handled + 200);
  expect(await rowOf(app, connectionId)).toMatchObject({ status: 'idle', documents_processed: 5 });
  expect(await auditOf(connectionId)).toHaveLength(before + 1);
});

describe('what can never be applied is parked with its reason, and acknowledged', () => {
  const valid = () => JSON.parse(sync('sync_started', { run_id: randomUUID(), seq: 1 }));
  test.each([
    ['not JSON', 'malformed', () => 'nonsense'],
    ['nothing', 'invalid', () => ''],
    ['a hundred thousand deep', 'malformed', () => '['.repeat(100_000) + ']'.repeat(100_000)],
    [
      'prototype key',
      'malformed',
      () => sync('sync_started').replace('{', '{"__proto__":{"a":1},'),
    ],
    ['other type', 'invalid', () => JSON.stringify({ ...valid(), type: 'other' })],
    ['other status', 'invalid', () => JSON.stringify({ ...valid(), status: 'sync_exploded' })],
    ['negative count', 'invalid', () => sync('sync_progress', { documents_processed: -1 })],
    ['text for a count', 'invalid', () => sync('sync_progress', { documents_processed: '12' })],
    ['bytes that are no text', 'malformed', () => Buffer.from([0xff, 0xfe, 0x00, 0x80])],
    [
      'unknown connection',
      'unknown_connection',
      () => JSON.stringify({ ...valid(), connection_id: randomUUID() }),
    ],
    ['too large', 'too_large', () => sync('sync_started', { phase: 'x'.repeat(300 * 1024) })],
  ])('%s: %s', async (_name, reason, body) => {
    const before = await rowOf(app, connectionId);
    const parked = await parkedOf(body());
    expect(parked.headers['x-parked-reason']).toBe(reason);
    expect(await rowOf(app, connectionId)).toEqual(before);
    expect(({} as { a?: unknown }).a).toBeUndefined();
    await waitFor(async () => (await queue.count()) === 0);
  });

  test('foreign tenant: nothing changes for either, and a security line is written (row 37)', async () => {
    const stranger = await app.signUp();
    const before = await rowOf(app, connectionId);
    const parked = await parkedOf(
      JSON.stringify({ ...valid(), tenant_id: stranger.organizationId }),
    );
    expect(parked.headers['x-parked-reason']).toBe('foreign_tenant');
    expect(await rowOf(app, connectionId)).toEqual(before);
    expect(app.logText()).toContain('"security_event":"foreign_tenant"');
  });

  test('good messages in the same batch are applied', async () => {
    const { version } = await rowOf(app, connectionId);
    await queue.send(
      'nonsense',
      sync('sync_completed', { documents_processed: 77, timestamp: '2026-11-23T11:00:00Z' }),
      '{}',
    );
    await waitFor(async () => (await rowOf(app, connectionId)).documents_processed === 77);
    expect((await rowOf(app, connectionId)).version).toBe(version + 1);
    await waitFor(async () => (await queue.count('.parked')) === 2);
    await queue.take('.parked');
    await queue.take('.parked');
  });
});

test('database away: messages are held, nothing is parked, and all is applied in order afterwards (rows 25, 26)', async () => {
  const server = await openDatabase({
    url: process.env.TEST_DATABASE_URL,
    folder: '',
    log: silentLog,
  });
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(
    app.database.kysely,
  );
  const name = rows[0]?.name ?? '';
  const before = app.deps.statusQueue?.state();
  await server.executeSql(`alter database "${name}" allow_connections false`);
  await server.executeSql(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = $1',
    [name],
  );
  await queue.send(
    ...[1, 2, 3].map((n) =>
      sync('sync_completed', { documents_processed: n, timestamp: `2026-11-23T12:0${n}:00Z` }),
    ),
  );
  await waitFor(() => app.deps.statusQueue?.state().status === 'paused');
  const back = performance.now();
  await server.executeSql(`alter database "${name}" allow_connections true`);
  await server.close();
  await waitFor(async () => (await rowOf(app, connectionId)).documents_processed === 3);
  expect(performance.now() - back).toBeLessThan(5_000);
  const after = app.deps.statusQueue?.state();
  expect(after?.parked).toBe(before?.parked);
  expect(after?.redelivered).toBe(before?.redelivered);
  expect(after?.sessions).toBe(before?.sessions);
});

test('readiness tells of the queue', async () => {
  const ready = await user.api('GET', '/api/health/ready');
  expect(ready.body.checks.status_queue).toBe('ok');
});

test('a queue with other arguments: readiness is red (row 21)', async () => {
  const other = await openTestQueue(testAmqpUrl());
  await other.declare({ 'x-max-length': 5 });
  const refused = await startTestApp({
    AMQP_URL: testAmqpUrl(),
    DATA_SOURCE_STATUS_QUEUE: other.name,
  });
  await waitFor(() => refused.deps.statusQueue?.state().status === 'refused');
  const ready = await fetch(`${refused.url}/api/health/ready`);
  expect(ready.status).toBe(503);
  expect(await ready.json()).toMatchObject({ checks: { status_queue: 'failed', database: 'ok' } });
  await refused.close();
  await other.close();
});

test('no broker: the app works, and readiness says what is missing (row 15)', async () => {
  const alone = await startTestApp({ AMQP_URL: 'amqp://127.0.0.1:1' });
  const ready = await fetch(`${alone.url}/api/health/ready`);
  expect(ready.status).toBe(200);
  expect(await ready.json()).toMatchObject({ checks: { status_queue: 'failed' } });
  await alone.close();
});
