import { createTestDatabase, type TestDatabase } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { silentLog } from './log.ts';
import { isOverLimit, openReadingPool, type ReadingPool } from './reading-pool.ts';

type Tables = { counter: { value: number } };
let place: TestDatabase;
let database: Database<Tables>;
let reading: ReadingPool<Tables>;

beforeEach(async () => {
  place = await createTestDatabase({ name: 'reading' });
  database = await openDatabase<Tables>({ ...place, log: silentLog });
  await database.executeSql('create table counter (value int); insert into counter values (1)');
  const options = { url: place.url, size: 1, statementLimitMs: 200, log: silentLog };
  reading = openReadingPool(database, options);
});
afterEach(async () => {
  await reading.close();
  await database.close();
  await place.drop();
});

test('reads what was written', async () => {
  const rows = await reading.kysely.selectFrom('counter').selectAll().execute();
  expect(rows).toEqual([{ value: 1 }]);
});

test.runIf(process.env.TEST_DATABASE !== 'pglite')(
  'a statement over its limit is broken off, and the connection is good for the next',
  async () => {
    const tooLong = sql`select pg_sleep(60)`.execute(reading.kysely);
    await expect(tooLong).rejects.toSatisfy(isOverLimit);
    const rows = await reading.kysely.selectFrom('counter').selectAll().execute();
    expect(rows).toEqual([{ value: 1 }]);
  },
);

test.runIf(process.env.TEST_DATABASE !== 'pglite')('writes nothing', async () => {
  const writing = reading.kysely.insertInto('counter').values({ value: 2 }).execute();
  await expect(writing).rejects.toThrow(/read-only transaction/);
});
