import { afterAll, beforeAll, expect, test } from 'vitest';
import { configured, rowOf, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
let user: TestUser;
let id: string;
beforeAll(async () => {
  app = await startTestApp();
  user = await app.signUp();
  ({ id } = await configured(app, user));
});
afterAll(() => app.close());

const start = (body?: unknown) => user.api('POST', `/api/data-sources/${id}/sync`, body);

async function sync(result: Record<string, unknown>, body?: unknown) {
  const started = await start(body);
  expect(started.body).toMatchObject({ status: 'syncing' });
  await app.report({
    type: 'sync',
    connection_id: id,
    tenant_id: user.organizationId,
    run_id: started.body.run_id,
    seq: 1,
    ...result,
  } as Parameters<typeof app.report>[0]);
  return started.body.run_id as string;
}

const HELD = {
  status: 'sync_failed',
  error_code: 'too_many_deletions',
  deletions_held: 812,
  deletions_held_of: 900,
};

test('a held sync says how much would go; it is no failure of the source', async () => {
  await user.api('PUT', `/api/data-sources/${id}`, { sync_schedule: { type: 'hourly' } });
  const planned = (await rowOf(app, id)).next_sync_at;
  await sync(HELD);
  expect(await rowOf(app, id)).toMatchObject({
    last_sync_status: 'failed',
    error_code: 'too_many_deletions',
    deletions_held: 812,
    deletions_held_of: 900,
    sync_failures: 0,
    next_sync_at: planned,
  });
});

test.each([
  { deletions: { decision: 'remove', confirmed: 0 } },
  { deletions: { decision: 'remove' } },
  { deletions: { decision: 'burn' } },
  { deletions: { decision: 'keep', confirmed: 3 } },
  { deletions: { decision: 'keep' }, only_failed: true },
  { only_failed: 'yes' },
  { more: 1 },
])('%j is refused, and nothing starts', async (body) => {
  expect((await start(body)).body.code).toBe('validation_failed');
  expect((await rowOf(app, id)).status).toBe('idle');
});

test('nobody confirms more than was shown, or decides about what is not held', async () => {
  const more = await start({ deletions: { decision: 'remove', confirmed: 813 } });
  expect([more.status, more.body.code]).toEqual([409, 'decision_outdated']);

  const remove = { deletions: { decision: 'remove', confirmed: 812 } };
  const runId = await sync({ status: 'sync_completed', documents_kept: 3 }, remove);
  const { payload } = await app.receiver.waitForRun(runId);
  expect(payload).toMatchObject({ action: 'trigger_sync', ...remove });
  expect(await rowOf(app, id)).toMatchObject({
    last_sync_status: 'completed',
    deletions_held: null,
    deletions_held_of: null,
    documents_kept: 3,
  });
  const keep = await start({ deletions: { decision: 'keep' } });
  expect(keep.body.code).toBe('decision_outdated');
  const events = await user.api('GET', `/api/audit-events?object_id=${id}&action=sync.started`);
  expect(events.body.data[0].details).toEqual({ run_id: runId, ...remove });
  await sync(
    { status: 'sync_completed', documents_kept: 0 },
    {
      deletions: { decision: 'remove', confirmed: 3 },
    },
  );
});

test('only what failed is asked for when somebody wishes so; what failed is shown as the connector tells it', async () => {
  const runId = await sync(
    { status: 'sync_completed', documents_failed: 1 },
    { only_failed: true },
  );
  const { payload } = await app.receiver.waitForRun(runId);
  expect(payload).toMatchObject({ only_failed: true });
  const path = `/api/data-sources/${id}/failed-items`;
  expect((await user.api('GET', path)).body.code).toBe('documents_unavailable');
  const item = {
    external_id: '7',
    title: 'Plan.docx',
    url: 'https://example.com/7',
    code: 'upstream_error',
    reason: 'The file is damaged',
  };
  const page = { data: [item], next_cursor: 'Nw', total: 2 };
  app.receiver.pages.set('/failed-items/list', page);
  expect((await user.api('GET', `${path}?limit=1&cursor=Ng`)).body).toEqual(page);
  expect(app.receiver.asked.at(-1)?.body).toEqual({
    tenant_id: user.organizationId,
    connection_id: id,
    limit: 1,
    cursor: 'Ng',
  });
  expect((await user.api('GET', `${path}?limit=0`)).body.code).toBe('validation_failed');
});
