import { randomUUID } from 'node:crypto';
import { failedItemPageSchema, type SyncWishes } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestConnector, TOKEN } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
let connectionId: string;
beforeAll(async () => {
  at = await startTestConnector();
});
afterAll(() => at.close());

async function list(more: Record<string, unknown> = {}) {
  const asked = { tenant_id: 'org-1', connection_id: connectionId, limit: 25, ...more };
  const answer = await at.send(asked, { path: '/failed-items/list' });
  return failedItemPageSchema.parse(await answer.json());
}

const idsOf = (page: Awaited<ReturnType<typeof list>>) => page.data.map((item) => item.external_id);

test('what could not be read is listed, and read again without the rest', async () => {
  const payload = at.payload({ credentials: { personal_access_token: TOKEN } });
  connectionId = String(payload.connection_id);
  await at.send(payload);
  await at.app.result(payload.run_id);
  const sync = async (wishes: SyncWishes = {}) => {
    const runId = randomUUID();
    const common = { ...payload, action: 'trigger_sync', credentials: undefined };
    await at.send({ ...common, run_id: runId, ...wishes });
    return at.app.result(runId);
  };
  for (const id of ['d0-1', 'd1-2', 'd2-3']) at.source.broken.add(id);
  expect(await sync()).toMatchObject({ documents_processed: 9, documents_failed: 3 });

  const page = await list();
  expect(page).toMatchObject({ total: 3, next_cursor: null });
  expect(page.data[0]).toMatchObject({
    external_id: 'd0-1',
    title: 'Document d0-1',
    code: 'upstream_error',
  });
  expect(JSON.stringify(page)).not.toContain('canary');
  const first = await list({ limit: 2 });
  expect(idsOf(first)).toEqual(['d0-1', 'd1-2']);
  expect(idsOf(await list({ limit: 2, cursor: first.next_cursor }))).toEqual(['d2-3']);
  expect((await list({ tenant_id: 'org-2' })).total).toBe(0);

  // One can be read now, one is gone meanwhile, one still fails; nothing else is asked for.
  at.source.broken.delete('d0-1');
  at.source.removed.add('d1-2');
  at.source.calls.length = 0;
  expect(await sync({ only_failed: true })).toMatchObject({
    status: 'sync_completed',
    documents_processed: 10,
    documents_failed: 1,
    documents_added: 1,
    documents_removed: 0,
  });
  expect(at.source.calls).toEqual(['/docs/d0-1', '/docs/d1-2', '/docs/d2-3']);
  expect(idsOf(await list())).toEqual(['d2-3']);

  at.source.broken.clear();
  expect(await sync()).toMatchObject({ documents_processed: 11, documents_failed: 0 });
  expect((await list()).total).toBe(0);
});
