import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { deliverOutgoingWebhooks } from '../src/features/runs/outgoing-webhooks.ts';
import { startDueSyncs } from '../src/features/runs/start-sync.ts';
import {
  configured,
  METRICS_TOKEN,
  rowOf,
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
  user = await app.signUp('Ada');
  ({ id } = await configured(app, user));
  path = `/api/data-sources/${id}`;
});
afterAll(() => app.close());

const makeDue = () =>
  app.database.executeSql(
    `update data_source_connections set next_sync_at = now() - interval '1 minute' where id = $1`,
    [id],
  );

test('while the breaker is open, what is due waits, and what is to be told is not put off (row 52)', async () => {
  await user.api('PUT', path, { sync_schedule: { type: 'every_hours', hours: 24 } });
  // The app sweeps by itself, too, and must see the same.
  const { breaker } = app.deps;
  app.deps.breaker = { state: () => 'open' };
  await makeDue();
  expect(await startDueSyncs(app.deps)).toBe(0);
  app.deps.breaker = breaker;
  await startDueSyncs(app.deps);
  await waitFor(async () => (await rowOf(app, id)).status === 'syncing');
  const { body } = await user.api('POST', `${path}/cancel`);
  await waitFor(() => app.receiver.of('cancel_sync').length === 1);
  expect((await rowOf(app, id)).last_run_id).toBe(body.run_id);

  const attemptsOf = async () => {
    const { rows } = await app.database.executeSql(
      `select attempts from outgoing_webhooks where id = 'msg_x'`,
    );
    return rows;
  };
  app.deps.breaker = { state: () => 'open' };
  await app.database.executeSql(
    `insert into outgoing_webhooks (id, organization_id, connection_id, payload)
     values ('msg_x', $1, $2, $3)`,
    [user.organizationId, id, JSON.stringify(app.receiver.of('cancel_sync')[0]?.payload)],
  );
  await deliverOutgoingWebhooks(app.deps);
  expect(await attemptsOf()).toEqual([{ attempts: 0 }]);
  app.deps.breaker = breaker;
  await deliverOutgoingWebhooks(app.deps);
  await waitFor(async () => (await attemptsOf()).length === 0);
});

test('410: the run says so, the next ones fail at once, and readiness and metrics show it (row 55)', async () => {
  app.receiver.script([410]);
  const before = app.receiver.received.length;
  for (let run = 0; run < 2; run += 1) {
    expect((await user.api('POST', `${path}/sync`)).status).toBe(202);
    await waitForIdle(app, id);
    expect(await rowOf(app, id)).toMatchObject({
      last_sync_status: 'failed',
      error_code: 'connector_gone',
    });
  }
  expect(app.receiver.received.length).toBe(before + 1);
  const ready = await user.api('GET', '/api/health/ready');
  expect(ready.body).toMatchObject({
    checks: { webhooks: 'failed' },
    reasons: { webhooks: 'gone' },
  });
  const headers = { authorization: `Bearer ${METRICS_TOKEN}` };
  const metrics = await (await fetch(`${app.url}/metrics`, { headers })).text();
  expect(metrics).toContain('webhook_breaker{state="gone"} 1');
  expect(app.logText()).toContain('webhook_endpoint_gone');
});
