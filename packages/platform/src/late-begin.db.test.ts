import { createTestDatabase, type TestDatabase } from '@rita/test-kit';
import { sql, type Transaction } from 'kysely';
import pg from 'pg';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { silentLog } from './log.ts';

type Tables = { counter: { id: number; value: number } };
let place: TestDatabase;
let database: Database<Tables>;

beforeEach(async () => {
  place = await createTestDatabase({ name: 'begin' });
  // One connection, so that what is left behind on it is met by the next.
  const options = { poolSize: 1, prepares: true, log: silentLog };
  database = await openDatabase<Tables>({ ...place, ...options });
  await database.executeSql(
    'create table counter (id int primary key, value int not null); insert into counter values (1, 0)',
  );
});
afterEach(async () => {
  await database.close();
  await place.drop();
});

const add = (trx: Transaction<Tables>, more = 1) =>
  sql`update counter set value = value + ${more} where id = ${1}`.execute(trx);
const inTransaction = <T>(work: (trx: Transaction<Tables>) => Promise<T>) =>
  database.kysely.transaction().execute(work);
const readValue = async () => {
  const row = await database.kysely.selectFrom('counter').select('value').executeTakeFirst();
  return row?.value;
};
/** The first transaction of a connection prepares what the others send along. */
const warmUp = () => inTransaction((trx) => sql`select ${1}::int`.execute(trx));

/** Packets that this process sends to the database. */
function watchPackets() {
  const sync = vi.spyOn(pg.Connection.prototype as unknown as { sync: () => void }, 'sync');
  const simple = vi.spyOn(pg.Connection.prototype, 'query');
  return () => sync.mock.calls.length + simple.mock.calls.length;
}

const onPostgres = test.runIf(process.env.TEST_DATABASE !== 'pglite');

onPostgres(
  'a transaction of one statement takes two waits, and none when it asks nothing',
  async () => {
    await warmUp();
    const countPackets = watchPackets();
    await inTransaction((trx) => add(trx));
    expect(countPackets()).toBe(2);
    await inTransaction(async () => {});
    expect(countPackets()).toBe(2);
    expect(await readValue()).toBe(1);
  },
);

test('what the first statement writes is undone with the transaction', async () => {
  await warmUp();
  for (let time = 0; time < 5; time += 1) {
    const undone = inTransaction(async (trx) => {
      await add(trx);
      throw new Error('undone by the test');
    });
    await expect(undone).rejects.toThrow('undone by the test');
  }
  expect(await readValue()).toBe(0);
});

test('all statements are in the one transaction, whatever its first one is', async () => {
  await warmUp();
  const read = () => sql<{ id: string }>`select pg_current_xact_id()::text as id`;
  const idOf = async (trx: Transaction<Tables>) => (await read().execute(trx)).rows[0]?.id;
  for (const first of [add, (trx: Transaction<Tables>) => sql`select 1`.execute(trx)]) {
    const ids = await inTransaction(async (trx) => {
      await first(trx, 1);
      return [await idOf(trx), await idOf(trx)];
    });
    expect(ids[0]).toBe(ids[1]);
    expect(await inTransaction(idOf)).not.toBe(ids[0]);
  }
});

test('a first statement that fails, prepared or not, leaves the connection as it was', async () => {
  await warmUp();
  const fail = () =>
    inTransaction((trx) => sql`insert into counter values (${1}, ${2})`.execute(trx));
  for (let time = 0; time < 5; time += 1) {
    await expect(fail()).rejects.toMatchObject({ code: '23505' });
    await inTransaction((trx) => add(trx));
  }
  const wrong = inTransaction((trx) => sql`select ${1} from nowhere`.execute(trx));
  await expect(wrong).rejects.toMatchObject({ code: '42P01' });
  expect(await readValue()).toBe(5);
});

onPostgres('when begin fails, its statement is not executed', async () => {
  await warmUp();
  // The connection has forgotten what was prepared, as it would not by itself.
  await database.executeSql('deallocate rita_begin');
  await expect(inTransaction((trx) => add(trx))).rejects.toMatchObject({ code: '26000' });
  expect(await readValue()).toBe(0);
});

test('a statement outside of a transaction counts at once', async () => {
  await warmUp();
  await inTransaction(async () => {});
  await sql`update counter set value = ${9}`.execute(database.kysely);
  await expect(
    inTransaction(async () => {
      throw new Error('undone by the test');
    }),
  ).rejects.toThrow('undone by the test');
  expect(await readValue()).toBe(9);
});
