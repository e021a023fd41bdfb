import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type TestDatabase, waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFakeApp } from './fake-app.ts';
import { startFakeSource } from './fake-driver.ts';
import {
  createConnectorDatabase,
  createSender,
  SECRET,
  TOKEN,
  variablesFor,
  webhook,
} from './test-connector.ts';

const PROGRAM = fileURLToPath(new URL('./connector-process.ts', import.meta.url));
const vaultKey = randomBytes(32).toString('base64');

describe('a connector that dies (reliability rows 8–10)', () => {
  let database: TestDatabase;
  let app: Awaited<ReturnType<typeof startFakeApp>>;
  let source: Awaited<ReturnType<typeof startFakeSource>>;
  const processes: ChildProcess[] = [];

  beforeAll(async () => {
    database = await createConnectorDatabase();
    app = await startFakeApp(SECRET);
    source = await startFakeSource(TOKEN);
  });
  afterAll(async () => {
    for (const child of processes) child.kill('SIGKILL');
    await Promise.all([app.close(), source.close()]);
    await database.drop();
  });

  async function startProcess() {
    const env = { ...variablesFor(database, app.url), VAULT_KEY: vaultKey, TEST_SECRET: SECRET };
    const child = fork(PROGRAM, {
      env: { ...process.env, ...env },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    processes.push(child);
    const [ready] = (await once(child, 'message')) as [{ url: string }];
    return { child, send: createSender(ready.url) };
  }

  async function kill(child: ChildProcess, signal: NodeJS.Signals) {
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  }

  test('a sync goes on from its checkpoint after SIGKILL, and its numbers go on growing', async () => {
    source.pages = 6;
    const first = await startProcess();
    const verify = webhook({ source: source.url, credentials: { personal_access_token: TOKEN } });
    await first.send(verify);
    await app.result(verify.run_id);

    const { promise: isAtPage3, resolve: arrived } = Promise.withResolvers<void>();
    source.before = (path) => {
      if (path !== '/docs?page=3') return Promise.resolve();
      arrived();
      return new Promise(() => {});
    };
    const sync = {
      ...verify,
      action: 'trigger_sync',
      run_id: randomUUID(),
      credentials: undefined,
    };
    await first.send(sync);
    await isAtPage3;
    await kill(first.child, 'SIGKILL');
    const seqBefore = Math.max(...app.ofRun(sync.run_id).map((message) => message.seq ?? 0));

    source.before = () => Promise.resolve();
    source.calls.length = 0;
    const second = await startProcess();
    const result = await app.result(sync.run_id, 25_000);
    expect(result).toMatchObject({
      status: 'sync_completed',
      documents_processed: 24,
      documents_added: 24,
    });
    expect(source.calls[0]).toBe('/docs?page=3');
    expect(result.seq).toBeGreaterThan(seqBefore);
    await kill(second.child, 'SIGTERM');
  }, 60_000);

  test('SIGTERM leaves the sync to be resumed, and the process goes in order', async () => {
    source.pages = 6;
    const first = await startProcess();
    const verify = webhook({ source: source.url, credentials: { personal_access_token: TOKEN } });
    await first.send(verify);
    await app.result(verify.run_id);
    source.before = (path) => (path === '/docs?page=4' ? new Promise(() => {}) : Promise.resolve());
    const sync = {
      ...verify,
      action: 'trigger_sync',
      run_id: randomUUID(),
      credentials: undefined,
    };
    source.calls.length = 0;
    await first.send(sync);
    await waitFor(() => source.calls.includes('/docs?page=4'));
    const exit = once(first.child, 'exit');
    first.child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(app.ofRun(sync.run_id).every((message) => message.status !== 'sync_failed')).toBe(true);

    source.before = () => Promise.resolve();
    const second = await startProcess();
    expect(await app.result(sync.run_id, 25_000)).toMatchObject({
      status: 'sync_completed',
      documents_processed: 24,
    });
    await kill(second.child, 'SIGTERM');
  }, 60_000);
});
