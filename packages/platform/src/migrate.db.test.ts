import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createTestDatabase, type TestDatabase } from '@rita/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from './database.ts';
import { silentLog } from './log.ts';
import { migrate } from './migrate.ts';

let place: TestDatabase;
let folder: string;

beforeEach(async () => {
  place = await createTestDatabase({ name: 'migrate' });
  folder = await mkdtemp(join(tmpdir(), 'rita-migrations-'));
  await write('001-first.sql', 'create table first (id int); insert into first values (1);');
});
afterEach(async () => {
  await place.drop();
  await rm(folder, { recursive: true });
});

const write = (name: string, text: string) => writeFile(join(folder, name), text);
const url = () => pathToFileURL(`${folder}/`);
const open = () => openDatabase<unknown>({ ...place, log: silentLog });

test('runs what is new, once, in order', async () => {
  const database = await open();
  await migrate(database, url());
  await write('002-second.sql', 'insert into first values (2);');
  await migrate(database, url());
  await migrate(database, url());
  const { rows } = await database.executeSql('select id from first order by id');
  expect(rows).toEqual([{ id: 1 }, { id: 2 }]);
  await database.close();
});

test('twenty processes may start at once', async () => {
  const shared = place.url === undefined ? await open() : undefined;
  const starts = Array.from({ length: 20 }, async () => {
    const database = shared ?? (await open());
    await migrate(database, url());
    if (!shared) await database.close();
  });
  await Promise.all(starts);
  const database = shared ?? (await open());
  const { rows } = await database.executeSql('select count(*) as n from first');
  expect(rows).toEqual([{ n: 1 }]);
  await database.close();
});

test('a migration that fails is named and leaves nothing behind', async () => {
  await write('002-broken.sql', 'create table second (id int); select no_such_column from first;');
  const database = await open();
  await expect(migrate(database, url())).rejects.toThrow('migration 002-broken failed');
  const { rows } = await database.executeSql("select to_regclass('second')::text as name");
  expect(rows).toEqual([{ name: null }]);
  await database.close();
});

test('a file with an odd name is refused', async () => {
  await write('3-third.sql', 'select 1');
  const database = await open();
  await expect(migrate(database, url())).rejects.toThrow('3-third.sql is not named like');
  await database.close();
});

test('an older build starts on a database that a newer one has migrated (row 31)', async () => {
  const database = await open();
  await write('002-later.sql', 'create table later (id int);');
  await migrate(database, url());
  await rm(join(folder, '002-later.sql'));
  await migrate(database, url());
  // The newer one finds everything as it left it.
  await write('002-later.sql', 'create table later (id int);');
  await write('003-last.sql', 'create table last (id int);');
  await migrate(database, url());
  const { rows } = await database.executeSql("select to_regclass('last')::text as name");
  expect(rows).toEqual([{ name: 'last' }]);
  await database.close();
});

test('a migration that ran and is no more is a fault, not a database that is up to date', async () => {
  await write('002-second.sql', 'create table second (id int);');
  const database = await open();
  await migrate(database, url());
  await rm(join(folder, '001-first.sql'));
  await expect(migrate(database, url())).rejects.toThrow('migration (unknown) failed');
  await database.close();
});

test('a start that has nothing to migrate does not look at the tables', async () => {
  const database = await open();
  await migrate(database, url());
  const asked: string[] = [];
  const { kysely } = database;
  const watched = kysely.withPlugin({
    transformQuery: ({ node, queryId: _ }) => {
      asked.push(node.kind);
      return node;
    },
    transformResult: async ({ result }) => result,
  });
  await migrate({ ...database, kysely: watched }, url());
  expect(new Set(asked)).toEqual(new Set(['RawNode']));
  await database.close();
});
