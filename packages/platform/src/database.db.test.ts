import { createTestDatabase, type TestDatabase, waitFor } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Database, openDatabase } from './database.ts';
import { createLog, silentLog } from './log.ts';

type Tables = { counter: { id: number; value: number; big: number; shape: unknown } };
let place: TestDatabase;
let database: Database<Tables>;

beforeEach(async () => {
  place = await createTestDatabase({ name: 'database' });
  database = await openDatabase<Tables>({ ...place, log: silentLog });
  await database.executeSql(
    `create table counter (id int primary key, value int not null, big bigint, shape jsonb);
     insert into counter values (1, 0, 12345678901, '{"a":[1]}')`,
  );
});
afterEach(async () => {
  await database.close();
  await place.drop();
});

test('reads 64-bit numbers and JSON the same way on both kinds', async () => {
  const row = await database.kysely.selectFrom('counter').selectAll().executeTakeFirst();
  expect(row).toEqual({ id: 1, value: 0, big: 12345678901, shape: { a: [1] } });
});

test('a statement from elsewhere does not join an open transaction', async () => {
  const inside = Promise.withResolvers<void>();
  const goOn = Promise.withResolvers<void>();
  const failing = database.kysely.transaction().execute(async (trx) => {
    await trx.updateTable('counter').set({ value: 7 }).execute();
    inside.resolve();
    await goOn.promise;
    throw new Error('rolled back');
  });
  await inside.promise;
  const outside = database.kysely
    .insertInto('counter')
    .values({ id: 2, value: 2, big: 0, shape: '{}' })
    .execute();
  goOn.resolve();
  await expect(failing).rejects.toThrow('rolled back');
  await outside;
  const rows = await database.kysely.selectFrom('counter').select(['id', 'value']).execute();
  expect(rows).toEqual([
    { id: 1, value: 0 },
    { id: 2, value: 2 },
  ]);
});

test('counts up without losing a step when many do it at once', async () => {
  const step = () =>
    database.kysely.transaction().execute(async (trx) => {
      const row = await trx
        .selectFrom('counter')
        .select('value')
        .where('id', '=', 1)
        .forUpdate()
        .executeTakeFirstOrThrow();
      await trx
        .updateTable('counter')
        .set({ value: row.value + 1 })
        .where('id', '=', 1)
        .execute();
    });
  await Promise.all(Array.from({ length: 30 }, step));
  const row = await database.kysely.selectFrom('counter').select('value').executeTakeFirst();
  expect(row).toEqual({ value: 30 });
});

test('hears what a transaction announces once it is committed', async () => {
  const heard: string[] = [];
  const stop = await database.listen('news', { onNotification: (payload) => heard.push(payload) });
  const undone = database.kysely.transaction().execute(async (trx) => {
    await sql`select pg_notify('news', 'undone')`.execute(trx);
    throw new Error('rolled back');
  });
  await expect(undone).rejects.toThrow('rolled back');
  await database.kysely
    .transaction()
    .execute((trx) => sql`select pg_notify('news', 'hello')`.execute(trx));
  await waitFor(() => heard.length > 0);
  expect(heard).toEqual(['hello']);
  await stop();
});

test('tells whether it is up', async () => {
  expect(await database.isUp()).toBe(true);
});

test.runIf(process.env.TEST_DATABASE !== 'pglite')(
  'listens again after its connection was cut, and says so',
  async () => {
    const heard: string[] = [];
    let reconnections = 0;
    await database.listen('news', {
      onNotification: (payload) => heard.push(payload),
      onReconnected: () => {
        reconnections += 1;
      },
    });
    await database.executeSql(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'rita-listener' and datname = current_database()`,
    );
    await waitFor(() => reconnections === 1, { what: 'the reconnection' });
    await database.executeSql("select pg_notify('news', 'again')");
    await waitFor(() => heard.includes('again'));
  },
);

test.runIf(process.env.TEST_DATABASE !== 'pglite')(
  'who begins to listen while the connection is opened again shares that one',
  async () => {
    const lost = Promise.withResolvers<void>();
    const destination = {
      write: (line: string) => void (line.includes('connection lost') && lost.resolve()),
    };
    const log = createLog({ service: 'test', level: 'warn', destination });
    const cut = await openDatabase<Tables>({ ...place, log });
    const heard: string[] = [];
    await cut.listen('news', { onNotification: (payload) => heard.push(`news: ${payload}`) });
    await cut.executeSql(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where application_name = 'rita-listener' and datname = current_database()`,
    );
    await lost.promise;
    await cut.listen('other', { onNotification: (payload) => heard.push(`other: ${payload}`) });
    const { rows } = await cut.executeSql(
      `select pid from pg_stat_activity
       where application_name = 'rita-listener' and datname = current_database()`,
    );
    expect(rows).toHaveLength(1);
    await cut.executeSql("select pg_notify('news', 'again'), pg_notify('other', 'too')");
    await waitFor(() => heard.length >= 2, { what: 'both' });
    expect(heard.toSorted()).toEqual(['news: again', 'other: too']);
    await cut.close();
  },
);
