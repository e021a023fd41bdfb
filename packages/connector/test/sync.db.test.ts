import { randomUUID } from 'node:crypto';
import { type DocumentPage, documentPageSchema } from '@rita/contracts';
import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startFakeSource } from './fake-driver.ts';
import { startTestConnector, TOKEN } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
beforeAll(async () => {
  at = await startTestConnector({ HEARTBEAT_SECONDS: '1' });
});
afterAll(() => at.close());
beforeEach(() => {
  at.source.before = () => Promise.resolve();
  at.source.failWith.clear();
  at.source.removed.clear();
  at.source.broken.clear();
  at.source.revision = '1';
  at.source.pages = 3;
  at.source.words = 0;
  at.app.answerWith(() => ({ status: 202 }));
});

type Verify = ReturnType<typeof at.payload>;

async function verified(more: Record<string, unknown> = {}): Promise<Verify> {
  const payload = at.payload({ credentials: { personal_access_token: TOKEN }, ...more });
  await at.send(payload);
  await at.app.result(payload.run_id);
  return payload;
}

async function startSync(connection: Verify): Promise<string> {
  const sync = {
    ...connection,
    action: 'trigger_sync',
    run_id: randomUUID(),
    credentials: undefined,
  };
  expect((await at.send(sync)).status).toBe(202);
  return sync.run_id;
}

const runSync = async (connection: Verify) => at.app.result(await startSync(connection));

async function list(more: Record<string, unknown>): Promise<DocumentPage> {
  const answer = await at.send(
    { tenant_id: 'org-1', limit: 50, ...more },
    { path: '/documents/search' },
  );
  return documentPageSchema.parse(await answer.json());
}

const hang = (path: string) => (called: string) =>
  called === path ? new Promise<void>(() => {}) : Promise.resolve();

describe('a second sync', () => {
  test('writes what changed and removes what is gone', async () => {
    const connection = await verified();
    expect(await runSync(connection)).toMatchObject({ documents_added: 12 });
    expect(await runSync(connection)).toMatchObject({
      documents_processed: 12,
      documents_added: 0,
      documents_updated: 0,
      documents_removed: 0,
    });
    at.source.revision = '2';
    at.source.removed.add('d1-1').add('d2-3');
    expect(await runSync(connection)).toMatchObject({
      documents_processed: 10,
      documents_updated: 10,
      documents_removed: 2,
    });
    expect((await list({ connection_id: connection.connection_id })).total).toBe(10);
  });

  test('counts each document of a page that is too large to be written in one go', async () => {
    const connection = await verified();
    at.source.pages = 1;
    at.source.words = 70_000;
    const first = await runSync(connection);
    expect(first).toMatchObject({ documents_added: 4, documents_updated: 0 });
    at.source.revision = '2';
    at.source.removed.add('d0-3');
    const second = await runSync(connection);
    expect(second).toMatchObject({ documents_added: 0, documents_updated: 3 });
    const stored = await list({ connection_id: connection.connection_id });
    expect(stored.data.map(({ title }) => title).sort()).toEqual(
      ['d0-0', 'd0-1', 'd0-2'].map((id) => `Document ${id}`),
    );
    for (const { id } of stored.data) {
      const question = { tenant_id: 'org-1', document_id: id };
      const answer = await at.send(question, { path: '/documents/get' });
      const { data } = (await answer.json()) as { data: { body: string } };
      expect(data.body.length).toBeGreaterThan(420_000);
    }
  });

  test('goes on past what it cannot read, counts it, and keeps the older text of it', async () => {
    const connection = await verified();
    await runSync(connection);
    at.source.revision = '2';
    at.source.broken.add('d0-0').add('d2-2');
    expect(await runSync(connection)).toMatchObject({
      status: 'sync_completed',
      documents_processed: 12,
      documents_failed: 2,
      documents_updated: 10,
      documents_removed: 0,
    });
    expect((await list({ connection_id: connection.connection_id })).total).toBe(12);
  });

  test('does not remove an unusual share', async () => {
    at.source.pages = 6;
    const connection = await verified();
    await runSync(connection);
    at.source.pages = 3;
    expect(await runSync(connection)).toMatchObject({
      status: 'sync_failed',
      error_code: 'too_many_deletions',
      error_message: '12 of 24 documents would be removed; nothing was',
    });
    expect((await list({ connection_id: connection.connection_id })).total).toBe(24);
  });

  test('that fails half-way removes nothing and keeps what it fetched', async () => {
    const connection = await verified();
    await runSync(connection);
    at.source.failWith.set('/docs?page=1', { status: 500 });
    at.source.revision = '2';
    expect(await runSync(connection)).toMatchObject({
      status: 'sync_failed',
      error_code: 'upstream_error',
      documents_processed: 4,
    });
    expect((await list({ connection_id: connection.connection_id })).total).toBe(12);
  });
});

describe('while it runs', () => {
  test('it sends signs of life, and waits are told', async () => {
    // A source of its own: a pause is kept for the whole host.
    const source = await startFakeSource(TOKEN);
    const connection = await verified({ settings: { url: source.url } });
    source.failWith.set('/docs?page=1', { status: 429, retryAfter: '30' });
    const runId = await startSync(connection);
    const waiting = await waitFor(() =>
      at.app.ofRun(runId).find((message) => 'waiting_until' in message && message.waiting_until),
    );
    expect(waiting).toMatchObject({ status: 'sync_progress', heartbeat_seconds: 1 });
    const seq = waiting.seq ?? 0;
    await waitFor(() => at.app.ofRun(runId).some((message) => (message.seq ?? 0) > seq + 1));
    await at.send({ ...connection, action: 'cancel_sync', run_id: runId, credentials: undefined });
    expect(await at.app.result(runId)).toMatchObject({ status: 'sync_cancelled' });
    // Somebody who verifies meanwhile does not have to wait for the pause.
    const again = { ...connection, run_id: randomUUID() };
    await at.send(again);
    expect(await at.app.result(again.run_id, 5000)).toMatchObject({ status: 'success' });
    await source.close();
  });

  test('a cancel that comes to another process is noticed within a second or so', async () => {
    const connection = await verified();
    at.source.before = hang('/docs?page=1');
    const runId = await startSync(connection);
    await waitFor(() => at.source.calls.includes('/docs?page=1'));
    // As another process would: the app says that nobody waits for this run any more.
    at.app.answerWith(() => ({ status: 202, outcome: 'stale' }));
    expect(await at.app.result(runId, 5000)).toMatchObject({ status: 'sync_cancelled' });
  });

  test('one sync of a connection at a time', async () => {
    const connection = await verified();
    const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
    at.source.before = (path) => (path === '/docs?page=1' ? isReleased : Promise.resolve());
    const first = await startSync(connection);
    await waitFor(() => at.app.ofRun(first).length > 0);
    const second = await startSync(connection);
    const other = await verified();
    // The connector is not busy: it takes another connection's work meanwhile.
    expect(at.app.ofRun(other.run_id).length).toBeGreaterThan(0);
    expect(at.app.ofRun(second)).toEqual([]);
    release();
    expect(await at.app.result(first)).toMatchObject({ status: 'sync_completed' });
    expect(await at.app.result(second)).toMatchObject({ status: 'sync_completed' });
  });

  test('credentials verified meanwhile are for the next one (reliability row 81)', async () => {
    const connection = await verified();
    const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
    at.source.before = (path) => (path === '/docs?page=1' ? isReleased : Promise.resolve());
    const first = await startSync(connection);
    await waitFor(() => at.app.ofRun(first).length > 0);
    const wrong = {
      ...connection,
      run_id: randomUUID(),
      credentials: { personal_access_token: 'x' },
    };
    await at.send(wrong);
    expect(await at.app.result(wrong.run_id)).toMatchObject({ status: 'failed' });
    release();
    expect(await at.app.result(first)).toMatchObject({ status: 'sync_completed' });
  });

  test('delete_connection ends it and forgets everything', async () => {
    const connection = await verified();
    await runSync(connection);
    at.source.before = hang('/docs?page=1');
    at.source.revision = '2';
    const calls = at.source.calls.length;
    const runId = await startSync(connection);
    await waitFor(() => at.source.calls.slice(calls).includes('/docs?page=1'));
    const { run_id: _, ...rest } = connection;
    await at.send({ ...rest, action: 'delete_connection', credentials: undefined });
    expect((await list({ connection_id: connection.connection_id })).total).toBe(0);
    expect(at.app.ofRun(runId).every((message) => message.status !== 'sync_completed')).toBe(true);
  });
});

describe('status messages', () => {
  test('are sent again until the app takes them, in order, under the same id', async () => {
    const connection = await verified();
    let refusals = 3;
    at.app.answerWith(() => ({ status: refusals-- > 0 ? 503 : 202 }));
    const before = at.app.ids.length;
    const runId = await startSync(connection);
    expect(await at.app.result(runId)).toMatchObject({ status: 'sync_completed' });
    const seqs = at.app.ofRun(runId).map((message) => message.seq ?? 0);
    expect(seqs).toEqual(seqs.toSorted((a, b) => a - b));
    const ids = at.app.ids.slice(before);
    expect(new Set(ids).size).toBeLessThan(ids.length);
  });

  test('one that is refused does not hold up the next', async () => {
    const connection = await verified();
    at.app.answerWith((message) => ({ status: message.status === 'sync_started' ? 400 : 202 }));
    expect(await runSync(connection)).toMatchObject({ status: 'sync_completed' });
  });
});
