import { randomUUID } from 'node:crypto';
import type { DataSourceConnection } from '@rita/contracts';
import { openTestQueue, type TestQueue, testAmqpUrl, waitFor } from '@rita/test-kit';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { killAllDoomed, probe, startConsumer, startDoomed } from './doomed-process.ts';
import { expectInvariants } from './invariants.ts';
import { openLiveReader } from './live-reader.ts';
import {
  call,
  configured,
  rowOf,
  SITE,
  startTestApp,
  type TestApp,
  type TestUser,
  TOKEN,
  waitForIdle,
} from './start-test-app.ts';

/** The replica that lives on; the one that dies is a process of its own beside it. */
let app: TestApp;
let queue: TestQueue;
let user: TestUser;
let connection: DataSourceConnection;
let id: string;
let standingStill: ReturnType<typeof standStill>;

beforeAll(async () => {
  queue = await openTestQueue(testAmqpUrl());
  app = await startTestApp({ WEBHOOK_ACCEPT_SECONDS: '1', DRAIN_SECONDS: '0' });
  user = await app.signUp();
  connection = await configured(app, user);
  id = connection.id;
  standingStill = standStill();
  standingStill.catch(() => {});
});
afterEach(() => expectInvariants(app, TOKEN.api_token));
afterAll(async () => {
  killAllDoomed();
  await app.close();
  await queue.close();
});

function ask(url: string, path: string, body?: unknown) {
  return call(`${url}/api/data-sources/${id}${path}`, 'POST', {
    headers: { cookie: user.cookie, origin: url },
    ...(body === undefined ? {} : { body }),
  });
}

function message(run_id: string, seq: number, status: string) {
  return { type: 'sync', connection_id: id, tenant_id: user.organizationId, run_id, seq, status };
}

async function startSync(): Promise<string> {
  const { body } = await ask(app.url, '/sync');
  await waitFor(async () => (await rowOf(app, id)).run_accepted_at);
  return body.run_id;
}

async function actionsOf(run_id: string): Promise<string[]> {
  const { rows } = await app.database.executeSql(
    `select action from audit_events where details->>'run_id' = $1 order by position`,
    [run_id],
  );
  return (rows as { action: string }[]).map(({ action }) => action);
}

describe('the app dies around the start of a run', () => {
  test('before its commit: nothing happened, and the same request again makes one run (row 1)', async () => {
    const doomed = await startDoomed(app);
    const before = await rowOf(app, id);
    const body = { settings: SITE, credentials: TOKEN, run_id: randomUUID() };
    await doomed.doom('before_commit');
    await expect(ask(doomed.url, '/verify', body)).rejects.toThrow('fetch failed');
    expect(await doomed.exit).toEqual([null, 'SIGKILL']);
    expect(await rowOf(app, id)).toEqual(before);

    expect((await ask(app.url, '/verify', body)).status).toBe(202);
    await app.receiver.waitForRun(body.run_id);
    await app.report({ ...message(body.run_id, 1, 'success'), type: 'verification' });
    await waitForIdle(app, id);
    expect(await actionsOf(body.run_id)).toEqual([
      'verification.started',
      'verification.succeeded',
    ]);
    expect(app.receiver.received.filter(({ id }) => id === `msg_${body.run_id}`)).toHaveLength(1);
  });

  test('after its commit, a verification: it ends by its deadline and asks for the credentials again (row 2)', async () => {
    const doomed = await startDoomed(app);
    const run_id = randomUUID();
    await doomed.doom('after_commit');
    await expect(
      ask(doomed.url, '/verify', { settings: SITE, credentials: TOKEN, run_id }),
    ).rejects.toThrow('fetch failed');
    expect(await rowOf(app, id)).toMatchObject({ status: 'verifying', run_id });
    expect(await waitForIdle(app, id)).toMatchObject({
      error_code: null,
      failed_attempt: { error_code: 'interrupted' },
      last_verification_error: expect.stringContaining('Enter the credentials again'),
      latest_options: connection.latest_options,
    });
    expect(app.receiver.received.some(({ id }) => id === `msg_${run_id}`)).toBe(false);
  });

  test('after its commit, a sync: it ends by its deadline, and the schedule tries again (row 3)', async () => {
    await user.api('PUT', `/api/data-sources/${id}`, { sync_schedule: { type: 'hourly' } });
    const doomed = await startDoomed(app);
    await doomed.doom('after_commit');
    await expect(ask(doomed.url, '/sync')).rejects.toThrow('fetch failed');
    expect(await rowOf(app, id)).toMatchObject({ status: 'syncing', run_accepted_at: null });
    const ended = await waitForIdle(app, id);
    expect(ended).toMatchObject({ last_sync_status: 'failed', error_code: 'timed_out' });
    expect(ended.next_sync_at?.getTime()).toBeGreaterThan(Date.now());

    await app.database.executeSql(
      'update data_source_connections set next_sync_at = now() where id = $1',
      [id],
    );
    const { run_id } = await waitFor(async () => {
      const row = await rowOf(app, id);
      return row.run_accepted_at === null ? undefined : row;
    });
    await app.report(message(run_id ?? '', 1, 'sync_completed'));
    expect(await waitForIdle(app, id)).toMatchObject({ sync_failures: 0 });
    await user.api('PUT', `/api/data-sources/${id}`, { sync_schedule: null });
  });

  test('after the connector took it: its messages carry the run on (row 4)', async () => {
    const doomed = await startDoomed(app);
    await doomed.doom('after_answer');
    const { body } = await ask(doomed.url, '/sync').catch(() => ({ body: {} }));
    await doomed.exit;
    const { run_id } = await rowOf(app, id);
    expect([run_id, undefined]).toContain(body.run_id);
    await app.report(message(run_id ?? '', 1, 'sync_started'));
    await app.report(message(run_id ?? '', 2, 'sync_completed'));
    expect(await waitForIdle(app, id)).toMatchObject({ last_sync_status: 'completed' });
    expect(app.receiver.received.filter(({ id }) => id === `msg_${run_id}`)).toHaveLength(1);
  });
});

describe('the consumer dies around its commit', () => {
  test.each([
    ['before_commit', 'applied once after it is delivered again (row 5)'],
    ['after_commit', 'known again, without a second event or audit entry (row 6)'],
  ] as const)('%s: the message is %s', async (point, _outcome) => {
    const run_id = await startSync();
    const reader = await openLiveReader(app.url, { cookie: user.cookie });
    await reader.next('snapshot');
    const doomed = await startConsumer(app, queue.name);
    await doomed.doom(point);
    const { version } = await rowOf(app, id);
    await queue.send(JSON.stringify(message(run_id, 1, 'sync_completed')));
    expect(await doomed.exit).toEqual([null, 'SIGKILL']);
    const isCommitted = point === 'after_commit';
    expect((await rowOf(app, id)).status).toBe(isCommitted ? 'idle' : 'syncing');

    const next = await startConsumer(app, queue.name);
    await waitForIdle(app, id);
    // Whatever lies before this one in the queue has been dealt with once this one is parked.
    await queue.send('the end');
    await waitFor(() => queue.take('.parked'));
    expect((await rowOf(app, id)).version).toBe(version + 1);
    expect(await actionsOf(run_id)).toEqual(['sync.started', 'sync.completed']);
    await reader.next('data_source_update', (row) => row.version === version + 1);
    const told = reader.events.filter(({ data }) => data.version === version + 1);
    expect(told).toHaveLength(1);
    reader.stop();
    next.kill('SIGTERM');
    expect(await next.exit).toEqual([0, null]);
  });
});

describe('the process itself', () => {
  test('SIGTERM: readers are sent away with a time of their own to come back, and it leaves in order (row 11)', async () => {
    const leaving = await startDoomed(app);
    const headers = { cookie: user.cookie };
    const readers = await Promise.all(
      Array.from({ length: 12 }, () => openLiveReader(leaving.url, headers)),
    );
    for (const reader of readers) await reader.next('snapshot');
    const begun = performance.now();
    leaving.kill('SIGTERM');
    expect(await leaving.exit).toEqual([0, null]);
    expect(performance.now() - begun).toBeLessThan(10_000);
    for (const reader of readers) await waitFor(() => reader.state.isOver);
    const retries = readers.map(({ state }) => /retry: (\d+)\s*$/.exec(state.text.trim())?.[1]);
    expect(retries).not.toContain(undefined);
    expect(new Set(retries).size).toBeGreaterThan(6);
  });

  test.each([
    ['rejection', [1, null], []],
    ['out_of_memory', [null, 'SIGABRT'], ['--max-old-space-size=96']],
  ] as const)(
    '%s: it ends as failed, and another one goes on (row 12)',
    async (doom, end, flags) => {
      const run_id = await startSync();
      const doomed = await startDoomed(app, {}, [...flags]);
      await doomed.doom(doom);
      expect(await doomed.exit).toEqual(end);
      const next = await startDoomed(app);
      const answer = await ask(next.url, '/sync');
      expect([answer.status, answer.body.run_id]).toEqual([409, run_id]);
      await app.report(message(run_id, 1, 'sync_completed'));
      await waitForIdle(app, id);
      next.kill('SIGKILL');
    },
  );

  test('standing still for 21 s: its probe fails, its message goes to another, and nothing counts twice (row 13)', async () => {
    const { failure, version, row, actions } = await standingStill;
    expect(failure).toBe('TimeoutError');
    expect(row).toMatchObject({ version: version + 1, last_sync_status: 'completed' });
    expect(actions).toEqual(['sync.started', 'sync.completed']);
  });
});

/** Begun before the first test and seen through beside the others, for it takes its time. */
async function standStill() {
  const own = await openTestQueue(testAmqpUrl());
  const person = await app.signUp();
  const { id } = await configured(app, person);
  const { body } = await person.api('POST', `/api/data-sources/${id}/sync`);
  await waitFor(async () => (await rowOf(app, id)).run_accepted_at);
  const { version } = await rowOf(app, id);
  const stuck = await startConsumer(app, own.name);
  await stuck.doom('blocked');
  const failure = await probe(stuck.url).catch((error: Error) => error.name);
  const base = { ...message(body.run_id, 1, 'sync_completed'), connection_id: id };
  await own.send(JSON.stringify({ ...base, tenant_id: person.organizationId }));
  const other = await startConsumer(app, own.name);
  await waitFor(async () => (await rowOf(app, id)).status === 'idle', { timeoutMs: 40_000 });
  const isBack = async () => (await probe(stuck.url)).status_queue === 'ok';
  await waitFor(isBack, { timeoutMs: 40_000 });
  // Both consume again: whatever was delivered twice has been looked at once this one is parked.
  await own.send('the end');
  await waitFor(() => own.take('.parked'));
  const outcome = {
    failure,
    version,
    row: await rowOf(app, id),
    actions: await actionsOf(body.run_id),
  };
  for (const one of [stuck, other]) one.kill('SIGKILL');
  await own.close();
  return outcome;
}
