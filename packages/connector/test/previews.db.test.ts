import { randomUUID } from 'node:crypto';
import { connectorPreviewAnswerSchema, documentPageSchema, type Preview } from '@rita/contracts';
import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestConnector, TOKEN } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
let connection: ReturnType<typeof at.payload>;
beforeAll(async () => {
  at = await startTestConnector({ HOLD_DELETIONS_ABOVE_COUNT: '3' });
});
afterAll(() => at.close());
beforeEach(async () => {
  at.source.before = () => Promise.resolve();
  at.source.failWith.clear();
  at.source.removed.clear();
  at.source.broken.clear();
  at.source.pages = 3;
  at.source.revision = '1';
  connection = at.payload({ credentials: { personal_access_token: TOKEN } });
  await at.send(connection);
  await at.app.result(connection.run_id);
});

const owner = () => ({ tenant_id: 'org-1', connection_id: connection.connection_id });

async function start(more: Record<string, unknown> = {}): Promise<string> {
  const preview_id = randomUUID();
  const { connection_type, settings } = connection;
  const asked = { ...owner(), connection_type, settings, preview_id, ...more };
  expect((await at.send(asked, { path: '/previews/start' })).status).toBe(200);
  return preview_id;
}

async function look(preview_id: string, more: Record<string, unknown> = {}) {
  const answer = await at.send({ ...owner(), preview_id, ...more }, { path: '/previews/get' });
  return connectorPreviewAnswerSchema.parse(await answer.json()).data;
}

async function result(id: string): Promise<Preview> {
  return waitFor(async () => {
    const preview = await look(id);
    return preview?.state === 'running' ? undefined : (preview ?? undefined);
  });
}

async function sync() {
  const run_id = randomUUID();
  await at.send({ ...connection, action: 'trigger_sync', credentials: undefined, run_id });
  return at.app.result(run_id);
}

async function stored(): Promise<number> {
  const answer = await at.send({ ...owner(), limit: 50 }, { path: '/documents/search' });
  return documentPageSchema.parse(await answer.json()).total;
}

test('before the first sync, everything would be added; nothing is', async () => {
  at.source.broken.add('d0-0');
  expect(await result(await start())).toMatchObject({
    state: 'completed',
    added: 11,
    changed: 0,
    removed: 0,
    failed: 1,
    total: 12,
    is_partial: false,
    places: [{ name: 'Zoo', added: 11, changed: 0, removed: 0 }],
  });
  expect(await stored()).toBe(0);
});

test('what would be changed and removed is counted, named by a few, and asked about as in a sync', async () => {
  await sync();
  for (const id of ['d0-0', 'd0-1', 'd1-0', 'd1-1']) at.source.removed.add(id);
  const removals = await result(await start());
  expect(removals).toMatchObject({
    added: 0,
    changed: 0,
    removed: 4,
    unchanged: 8,
    is_held: true,
    places: [{ name: 'Zoo', removed: 4 }],
  });
  expect(removals.sample[0]).toEqual({
    change: 'removed',
    title: 'Document d0-0',
    url: 'https://example.com/d0-0',
    place: 'Zoo',
  });
  at.source.removed.clear();
  at.source.revision = '2';
  at.source.pages = 4;
  const changes = await result(await start());
  expect(changes).toMatchObject({ added: 4, changed: 12, removed: 0, is_held: false });
  expect(changes.sample.filter(({ change }) => change === 'added')).toHaveLength(4);
  // A preview keeps no cursor and writes no document: the sync does it all.
  expect(await stored()).toBe(12);
  expect(await sync()).toMatchObject({ documents_added: 4, documents_updated: 12 });
});

test('one that fails says why; one of another tenant is not there; a newer one ends the older', async () => {
  const id = await start();
  await result(id);
  expect(await look(id, { tenant_id: 'org-2' })).toBeNull();
  expect(await look(randomUUID())).toBeNull();

  at.source.failWith.set('/docs?page=1', { status: 500, body: '{}' });
  const failed = await result(await start());
  expect(failed).toMatchObject({ state: 'failed', error_code: 'upstream_error' });

  at.source.failWith.clear();
  at.source.before = (path) =>
    path === '/docs?page=1' ? new Promise<void>(() => {}) : Promise.resolve();
  at.source.calls.length = 0;
  const hanging = await start();
  await waitFor(() => at.source.calls.includes('/docs?page=1'));
  expect(await look(hanging)).toMatchObject({ state: 'running', added: 4 });
  at.source.before = () => Promise.resolve();
  const newer = await start();
  expect(await result(newer)).toMatchObject({ state: 'completed', added: 12 });
  expect(await look(hanging)).toMatchObject({ state: 'failed', error_code: 'interrupted' });
});

test('with settings that the secret was not entered for, the source is not called', async () => {
  at.source.calls.length = 0;
  const elsewhere = { url: 'https://elsewhere.example' };
  const preview = await result(await start({ settings: elsewhere }));
  expect(preview).toMatchObject({ state: 'failed', error_code: 'settings_not_verified' });
  expect(at.source.calls).toEqual([]);
});

test('while the source makes it wait, it says until when; the result says so no more', async () => {
  at.source.failWith.set('/docs?page=1', { status: 429, body: '', retryAfter: '3' });
  const id = await start();
  const waiting = await waitFor(async () => {
    const preview = await look(id);
    return preview?.waiting_until ? preview : undefined;
  });
  expect(waiting).toMatchObject({ state: 'running', added: 4 });
  expect(Date.parse(waiting.waiting_until ?? '')).toBeGreaterThan(Date.now() - 60_000);
  at.source.failWith.clear();
  expect(await result(id)).toMatchObject({ state: 'completed', added: 12, waiting_until: null });
});
