import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Database, openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { migrate } from '@rita/platform/migrate';
import { createTestDatabase, type TestDatabase } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MIGRATIONS } from '../src/deps.ts';
import type { Tables } from '../src/platform/db/tables.ts';

let testDatabase: TestDatabase;
let database: Database<Tables>;
let folder: string;
beforeAll(async () => {
  testDatabase = await createTestDatabase({ name: 'access' });
  database = await openDatabase<Tables>({ ...testDatabase, log: silentLog });
  folder = await mkdtemp(join(tmpdir(), 'rita-before-'));
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
  await rm(folder, { recursive: true });
});

test('connections of before are as at the source, with a first reading that is due where they are in use', async () => {
  const before = (await readdir(fileURLToPath(MIGRATIONS))).filter((name) => name < '012');
  for (const name of before) await cp(fileURLToPath(new URL(name, MIGRATIONS)), join(folder, name));
  await migrate(database as Database<unknown>, pathToFileURL(`${folder}/`));
  for (const statement of [
    `insert into organizations (id, name, slug) values ('o', 'O', 'o')`,
    `insert into data_source_connections (organization_id, type, name, enabled)
       values ('o', 'confluence', 'In use', true), ('o', 'servicenow', 'Not in use', false)`,
    `insert into users (id, name, email, address_proved_at, address_proved_by) values
       ('a', 'a', 'a@x', now(), 'identity_provider'), ('b', 'b', 'b@x', now(), 'mail'),
       ('c', 'c', 'c@x', null, null)`,
  ]) {
    await database.executeSql(statement);
  }
  await migrate(database as Database<unknown>, MIGRATIONS);

  const stateOf = async () =>
    (
      await database.executeSql(`
        select name, mode, access.status, last_checked_at, summary, every_minutes,
          next_check_at <= now() as is_due, access.organization_id
        from connection_access access join data_source_connections on id = connection_id
        order by name`)
    ).rows;
  const fresh = {
    ...{ mode: 'source', status: 'idle', last_checked_at: null, summary: null, every_minutes: 30 },
    organization_id: 'o',
  };
  const inUse = { ...fresh, name: 'In use', is_due: true };
  const notInUse = { ...fresh, name: 'Not in use', is_due: null };
  expect(await stateOf()).toEqual([inUse, notInUse]);
  // A process of the build before adds connections without knowing of the table.
  await database.executeSql(
    `insert into data_source_connections (organization_id, type, name) values ('o', 'sharepoint', 'Later')`,
  );
  expect(await stateOf()).toEqual([inUse, { ...notInUse, name: 'Later' }, notInUse]);
  await database.executeSql(`delete from data_source_connections where name = 'Later'`);
  expect(await stateOf()).toEqual([inUse, notInUse]);

  const claims = await database.executeSql('select id, address_claim from users order by id');
  expect(claims.rows).toEqual([
    { id: 'a', address_claim: 'verified' },
    { id: 'b', address_claim: null },
    { id: 'c', address_claim: null },
  ]);
});
