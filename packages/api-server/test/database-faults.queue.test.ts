import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { migrate } from '@rita/platform/migrate';
import {
  createOwnPostgres,
  findPostgresBinaries,
  type OwnPostgres,
  openTestQueue,
  type TestQueue,
  testAmqpUrl,
  waitFor,
} from '@rita/test-kit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { MIGRATIONS } from '../src/deps.ts';
import { endExpiredRuns } from '../src/features/runs/sweep.ts';
import { inTransaction } from '../src/platform/db/in-transaction.ts';
import { expectInvariants } from './invariants.ts';
import { openLiveReader } from './live-reader.ts';
import {
  configured,
  type Reply,
  rowOf,
  startTestApp,
  type TestApp,
  type TestUser,
  TOKEN,
  waitForIdle,
} from './start-test-app.ts';

const binaries = await findPostgresBinaries();

/** The app on a PostgreSQL that these tests stop, hold up and slow down (reliability rows 25–31). */
describe.skipIf(binaries === undefined)('a database of our own', () => {
  let postgres: OwnPostgres;
  let queue: TestQueue;
  let app: TestApp;
  let user: TestUser;
  let id: string;

  beforeAll(async () => {
    postgres = await createOwnPostgres(binaries ?? '');
    await postgres.start();
    vi.stubEnv('TEST_DATABASE_URL', postgres.url);
    queue = await openTestQueue(testAmqpUrl());
    app = await startTestApp({ AMQP_URL: testAmqpUrl(), DATA_SOURCE_STATUS_QUEUE: queue.name });
    user = await app.signUp();
    id = (await configured(app, user)).id;
    await waitFor(isConsuming);
  });
  afterEach(() => expectInvariants(app, TOKEN.api_token));
  afterAll(async () => {
    await app?.close();
    await queue?.close();
    await postgres?.remove();
    vi.unstubAllEnvs();
  });

  const isConsuming = () => app.deps.statusQueue?.state().status === 'consuming';
  const path = () => `/api/data-sources/${id}`;

  async function startSync(): Promise<string> {
    const started = await user.api('POST', `${path()}/sync`);
    expect(started.status).toBe(202);
    await waitFor(async () => (await rowOf(app, id)).run_accepted_at);
    return started.body.run_id;
  }

  function message(run_id: string, seq: number, status: string, more = {}): string {
    const base = { type: 'sync', connection_id: id, tenant_id: user.organizationId };
    return JSON.stringify({ ...base, run_id, seq, status, ...more });
  }

  /** Asks without a pause until told to stop; each answer is one that a client can live with. */
  function startLoad() {
    const answers: Reply[] = [];
    let isOver = false;
    const asking = Promise.all(
      Array.from({ length: 4 }, async (_, worker) => {
        for (let turn = worker; !isOver; turn += 1) {
          const isWrite = turn % 3 === 0;
          const body = isWrite ? { description: `turn ${turn}` } : undefined;
          answers.push(await user.api(isWrite ? 'PUT' : 'GET', path(), body));
        }
      }),
    );
    return {
      answers,
      end: async () => {
        isOver = true;
        await asking;
      },
    };
  }

  function expectBearable(answers: readonly Reply[]) {
    const odd = answers.filter(({ status, body, headers }) => {
      if (status === 200) return false;
      const isTold = body.code === 'service_unavailable' && headers.get('retry-after') !== null;
      return status !== 503 || !isTold;
    });
    expect(odd.map(({ status, body }) => [status, body])).toEqual([]);
  }

  test('restarted under load: 503 with Retry-After, nothing parked, back within 5 s (row 25)', async () => {
    const runId = await startSync();
    const before = app.deps.statusQueue?.state();
    const load = startLoad();
    await waitFor(() => load.answers.length > 20);
    const texts = Array.from({ length: 300 }, (_, at) =>
      message(runId, at + 1, 'sync_progress', { documents_processed: at + 1 }),
    );
    const sending = (async () => {
      for (let at = 0; at < texts.length; at += 10) await queue.send(...texts.slice(at, at + 10));
    })();
    await waitFor(async () => (await rowOf(app, id)).run_seq > 0);
    await postgres.stop();
    await waitFor(() => load.answers.some(({ status }) => status === 503));
    await postgres.start();
    const backAt = performance.now();
    const mark = load.answers.length;
    await waitFor(() => load.answers.slice(mark).some(({ status }) => status === 200));
    await sending;
    await queue.send(message(runId, 301, 'sync_completed', { documents_processed: 300 }));
    await waitForIdle(app, id);
    expect(performance.now() - backAt).toBeLessThan(5_000);
    await load.end();
    expectBearable(load.answers);
    expect(await rowOf(app, id)).toMatchObject({ last_sync_status: 'completed', run_seq: 301 });
    const after = app.deps.statusQueue?.state();
    expect(after?.parked).toBe(before?.parked);
    // At most two deliveries a message.
    expect((after?.received ?? 0) - (before?.received ?? 0)).toBeLessThanOrEqual(602);
  });

  test('away for a minute: what arrives meanwhile is applied afterwards, in order (row 26)', async () => {
    const runId = await startSync();
    const before = app.deps.statusQueue?.state();
    await postgres.stop();
    const awayUntil = performance.now() + 60_000;
    const texts = Array.from({ length: 200 }, (_, at) =>
      message(runId, at + 1, 'sync_progress', { documents_processed: at + 1 }),
    );
    await queue.send(...texts, message(runId, 201, 'sync_completed', { documents_processed: 200 }));
    const ready = await user.api('GET', '/api/health/ready');
    expect(ready.status).toBe(503);
    await waitFor(() => performance.now() > awayUntil, { timeoutMs: 61_000 });
    expect(app.deps.statusQueue?.state().parked).toBe(before?.parked);
    await postgres.start();
    const backAt = performance.now();
    await waitForIdle(app, id);
    expect(performance.now() - backAt).toBeLessThan(5_000);
    expect(await rowOf(app, id)).toMatchObject({ documents_processed: 200, run_seq: 201 });
    const after = app.deps.statusQueue?.state();
    expect((after?.received ?? 0) - (before?.received ?? 0)).toBeLessThanOrEqual(402);
    expect(after?.parked).toBe(before?.parked);
  }, 90_000);

  test('no connection left: refused soon, streams go on (row 27)', async () => {
    const reader = await openLiveReader(app.url, { cookie: user.cookie });
    await reader.next('snapshot');
    const release = Promise.withResolvers<void>();
    const { kysely } = app.database;
    let held = 0;
    const holding = Array.from({ length: 10 }, () =>
      kysely.connection().execute(async () => {
        held += 1;
        await release.promise;
      }),
    );
    await waitFor(() => held === 10);
    const start = performance.now();
    const answers = await Promise.all(Array.from({ length: 100 }, () => user.api('GET', path())));
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(answers.filter(({ status }) => status === 503)).toHaveLength(100);
    expectBearable(answers);
    expect(reader.state.isOver).toBe(false);
    release.resolve();
    await Promise.all(holding);
    const { body } = await user.api('PUT', path(), { description: 'after the rush' });
    await reader.next('data_source_update', (row) => row.version === body.data.version);
    reader.stop();
  });

  test('a lock that is not let go: 503 after lock_timeout, nothing changed (row 28)', async () => {
    const before = await rowOf(app, id);
    const release = Promise.withResolvers<void>();
    const isHeld = Promise.withResolvers<void>();
    const holding = app.database.kysely.transaction().execute(async (trx) => {
      await sql`select from data_source_connections where id = ${id} for update`.execute(trx);
      isHeld.resolve();
      await release.promise;
    });
    await isHeld.promise;
    const start = performance.now();
    const answer = await user.api('PUT', path(), { description: 'held up' });
    expectBearable([answer]);
    expect(answer.status).toBe(503);
    expect(performance.now() - start).toBeLessThan(9_000);
    // Who only reads does not wait.
    expect((await user.api('GET', path())).status).toBe(200);
    release.resolve();
    await holding;
    expect((await rowOf(app, id)).version).toBe(before.version);
  });

  test('a deadlock is resolved by trying again, both succeed (row 28)', async () => {
    const ids = [id, (await user.seeded('servicenow')).id];
    const bothHold = Promise.withResolvers<void>();
    let holders = 0;
    const attempts = [0, 0];
    const lock = (own: readonly string[], at: number) =>
      inTransaction(app.database.kysely, async (trx) => {
        attempts[at] = (attempts[at] ?? 0) + 1;
        const [first, second] = own;
        await sql`select from data_source_connections where id = ${first} for update`.execute(trx);
        holders += 1;
        if (holders === 2) bothHold.resolve();
        await bothHold.promise;
        await sql`select from data_source_connections where id = ${second} for update`.execute(trx);
      });
    await Promise.all([lock(ids, 0), lock(ids.toReversed(), 1)]);
    expect(attempts.toSorted()).toEqual([1, 2]);
  });

  /** The database fails `times` times with this code when the connection is written, then no more. */
  async function failWrites(times: number, code: string, work: () => Promise<void>) {
    await app.database.executeSql(`
      create sequence fault_count;
      create function fault() returns trigger language plpgsql as $$ begin
        if nextval('fault_count') <= ${times} then raise exception 'fault' using errcode = '${code}'; end if;
        return new; end $$;
      create trigger fault before update on data_source_connections for each row execute function fault();`);
    try {
      await work();
    } finally {
      await app.database.executeSql(
        'drop trigger fault on data_source_connections; drop function fault; drop sequence fault_count',
      );
    }
  }

  test('serialization failures: three attempts, then 503 (row 28)', async () => {
    await failWrites(2, '40001', async () => {
      expect((await user.api('PUT', path(), { description: 'third time' })).status).toBe(200);
    });
    await failWrites(3, '40001', async () => {
      const answer = await user.api('PUT', path(), { description: 'never' });
      expect(answer.status).toBe(503);
      expectBearable([answer]);
    });
    expect((await rowOf(app, id)).description).toBe('third time');
  });

  test('a statement that takes for ever is cut, and others are served meanwhile (row 29)', async () => {
    await app.database.executeSql(`
      create function slow() returns trigger language plpgsql as $$ begin
        perform pg_sleep(60); return new; end $$;
      create trigger slow before update on data_source_connections for each row execute function slow();`);
    const before = await rowOf(app, id);
    const start = performance.now();
    const slow = user.api('PUT', path(), { description: 'slow' });
    expect((await user.api('GET', path())).status).toBe(200);
    const answer = await slow;
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(answer.status).toBe(503);
    expectBearable([answer]);
    await app.database.executeSql(
      'drop trigger slow on data_source_connections; drop function slow',
    );
    expect((await rowOf(app, id)).version).toBe(before.version);
  });

  test('a migration while it runs holds nobody up for a second, and the old build works on (rows 30, 31)', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rita-later-'));
    await cp(fileURLToPath(MIGRATIONS), folder, { recursive: true });
    await writeFile(
      join(folder, '900-later.sql'),
      `alter table data_source_connections add column later text not null default 'x';
       create table later_things (id bigint generated always as identity primary key);
       create index later_index on audit_events (occurred_at, action);`,
    );
    let slowest = 0;
    let isOver = false;
    const reading = (async () => {
      while (!isOver) {
        const start = performance.now();
        expect((await user.api('GET', path())).status).toBe(200);
        slowest = Math.max(slowest, performance.now() - start);
      }
    })();
    const newer = await openDatabase<unknown>({
      url: app.variables.DATABASE_URL,
      folder: '',
      log: silentLog,
    });
    await migrate(newer, pathToFileURL(`${folder}/`));
    await newer.close();
    isOver = true;
    await reading;
    expect(slowest).toBeLessThan(1_000);

    const runId = await startSync();
    await queue.send(message(runId, 1, 'sync_completed', { documents_processed: 3 }));
    await waitForIdle(app, id);
    await user.api('PUT', path(), { settings: { spaces: ['ENG'] } });
    // A process of the old build that is started again finds a schema that it does not know.
    const replica = await app.startReplica();
    expect((await fetch(`${replica.url}/api/health/ready`)).status).toBe(200);
    await replica.close();
    await endExpiredRuns(app.deps);
    await rm(folder, { recursive: true });
  });
});
