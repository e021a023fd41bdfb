import { createTestDatabase, type TestDatabase } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { silentLog } from './log.ts';
import { isPreparedForOlderSchema } from './prepared-statements.ts';

type Tables = { counter: { id: number; value: number } };
let place: TestDatabase;
let database: Database<Tables>;

beforeEach(async () => {
  place = await createTestDatabase({ name: 'prepared' });
  // One connection, so that what was prepared is found again.
  const options = { poolSize: 1, prepares: true, log: silentLog };
  database = await openDatabase<Tables>({ ...place, ...options });
  await database.executeSql(
    'create table counter (id int primary key, value int not null); insert into counter values (1, 7)',
  );
});
afterEach(async () => {
  await database.close();
  await place.drop();
});

const readAll = () => database.kysely.selectFrom('counter').selectAll().where('id', '=', 1);
const readFive = async () => {
  for (let time = 0; time < 5; time += 1) await readAll().execute();
};

async function listPrepared(): Promise<string[]> {
  const { rows } = await database.executeSql('select statement from pg_prepared_statements');
  return rows.map((row) => (row as { statement: string }).statement);
}

test('what comes again and again is prepared, and what comes once is not', async () => {
  await sql`select ${1}::int as once`.execute(database.kysely);
  await readFive();
  expect(await listPrepared()).toEqual([readAll().compile().sql]);
});

test('a text that fails goes on as if it had not', async () => {
  const insert = () => database.kysely.insertInto('counter').values({ id: 1, value: 1 }).execute();
  for (let time = 0; time < 5; time += 1) {
    await expect(insert()).rejects.toMatchObject({ code: '23505' });
  }
  await database.executeSql('delete from counter');
  await insert();
  expect(await readAll().execute()).toEqual([{ id: 1, value: 1 }]);
});

test('a column that a migration adds meanwhile is seen by the next statement', async () => {
  await readFive();
  await database.executeSql(`alter table counter add column later text not null default 'x'`);
  expect(await readAll().execute()).toEqual([{ id: 1, value: 7, later: 'x' }]);
  await readFive();
  expect(await readAll().execute()).toEqual([{ id: 1, value: 7, later: 'x' }]);
});

test('in a transaction it is an error that goes away with the next attempt', async () => {
  const inTransaction = () =>
    database.kysely
      .transaction()
      .execute((trx) => trx.selectFrom('counter').selectAll().where('id', '=', 1).execute());
  for (let time = 0; time < 5; time += 1) await inTransaction();
  await database.executeSql('alter table counter alter column value type bigint');
  await expect(inTransaction()).rejects.toSatisfy(isPreparedForOlderSchema);
  expect(await inTransaction()).toEqual([{ id: 1, value: 7 }]);
});

test('a connection does not pile up what it was asked', async () => {
  const countPrepared = async () => (await listPrepared()).length;
  let most = 0;
  for (let text = 0; text < 450; text += 1) {
    for (let time = 0; time < 3; time += 1) {
      await sql`select ${1}::int as ${sql.ref(`c${text}`)}`.execute(database.kysely);
    }
    most = Math.max(most, await countPrepared());
  }
  expect(most).toBeGreaterThan(100);
  expect(most).toBeLessThanOrEqual(201);
});

test('a text that cannot be parsed takes none of the others along, also where there is no more room', async () => {
  const ask = async (text: number) => {
    const { rows } = await sql`select ${1}::int as ${sql.ref(`c${text}`)}`.execute(database.kysely);
    expect(rows).toEqual([{ [`c${text}`]: 1 }]);
  };
  const nowhere = () => sql`select ${1}::int from nowhere`.execute(database.kysely);
  // Past the number that a connection keeps, one by one.
  for (let text = 0; text < 210; text += 1) {
    for (let time = 0; time < 3; time += 1) await ask(text);
    await expect(nowhere()).rejects.toMatchObject({ code: '42P01' });
    await ask(text);
  }
});
