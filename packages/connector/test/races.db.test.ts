import { randomUUID } from 'node:crypto';
import { documentPageSchema } from '@rita/contracts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestConnector, TOKEN } from './test-connector.ts';

const NEWER = 'canary-newer/2?c+d';

let at: Awaited<ReturnType<typeof startTestConnector>>;
let connection: ReturnType<typeof at.payload>;
beforeEach(async () => {
  at = await startTestConnector();
  connection = at.payload({ credentials: { personal_access_token: TOKEN } });
  await at.send(connection);
  await at.app.result(connection.run_id);
});
afterEach(() => at.close());

const action = (name: string, more: Record<string, unknown> = {}) => ({
  ...connection,
  action: name,
  run_id: randomUUID(),
  credentials: undefined,
  ...more,
});

/** Makes the source wait with one path until the returned function is called. */
function hold(path: string) {
  const release = Promise.withResolvers<void>();
  const isReached = Promise.withResolvers<void>();
  at.source.before = async (called) => {
    if (called !== path) return;
    isReached.resolve();
    await release.promise;
  };
  return { isReached: isReached.promise, release: () => release.resolve() };
}

test('a sync goes on with the secret it began with; a newer one counts once it is proven (row 81)', async () => {
  const held = hold('/docs?page=1');
  const first = action('trigger_sync');
  await at.send(first);
  await held.isReached;

  const wrong = action('verify_credentials', { credentials: { personal_access_token: 'wrong' } });
  await at.send(wrong);
  expect(await at.app.result(wrong.run_id)).toMatchObject({ status: 'failed' });
  at.source.tokens.add(NEWER);
  const newer = action('verify_credentials', { credentials: { personal_access_token: NEWER } });
  await at.send(newer);
  expect(await at.app.result(newer.run_id)).toMatchObject({ status: 'success' });

  at.source.usedTokens.length = 0;
  held.release();
  expect(await at.app.result(first.run_id)).toMatchObject({
    status: 'sync_completed',
    documents_processed: 12,
  });
  expect(new Set(at.source.usedTokens)).toEqual(new Set([TOKEN]));
  at.source.usedTokens.length = 0;
  const next = action('trigger_sync');
  await at.send(next);
  await at.app.result(next.run_id);
  expect(new Set(at.source.usedTokens)).toEqual(new Set([NEWER]));
});

test.each(['trigger_sync', 'verify_credentials', 'check_access'])(
  'a cancel that overtakes %s: the run is not begun (row 79)',
  async (name) => {
    const credentials =
      name === 'verify_credentials' ? { personal_access_token: NEWER } : undefined;
    const late = action(name, { people: [], credentials });
    await at.send(action('cancel_sync', { run_id: late.run_id }));
    at.source.calls.length = 0;
    const answer = await at.send(late);
    expect([answer.status, await answer.json()]).toEqual([200, { status: 'cancelled' }]);
    // Nobody did anything wrong: it was only late.
    expect(at.logLines.filter((line) => line.includes('security_event'))).toEqual([]);
    expect((await at.send(late)).status, 'however often it comes').toBe(200);
    const next = action('trigger_sync');
    await at.send(next);
    expect(await at.app.result(next.run_id)).toMatchObject({ status: 'sync_completed' });
    expect(at.app.ofRun(late.run_id)).toEqual([]);
    expect(at.source.calls).not.toContain('/me');
    expect(at.source.usedTokens).not.toContain(NEWER);
  },
);

test('a cancel that comes after its verification had succeeded: what was held before is held again', async () => {
  at.source.tokens.add(NEWER);
  const newer = action('verify_credentials', { credentials: { personal_access_token: NEWER } });
  await at.send(newer);
  expect(await at.app.result(newer.run_id)).toMatchObject({ status: 'success' });
  const cancel = action('cancel_sync', { run_id: newer.run_id });
  expect((await at.send(cancel)).status).toBe(202);
  expect((await at.send(cancel)).status, 'however often it comes').toBe(202);
  at.source.usedTokens.length = 0;
  const next = action('trigger_sync');
  await at.send(next);
  expect(await at.app.result(next.run_id)).toMatchObject({ status: 'sync_completed' });
  expect(new Set(at.source.usedTokens)).toEqual(new Set([TOKEN]));
  // Of the first verification there is nothing before; what another one proved since stays.
  await at.send(action('cancel_sync', { run_id: connection.run_id }));
  const after = action('trigger_sync');
  await at.send(after);
  expect(await at.app.result(after.run_id)).toMatchObject({ status: 'sync_completed' });
});

test('the first verification of a connection, cancelled after it had succeeded: nothing is held', async () => {
  await at.send(action('cancel_sync', { run_id: connection.run_id }));
  const next = action('trigger_sync');
  await at.send(next);
  expect(await at.app.result(next.run_id)).toMatchObject({ error_code: 'credentials_required' });
});

// The embedded database belongs to one process, so there is no other that could take the cancel.
test.runIf(process.env.TEST_DATABASE === 'postgres').each(['sync', 'verification'] as const)(
  'a cancel that another process took, just before the end of a %s: nothing of it is made good',
  async (kind) => {
    const database = await at.openDatabase();
    const held = hold(kind === 'sync' ? '/docs?page=2' : '/me');
    at.source.tokens.add(NEWER);
    const run =
      kind === 'sync'
        ? action('trigger_sync')
        : action('verify_credentials', { credentials: { personal_access_token: NEWER } });
    await at.send(run);
    await held.isReached;
    await database.executeSql('update runs set cancel_requested_at = now() where run_id = $1', [
      run.run_id,
    ]);
    held.release();
    const ended = kind === 'sync' ? { status: 'sync_cancelled' } : { status: 'failed' };
    expect(await at.app.result(run.run_id)).toMatchObject(ended);
    at.source.usedTokens.length = 0;
    const next = action('trigger_sync');
    await at.send(next);
    expect(await at.app.result(next.run_id)).toMatchObject({ status: 'sync_completed' });
    expect(new Set(at.source.usedTokens)).toEqual(new Set([TOKEN]));
    await database.close();
  },
);

test.each(['sync', 'verification'] as const)(
  'deleted during a %s: it ends without a word, and nothing of the connection is left (row 80)',
  async (kind) => {
    const held = hold(kind === 'sync' ? '/docs?page=1' : '/me');
    const run =
      kind === 'sync'
        ? action('trigger_sync')
        : action('verify_credentials', { credentials: { personal_access_token: NEWER } });
    await at.send(run);
    await held.isReached;
    await at.send(action('delete_connection', { run_id: undefined }));
    held.release();
    const { connection_id } = connection;
    const asked = { tenant_id: 'org-1', connection_id, limit: 5 };
    const page = await at.send(asked, { path: '/documents/search' });
    expect(documentPageSchema.parse(await page.json()).total).toBe(0);
    const heard = at.app.ofRun(run.run_id).length;

    expect((await at.send(action('trigger_sync'))).status).toBe(404);
    expect(at.app.ofRun(run.run_id)).toHaveLength(heard);
    await at.stop();
    const database = await at.openDatabase();
    for (const table of ['vault_credential_sets', 'documents', 'document_failures']) {
      const { rows } = await database.executeSql(`select from ${table} where connection_id = $1`, [
        connection_id,
      ]);
      expect([table, rows.length]).toEqual([table, 0]);
    }
    const { rows } = await database.executeSql('select state from runs where run_id = $1', [
      run.run_id,
    ]);
    expect(rows).toEqual([]);
    await database.close();
  },
);
