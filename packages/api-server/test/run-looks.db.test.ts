import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { adoptRuns, lookAtRuns } from '../src/features/runs/look-at-runs.ts';
import { configured, rowOf, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

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
  ({ id } = await configured(app, user));
  await report({ status: 'sync_started', heartbeat_seconds: 15 });
});

const report = (fields: object) =>
  app.report({ type: 'sync', connection_id: id, tenant_id: user.organizationId, ...fields });
const set = (assignments: string) =>
  app.database.executeSql(`update data_source_connections set ${assignments} where id = $1`, [id]);
const look = async () => (await rowOf(app, id)).run_look_at;

test('signs of life leave the look alone, and the sweep that comes for it puts it off unseen', async () => {
  const first = await look();
  await report({ status: 'sync_progress', documents_processed: 5 });
  expect(await look()).toEqual(first);
  await set('run_look_at = now()');
  const before = await rowOf(app, id);
  expect(await lookAtRuns(app.deps)).toBe(0);
  const after = await rowOf(app, id);
  expect(Number(after.run_look_at)).toBe(Number(before.run_last_heard_at) + 30_000);
  expect(after).toEqual({ ...before, run_look_at: after.run_look_at });
});

test('a shorter heartbeat brings the look forward', async () => {
  await report({ status: 'sync_progress', heartbeat_seconds: 5 });
  const row = await rowOf(app, id);
  expect(Number(row.run_look_at)).toBe(Number(row.run_last_heard_at) + 10_000);
});

test('the end of a run leaves its look to the sweep, or to the next run', async () => {
  const first = await look();
  await report({ status: 'sync_completed' });
  expect(await look()).toEqual(first);
  await report({ status: 'sync_started' });
  expect(await look()).toEqual(first);
  await report({ status: 'sync_completed' });
  await set('run_look_at = now()');
  const before = await rowOf(app, id);
  expect(await lookAtRuns(app.deps)).toBe(0);
  expect(await rowOf(app, id)).toEqual({ ...before, run_look_at: null });
});

test('a run of a build that knows no looks is ended all the same', async () => {
  await set(`run_look_at = null, run_deadline_at = now() - interval '1 second'`);
  expect(await lookAtRuns(app.deps)).toBe(0);
  await adoptRuns(app.deps);
  expect(await lookAtRuns(app.deps)).toBe(1);
  expect(await rowOf(app, id)).toMatchObject({ status: 'idle', run_look_at: null });
});

test('many are looked at by one sweep, a batch after the other', async () => {
  const others = await app.database.executeSql(
    `insert into data_source_connections (organization_id, type, name, run_id, status, run_started_at,
       run_deadline_at, run_look_at)
     select $1, 'kind_' || n, 'Other ' || n, gen_random_uuid()::text, 'syncing', now(),
       now() + case when n % 2 = 0 then interval '-1 second' else interval '1 hour' end, now()
     from generate_series(1, 450) as n returning id`,
    [user.organizationId],
  );
  expect(others.rows).toHaveLength(450);
  expect(await lookAtRuns(app.deps)).toBe(225);
  const { rows } = await app.database.executeSql(
    `select count(*)::int as live, min(run_look_at) > now() + interval '59 minutes' as is_put_off
     from data_source_connections where organization_id = $1 and type like 'kind_%' and status = 'syncing'`,
    [user.organizationId],
  );
  expect(rows).toEqual([{ live: 225, is_put_off: true }]);
});
