import { openTestQueue, type TestQueue, testAmqpUrl, waitFor } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { lookAtRuns } from '../src/features/runs/look-at-runs.ts';
import { expectInvariants } from './invariants.ts';
import { openLiveReader } from './live-reader.ts';
import {
  call,
  configured,
  rowOf,
  startTestApp,
  type TestApp,
  type TestUser,
  TOKEN,
  verified,
  waitForIdle,
} from './start-test-app.ts';

/** Two replicas of the app on one PostgreSQL and one queue. */
let queue: TestQueue;
let app: TestApp;
let other: Awaited<ReturnType<TestApp['startReplica']>>;
let user: TestUser;
let id: string;

beforeAll(async () => {
  queue = await openTestQueue(testAmqpUrl());
  app = await startTestApp({ AMQP_URL: testAmqpUrl(), DATA_SOURCE_STATUS_QUEUE: queue.name });
  other = await app.startReplica();
  user = await app.signUp();
  id = (await configured(app, user)).id;
  await waitFor(() => replicas().every((deps) => deps.statusQueue?.state().status === 'consuming'));
});
afterEach(() => expectInvariants(app, TOKEN.api_token));
afterAll(async () => {
  await other.close();
  await app.close();
  await queue.close();
});

const replicas = () => [app.deps, other.deps];
const handled = () =>
  replicas().reduce((sum, deps) => sum + (deps.statusQueue?.state().handled ?? 0), 0);

/** The same request at one of the two replicas, by turns. */
function ask(turn: number, method: string, path: string) {
  const url = turn % 2 === 0 ? app.url : other.url;
  const headers = { cookie: user.cookie, origin: url };
  return call(`${url}/api/data-sources/${id}${path}`, method, { headers });
}

function sync(run_id: string, seq: number, status: string, extras = {}) {
  const base = { type: 'sync', connection_id: id, tenant_id: user.organizationId };
  return JSON.stringify({ ...base, run_id, seq, status, ...extras });
}

async function startSync(): Promise<string> {
  const started = await ask(0, 'POST', '/sync');
  expect(started.status).toBe(202);
  await waitFor(async () => (await rowOf(app, id)).run_accepted_at);
  return started.body.run_id;
}

test('fifty syncs asked of two replicas at once start one run (row 77)', async () => {
  const answers = await Promise.all(Array.from({ length: 50 }, (_, i) => ask(i, 'POST', '/sync')));
  const started = answers.filter(({ status }) => status === 202);
  const refused = answers.filter(({ status }) => status === 409);
  expect([started.length, refused.length]).toEqual([1, 49]);
  const run_id = started[0]?.body.run_id;
  expect(new Set(refused.map(({ body }) => body.run_id))).toEqual(new Set([run_id]));
  await app.receiver.waitForRun(run_id);
  expect(app.receiver.of('trigger_sync')).toHaveLength(1);
  await queue.send(sync(run_id, 1, 'sync_completed'));
  await waitForIdle(app, id);
});

test('cancel against completed: exactly one wins (row 79)', async () => {
  for (let round = 0; round < 20; round += 1) {
    const run_id = await startSync();
    const before = handled();
    const [cancelled] = await Promise.all([
      ask(round, 'POST', '/cancel'),
      queue.send(sync(run_id, 1, 'sync_completed')),
    ]);
    await waitFor(() => handled() === before + 1);
    const expected = cancelled.status === 202 ? 'cancelled' : 'completed';
    expect([202, 409]).toContain(cancelled.status);
    expect(await rowOf(app, id)).toMatchObject({ status: 'idle', last_sync_status: expected });
  }
});

/** Webhooks by which the connector was told to forget a connection. */
function deletionsOf(connectionId: string) {
  return app.receiver
    .of('delete_connection')
    .filter(({ payload }) => payload.connection_id === connectionId);
}

/** How many statements wait for a lock in the app's database. */
async function countWaiting(): Promise<number> {
  const { rows } = await app.database.executeSql(
    `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return rows.length;
}

/** Holds a lock until `then` has run. */
async function whileLocked(lock: string, then: () => Promise<void>): Promise<void> {
  await app.database.kysely.transaction().execute(async (trx) => {
    await sql.raw(lock).execute(trx);
    await then();
  });
}

test.each(['cancelled', 'completed'] as const)(
  'cancel against completed, in an order that is made: %s is first, and all agree (row 79)',
  async (first) => {
    const run_id = await startSync();
    const readers = await Promise.all(
      [app.url, other.url].map((url) => openLiveReader(url, { cookie: user.cookie })),
    );
    await Promise.all(readers.map((reader) => reader.next('snapshot')));
    const before = handled();
    let cancelling: ReturnType<typeof ask> | undefined;
    // PostgreSQL hands a lock on in the order in which it was asked for.
    await whileLocked(
      `select from data_source_connections where id = '${id}' for update`,
      async () => {
        const steps = {
          cancelled: async () => {
            cancelling = ask(0, 'POST', '/cancel');
          },
          completed: () => queue.send(sync(run_id, 1, 'sync_completed')),
        };
        await steps[first]();
        await waitFor(async () => (await countWaiting()) === 1);
        await steps[first === 'cancelled' ? 'completed' : 'cancelled']();
        await waitFor(async () => (await countWaiting()) === 2);
      },
    );
    expect((await cancelling)?.status).toBe(first === 'cancelled' ? 202 : 409);
    await waitFor(() => handled() === before + 1);
    const row = await rowOf(app, id);
    expect(row).toMatchObject({ status: 'idle', last_sync_status: first });
    for (const reader of readers) {
      const { data } = await reader.next(
        'data_source_update',
        ({ version }) => version === row.version,
      );
      expect(data).toMatchObject({ status: 'idle', last_sync_status: first });
      reader.stop();
    }
  },
);

test('deleted while it verifies: the late result is stale, and the connector is told (row 80)', async () => {
  const person = await app.signUp();
  const connection = await configured(app, person);
  const path = `/api/data-sources/${connection.id}`;
  const started = await person.api('POST', `${path}/verify`, { credentials: TOKEN });
  expect((await person.api('DELETE', path)).status).toBe(200);
  const late = await app.report(verified(person, connection.id, started.body.run_id));
  expect(late.body.data.outcome).toBe('stale');
  await waitFor(() => deletionsOf(connection.id).length === 1);
});

test.each([
  ['lowered', `update members set role = 'member'`],
  ['taken away', 'delete from members'],
])('a role that is %s between check and use counts (row 84)', async (_how, change) => {
  const admin = await app.signUp('Admin');
  await user.addMember(admin, 'admin');
  const before = await rowOf(app, id);
  const path = `/api/data-sources/${id}`;
  const requests = [
    ['PUT', path, { description: 'too late' }],
    ['POST', `${path}/sync`],
    ['POST', `${path}/verify`, { credentials: TOKEN }],
    ['POST', `${path}/pause`],
    ['POST', '/api/data-sources/seed'],
    ['DELETE', path],
  ] as const;
  let answers: ReturnType<TestUser['api']>[] = [];
  const mine = `user_id = '${admin.userId}' and organization_id = '${user.organizationId}'`;
  await whileLocked(`${change} where ${mine}`, async () => {
    answers = requests.map(([method, target, body]) => admin.api(method, target, body));
    // All have passed the check at the door by now.
    await waitFor(async () => (await countWaiting()) === requests.length);
  });
  const codes = (await Promise.all(answers)).map(({ status, body }) => [status, body.code]);
  expect(codes).toEqual(requests.map(() => [403, 'forbidden']));
  expect(await rowOf(app, id)).toEqual(before);
});

test('messages of two runs, doubled and in the wrong order, over two consumers (rows 24, 32, 34)', async () => {
  const old = await startSync();
  await ask(1, 'POST', '/cancel');
  const run_id = await startSync();
  const { version } = await rowOf(app, id);
  const before = handled();
  const late = [3, 2, 1].map((seq) => sync(old, seq, 'sync_completed', { documents_processed: 9 }));
  const mine = [4, 2, 3, 1].map((seq) =>
    sync(run_id, seq, 'sync_progress', { documents_processed: seq * 10 }),
  );
  const all = [...late, ...mine, ...late, ...mine];
  await queue.send(...all);
  await waitFor(() => handled() === before + all.length);
  const row = await rowOf(app, id);
  expect(row).toMatchObject({ status: 'syncing', run_id, run_seq: 4, documents_processed: 40 });
  expect(row.version).toBeLessThanOrEqual(version + 4);
  await queue.send(sync(run_id, 5, 'sync_completed', { documents_processed: 50 }));
  expect(await waitForIdle(app, id)).toMatchObject({ last_sync_status: 'completed' });
});

test('both replicas sweep: a run ends once, and its real result repairs it (rows 36, 82)', async () => {
  const run_id = await startSync();
  await app.database.executeSql(
    `update data_source_connections set run_deadline_at = now() - interval '1 second', run_look_at = now() where id = $1`,
    [id],
  );
  const { version } = await rowOf(app, id);
  await Promise.all(Array.from({ length: 10 }, (_, i) => lookAtRuns((i % 2 ? app : other).deps)));
  expect(await waitForIdle(app, id)).toMatchObject({
    version: version + 1,
    last_sync_status: 'failed',
    error_code: 'timed_out',
  });
  await queue.send(sync(run_id, 7, 'sync_completed', { documents_processed: 70 }));
  await waitFor(async () => (await rowOf(app, id)).last_sync_status === 'completed');
  expect(await rowOf(app, id)).toMatchObject({ last_run_ended_by: 'result', error_code: null });
});

test('deleted while it syncs: the late result is stale, not parked (rows 38, 80)', async () => {
  const run_id = await startSync();
  const before = handled();
  expect((await ask(1, 'DELETE', '')).status).toBeLessThan(300);
  await queue.send(sync(run_id, 1, 'sync_completed'));
  await waitFor(() => handled() === before + 1);
  expect(await queue.count('.parked')).toBe(0);
  await waitFor(() => deletionsOf(id).length === 1);
});
