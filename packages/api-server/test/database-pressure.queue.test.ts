import { createOwnPostgres, findPostgresBinaries, type OwnPostgres, waitFor } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { inTransaction } from '../src/platform/db/in-transaction.ts';
import { openLiveReader } from './live-reader.ts';
import { expectBearable, type QueueApp, startQueueApp } from './queue-app.ts';

const binaries = await findPostgresBinaries();

/** The app on a PostgreSQL that these tests hold up and slow down (reliability rows 27–29). */
describe.skipIf(binaries === undefined)('a database under pressure', () => {
  let postgres: OwnPostgres;
  let at: QueueApp;

  beforeAll(async () => {
    postgres = await createOwnPostgres(binaries ?? '');
    await postgres.start();
    at = await startQueueApp({ postgres });
  });
  afterEach(() => at.expectInvariants());
  afterAll(async () => {
    await at?.close();
    await postgres?.remove();
    vi.unstubAllEnvs();
  });

  test('no connection left: refused soon, streams go on (row 27)', async () => {
    const reader = await openLiveReader(at.app.url, { cookie: at.user.cookie });
    await reader.next('snapshot');
    const release = Promise.withResolvers<void>();
    const { kysely } = at.app.database;
    let held = 0;
    const holding = Array.from({ length: 10 }, () =>
      kysely.connection().execute(async () => {
        held += 1;
        await release.promise;
      }),
    );
    await waitFor(() => held === 10);
    const start = performance.now();
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => at.user.api('GET', at.path)),
    );
    expect(performance.now() - start).toBeLessThan(5_000);
    expect(answers.filter(({ status }) => status === 503)).toHaveLength(100);
    expectBearable(answers);
    expect(reader.state.isOver).toBe(false);
    release.resolve();
    await Promise.all(holding);
    const { body } = await at.user.api('PUT', at.path, { description: 'after the rush' });
    await reader.next('data_source_update', (row) => row.version === body.data.version);
    reader.stop();
  });

  test('a lock that is not let go: 503 after lock_timeout, nothing changed (row 28)', async () => {
    const before = await at.row();
    const release = Promise.withResolvers<void>();
    const isHeld = Promise.withResolvers<void>();
    const holding = at.app.database.kysely.transaction().execute(async (trx) => {
      await sql`select from data_source_connections where id = ${at.id} for update`.execute(trx);
      isHeld.resolve();
      await release.promise;
    });
    await isHeld.promise;
    const start = performance.now();
    const answer = await at.user.api('PUT', at.path, { description: 'held up' });
    expectBearable([answer]);
    expect(answer.status).toBe(503);
    expect(performance.now() - start).toBeLessThan(9_000);
    // Who only reads does not wait.
    expect((await at.user.api('GET', at.path)).status).toBe(200);
    release.resolve();
    await holding;
    expect((await at.row()).version).toBe(before.version);
  });

  test('a deadlock is resolved by trying again, both succeed (row 28)', async () => {
    const ids = [at.id, (await at.user.seeded('servicenow')).id];
    const bothHold = Promise.withResolvers<void>();
    let holders = 0;
    const attempts = [0, 0];
    const lock = (own: readonly string[], who: number) =>
      inTransaction(at.app.database.kysely, async (trx) => {
        attempts[who] = (attempts[who] ?? 0) + 1;
        const [first, second] = own;
        await sql`select from data_source_connections where id = ${first} for update`.execute(trx);
        holders += 1;
        if (holders === 2) bothHold.resolve();
        await bothHold.promise;
        await sql`select from data_source_connections where id = ${second} for update`.execute(trx);
      });
    await Promise.all([lock(ids, 0), lock(ids.toReversed(), 1)]);
    // The loser may meet the winner once more before that has ended.
    expect(Math.max(...attempts)).toBeGreaterThan(1);
    expect(Math.max(...attempts)).toBeLessThanOrEqual(3);
  });

  /** The database fails `times` times with this code when the connection is written, then no more. */
  async function failWrites(times: number, code: string, work: () => Promise<void>) {
    await at.app.database.executeSql(`
      create sequence fault_count;
      create function fault() returns trigger language plpgsql as $$ begin
        if nextval('fault_count') <= ${times} then raise exception 'fault' using errcode = '${code}'; end if;
        return new; end $$;
      create trigger fault before update on data_source_connections for each row execute function fault();`);
    try {
      await work();
    } finally {
      await at.app.database.executeSql(
        'drop trigger fault on data_source_connections; drop function fault; drop sequence fault_count',
      );
    }
  }

  test('serialization failures: three attempts, then 503 (row 28)', async () => {
    await failWrites(2, '40001', async () => {
      expect((await at.user.api('PUT', at.path, { description: 'third time' })).status).toBe(200);
    });
    await failWrites(3, '40001', async () => {
      const answer = await at.user.api('PUT', at.path, { description: 'never' });
      expect(answer.status).toBe(503);
      expectBearable([answer]);
    });
    expect((await at.row()).description).toBe('third time');
  });

  test('a statement that takes for ever is cut, and others are served meanwhile (row 29)', async () => {
    await at.app.database.executeSql(`
      create function slow() returns trigger language plpgsql as $$ begin
        perform pg_sleep(60); return new; end $$;
      create trigger slow before update on data_source_connections for each row execute function slow();`);
    const before = await at.row();
    const start = performance.now();
    const slow = at.user.api('PUT', at.path, { description: 'slow' });
    expect((await at.user.api('GET', at.path)).status).toBe(200);
    const answer = await slow;
    expect(performance.now() - start).toBeLessThan(20_000);
    expect(answer.status).toBe(503);
    expectBearable([answer]);
    await at.app.database.executeSql(
      'drop trigger slow on data_source_connections; drop function slow',
    );
    expect((await at.row()).version).toBe(before.version);
  });
});
