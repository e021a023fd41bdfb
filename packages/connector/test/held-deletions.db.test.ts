import { randomUUID } from 'node:crypto';
import { documentPageSchema, type SyncWishes } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestConnector, TOKEN } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
beforeAll(async () => {
  at = await startTestConnector({
    HOLD_DELETIONS_ABOVE_COUNT: '2',
    HOLD_DELETIONS_ABOVE_SHARE: '0.25',
  });
});
afterAll(() => at.close());

/** A connection of 12 documents, all stored. */
async function connected() {
  at.source.pages = 3;
  at.source.removed.clear();
  const payload = at.payload({ credentials: { personal_access_token: TOKEN } });
  await at.send(payload);
  await at.app.result(payload.run_id);
  const sync = async (wishes: SyncWishes = {}) => {
    const runId = randomUUID();
    const common = { ...payload, action: 'trigger_sync', credentials: undefined };
    await at.send({ ...common, run_id: runId, ...wishes });
    return at.app.result(runId);
  };
  const stored = async () => {
    const asked = { tenant_id: 'org-1', connection_id: payload.connection_id, limit: 50 };
    const answer = await at.send(asked, { path: '/documents/search' });
    return documentPageSchema.parse(await answer.json()).total;
  };
  expect(await sync()).toMatchObject({ status: 'sync_completed', documents_added: 12 });
  return { sync, stored };
}

const HELD = { status: 'sync_failed', error_code: 'too_many_deletions' };

test('a sync that would remove more than both bounds says how much, and removes nothing', async () => {
  const { sync, stored } = await connected();
  at.source.removed.add('d0-0').add('d0-1').add('d0-2');
  // Three are more than two, and no more than a quarter of twelve.
  expect(await sync()).toMatchObject({ status: 'sync_completed', documents_removed: 3 });
  at.source.removed.add('d1-0').add('d1-1').add('d1-2');
  expect(await sync()).toMatchObject({ ...HELD, deletions_held: 3, deletions_held_of: 9 });
  expect(await stored()).toBe(9);
});

test('with somebody’s word as many go, and if they have become more they are held again', async () => {
  const { sync, stored } = await connected();
  at.source.pages = 1;
  expect(await sync()).toMatchObject({ ...HELD, deletions_held: 8, deletions_held_of: 12 });
  at.source.removed.add('d0-0');
  const remove = (confirmed: number) => sync({ deletions: { decision: 'remove', confirmed } });
  expect(await remove(8)).toMatchObject({ ...HELD, deletions_held: 9 });
  expect(await stored()).toBe(12);
  expect(await remove(9)).toMatchObject({ status: 'sync_completed', documents_removed: 9 });
  expect(await stored()).toBe(3);
});

test('what is kept stays, holds up no later sync, comes back, or goes when that is confirmed', async () => {
  const { sync, stored } = await connected();
  at.source.pages = 1;
  expect(await sync()).toMatchObject(HELD);
  const kept = await sync({ deletions: { decision: 'keep' } });
  expect(kept).toMatchObject({ status: 'sync_completed', documents_removed: 0, documents_kept: 8 });
  expect(await stored()).toBe(12);
  at.source.removed.add('d0-0');
  const next = await sync();
  expect(next).toMatchObject({ status: 'sync_completed', documents_removed: 1, documents_kept: 8 });
  // A page of them is there again, unchanged: documents like any other.
  at.source.pages = 2;
  expect(await sync()).toMatchObject({ status: 'sync_completed', documents_kept: 4 });
  at.source.removed.add('d1-0');
  expect(await sync()).toMatchObject({ documents_removed: 1, documents_kept: 4 });
  const confirmed = await sync({ deletions: { decision: 'remove', confirmed: 4 } });
  expect(confirmed).toMatchObject({ documents_removed: 4, documents_kept: 0 });
  expect(await stored()).toBe(6);
});
