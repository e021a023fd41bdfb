import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startDueSyncs } from '../src/features/runs/start-sync.ts';
import {
  configured,
  rowOf,
  startTestApp,
  type TestApp,
  type TestUser,
  waitForIdle,
} from './start-test-app.ts';
import { sweepUntil } from './sweep-until.ts';

let app: TestApp;
let user: TestUser;
let id: string;
let path: string;

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  user = await app.signUp('Ada');
  ({ id } = await configured(app, user));
  path = `/api/data-sources/${id}`;
});

const HOURLY = { type: 'hourly' };
const schedule = (sync_schedule: unknown) => user.api('PUT', path, { sync_schedule });
const makeDue = () =>
  app.database.executeSql(
    `update data_source_connections set next_sync_at = now() - interval '1 minute' where id = $1`,
    [id],
  );
const actionsOf = async () => {
  const { body } = await user.api('GET', `/api/audit-events?object_id=${id}`);
  return body.data as { action: string; actor_type: string; details: Record<string, unknown> }[];
};
const triggersOf = () =>
  app.receiver.of('trigger_sync').filter(({ payload }) => payload.connection_id === id);

const startDue = (ids = [id]) =>
  sweepUntil(
    () => startDueSyncs(app.deps),
    async () => {
      const rows = await Promise.all(ids.map((one) => rowOf(app, one)));
      return rows.every(({ status }) => status === 'syncing');
    },
  );

/** Makes the sync due, starts it, and reports its end as the connector does. */
async function runDue(status: string) {
  await makeDue();
  await startDue();
  const { run_id } = await rowOf(app, id);
  await app.report({
    type: 'sync',
    connection_id: id,
    tenant_id: user.organizationId,
    run_id,
    seq: 1,
    status,
  });
  return waitForIdle(app, id);
}

describe('set by PUT', () => {
  test('the next sync is planned by the database’s clock, and the change is in the audit log', async () => {
    const { body } = await schedule(HOURLY);
    const thisHour = Math.floor(Date.parse(body.data.updated_at) / 3_600_000);
    expect(body.data).toMatchObject({
      sync_schedule: HOURLY,
      next_sync_at: new Date((thisHour + 1) * 3_600_000).toISOString(),
      sync_failures: 0,
    });
    const [newest] = await actionsOf();
    expect(newest).toMatchObject({
      action: 'data_source.updated',
      details: { fields: ['sync_schedule'], settings: [] },
    });
    expect((await schedule(HOURLY)).body.data.version).toBe(body.data.version);
  });

  test('null ends it, and so does the end of a pause', async () => {
    await schedule({ type: 'daily', time: '06:30', time_zone: 'Europe/Berlin' });
    await user.api('POST', `${path}/pause`);
    const { body } = await schedule(null);
    expect(body.data).toMatchObject({ sync_schedule: null, next_sync_at: null, paused_at: null });
  });

  test('a connection that is disabled plans nothing, and plans again when it is enabled', async () => {
    await schedule(HOURLY);
    const off = await user.api('PUT', path, { enabled: false });
    expect(off.body.data.next_sync_at).toBeNull();
    const on = await user.api('PUT', path, { enabled: true });
    expect(on.body.data.next_sync_at).not.toBeNull();
  });

  test.each([
    [{ type: 'weekly' }, 'sync_schedule.type'],
    [{ type: 'every_hours', hours: 0 }, 'sync_schedule.hours'],
    [{ type: 'daily', time: '06:30', time_zone: 'Mars/Olympus' }, 'sync_schedule.time_zone'],
    [{ type: 'cron', expression: '* * * * *', time_zone: 'UTC' }, 'sync_schedule.expression'],
    ['hourly', 'sync_schedule'],
  ])('%j is refused', async (wanted, at) => {
    const { status, body } = await schedule(wanted);
    expect([status, body.code, body.errors[0].path]).toEqual([400, 'validation_failed', at]);
    expect((await rowOf(app, id)).sync_schedule).toBeNull();
  });
});

describe('when it is due', () => {
  test('one sync starts, however many sweeps ask at once', async () => {
    await schedule(HOURLY);
    await makeDue();
    await Promise.all(Array.from({ length: 12 }, () => startDue()));
    const row = await rowOf(app, id);
    expect(Number(row.next_sync_at)).toBeGreaterThan(Date.now());
    await app.receiver.waitForRun(row.run_id ?? '');
    expect(triggersOf()).toHaveLength(1);
    expect(triggersOf()[0]?.payload).toMatchObject({ user_id: 'system', user_email: '' });
    const started = (await actionsOf()).filter(({ action }) => action === 'sync.started');
    expect(started).toMatchObject([
      { actor_type: 'system', details: { run_id: row.run_id, scheduled: true } },
    ]);
  });

  test('the sweep of the running app starts it by itself', async () => {
    await schedule(HOURLY);
    await makeDue();
    await waitFor(() => triggersOf()[0], { timeoutMs: 15_000 });
  });

  test('many that are due are all started once', async () => {
    const owners = await Promise.all(Array.from({ length: 8 }, () => app.signUp()));
    const ids = await Promise.all(owners.map(async (one) => (await configured(app, one)).id));
    await app.database.executeSql(
      `update data_source_connections set sync_schedule = '{"type":"hourly"}',
         next_sync_at = now() - interval '1 minute' where id = any($1::uuid[])`,
      [ids],
    );
    await Promise.all(Array.from({ length: 4 }, () => startDue(ids)));
    const rows = await Promise.all(ids.map((one) => rowOf(app, one)));
    for (const row of rows) await app.receiver.waitForRun(row.run_id ?? '');
    const sent = app.receiver.of('trigger_sync').map(({ payload }) => payload.connection_id);
    expect(ids.map((one) => sent.filter((other) => other === one).length)).toEqual(
      ids.map(() => 1),
    );
  });

  test('nothing starts while it runs, is paused or is disabled', async () => {
    await schedule(HOURLY);
    await user.api('POST', `${path}/sync`);
    await makeDue();
    await startDueSyncs(app.deps);
    await user.api('POST', `${path}/cancel`);
    await user.api('POST', `${path}/pause`);
    await startDueSyncs(app.deps);
    await user.api('POST', `${path}/resume`);
    await user.api('PUT', path, { enabled: false });
    await startDueSyncs(app.deps);
    expect(await rowOf(app, id)).toMatchObject({ status: 'idle', next_sync_at: null });
    const started = (await actionsOf()).filter(({ action }) => action === 'sync.started');
    expect(started.map(({ actor_type }) => actor_type)).toEqual(['user']);
  });
});

describe('pause', () => {
  test('says who and when, lets what runs go on and asked-for syncs start', async () => {
    await schedule(HOURLY);
    await user.api('POST', `${path}/sync`);
    await waitFor(async () => (await rowOf(app, id)).run_accepted_at !== null);
    const { status, body } = await user.api('POST', `${path}/pause`);
    expect(status).toBe(200);
    expect(body.data).toMatchObject({
      status: 'syncing',
      paused_reason: 'user',
      paused_by: 'Ada',
      next_sync_at: null,
      sync_schedule: HOURLY,
    });
    const again = await user.api('POST', `${path}/pause`);
    expect(again.body.data).toEqual(body.data);
    await user.api('POST', `${path}/cancel`);
    expect((await user.api('POST', `${path}/sync`)).status).toBe(202);
    const resumed = await user.api('POST', `${path}/resume`);
    expect(resumed.body.data).toMatchObject({ paused_at: null, paused_by: null });
    expect(resumed.body.data.next_sync_at).not.toBeNull();
    const seen = (await actionsOf()).map(({ action }) => action);
    expect(seen.filter((action) => /paused|resumed/.test(action))).toEqual([
      'sync.resumed',
      'sync.paused',
    ]);
  });

  test('without a schedule there is nothing to pause', async () => {
    const { status, body } = await user.api('POST', `${path}/pause`);
    expect([status, body.code]).toEqual([409, 'not_scheduled']);
  });
});

test('five failures in a row put it off, then pause it; resuming begins anew', async () => {
  await schedule(HOURLY);
  const distances: number[] = [];
  for (let failure = 1; failure < 5; failure += 1) {
    const row = await runDue('sync_failed');
    const thisHour = Math.floor(row.updated_at.getTime() / 3_600_000);
    distances.push(Number(row.next_sync_at) / 3_600_000 - thisHour);
  }
  expect(distances).toEqual([2, 4, 8, 16]);
  const paused = await runDue('sync_failed');
  expect(paused).toMatchObject({ paused_reason: 'failures', paused_by: null, next_sync_at: null });
  const [newest] = await actionsOf();
  expect(newest).toMatchObject({ action: 'sync.paused', actor_type: 'system' });
  await user.api('POST', `${path}/resume`);
  expect(await rowOf(app, id)).toMatchObject({ sync_failures: 0, paused_at: null });
  expect(await runDue('sync_failed')).toMatchObject({ sync_failures: 1, paused_at: null });
  expect(await runDue('sync_completed')).toMatchObject({ sync_failures: 0 });
});
