import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import type { TestDatabase } from '@rita/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Tables } from '../src/platform/db/tables.ts';
import { isResult, startFakeApp } from './fake-app.ts';
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

type Source = Awaited<ReturnType<typeof startFakeSource>>;

/** Makes a source hang at a path. @returns a promise of the call's arrival */
function hangAt(source: Source, wanted: string): Promise<void> {
  const arrived = Promise.withResolvers<void>();
  source.before = (path) => {
    if (path !== wanted) return Promise.resolve();
    arrived.resolve();
    return new Promise(() => {});
  };
  return arrived.promise;
}

function goOn(source: Source): void {
  source.before = () => Promise.resolve();
  source.calls.length = 0;
}

describe('a connector that dies', () => {
  let database: TestDatabase;
  let app: Awaited<ReturnType<typeof startFakeApp>>;
  let source: Source;
  const sources: Source[] = [];
  const processes: ChildProcess[] = [];

  beforeAll(async () => {
    database = await createConnectorDatabase();
    app = await startFakeApp(SECRET);
    source = await startSource();
  });
  afterAll(async () => {
    for (const child of processes) child.kill('SIGKILL');
    await Promise.all([app, ...sources].map((one) => one.close()));
    await database.drop();
  });

  async function startSource(): Promise<Source> {
    const started = await startFakeSource(TOKEN);
    sources.push(started);
    return started;
  }

  async function startProcess() {
    const env = {
      ...variablesFor(database, app.url),
      VAULT_KEY: vaultKey,
      TEST_SECRET: SECRET,
      SYNC_CONCURRENCY: '4',
    };
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

  async function connect(send: ReturnType<typeof createSender>, at: Source) {
    const verify = webhook({ source: at.url, credentials: { personal_access_token: TOKEN } });
    await send(verify);
    await app.result(verify.run_id);
    return { ...verify, action: 'trigger_sync', run_id: randomUUID(), credentials: undefined };
  }

  test('after SIGKILL everything goes on where it was, whatever it was (rows 8–10)', async () => {
    const first = await startProcess();
    // Row 9: syncs at their beginning, in the middle and at the last page.
    const syncs = await Promise.all(
      [0, 3, 5].map(async (page) => {
        const at = await startSource();
        at.pages = 6;
        const sync = await connect(first.send, at);
        const isThere = hangAt(at, `/docs?page=${page}`);
        await first.send(sync);
        await isThere;
        return { page, at, sync };
      }),
    );
    // Row 10: a sync that is over, and its result was not taken.
    const done = await connect(first.send, source);
    const isTold = Promise.withResolvers<void>();
    app.answerWith((message) => {
      if (message.run_id !== done.run_id || !isResult(message)) return { status: 202 };
      isTold.resolve();
      return { status: 503 };
    });
    await first.send(done);
    await isTold.promise;
    // Row 8: a verification that was accepted and has proven nothing yet.
    const asked = await startSource();
    const isAsked = hangAt(asked, '/me');
    const verify = webhook({ source: asked.url, credentials: { personal_access_token: TOKEN } });
    expect((await first.send(verify)).status).toBe(202);
    await isAsked;

    await kill(first.child, 'SIGKILL');
    const numbers = syncs.map(({ sync }) =>
      Math.max(0, ...app.ofRun(sync.run_id).map((message) => message.seq ?? 0)),
    );
    app.answerWith(() => ({ status: 202 }));
    for (const at of [source, asked, ...syncs.map((one) => one.at)]) goOn(at);
    const second = await startProcess();
    for (const [index, { page, at, sync }] of syncs.entries()) {
      const result = await app.result(sync.run_id, 25_000);
      expect(result).toMatchObject({
        status: 'sync_completed',
        documents_processed: 24,
        documents_added: 24,
      });
      expect(at.calls[0]).toBe(`/docs?page=${page}`);
      expect(result.seq).toBeGreaterThan(numbers[index] ?? 0);
    }
    expect(await app.result(done.run_id, 25_000)).toMatchObject({ documents_processed: 12 });
    expect(source.calls).toEqual([]);
    expect(app.ofRun(done.run_id).filter(isResult)).toHaveLength(1);
    expect(await app.result(verify.run_id, 25_000)).toMatchObject({ status: 'success' });

    await kill(second.child, 'SIGTERM');
    const opened = await openDatabase<Tables>({
      url: database.url,
      folder: `${database.folder}/connector`,
      log: silentLog,
    });
    // No candidate is left, and that of row 8 counts.
    const sets = opened.kysely.selectFrom('vault_credential_sets').select('state');
    expect(await sets.execute()).toEqual(Array.from({ length: 5 }, () => ({ state: 'active' })));
    await opened.close();
  }, 90_000);

  test('SIGTERM leaves the sync to be resumed, and the process goes in order', async () => {
    source.pages = 6;
    const first = await startProcess();
    const sync = await connect(first.send, source);
    const isThere = hangAt(source, '/docs?page=4');
    await first.send(sync);
    await isThere;
    const exit = once(first.child, 'exit');
    first.child.kill('SIGTERM');
    expect(await exit).toEqual([0, null]);
    expect(app.ofRun(sync.run_id).every((message) => message.status !== 'sync_failed')).toBe(true);

    goOn(source);
    const second = await startProcess();
    expect(await app.result(sync.run_id, 25_000)).toMatchObject({
      status: 'sync_completed',
      documents_processed: 24,
    });
    await kill(second.child, 'SIGTERM');
  }, 60_000);
});
