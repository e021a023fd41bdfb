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
  testDatabase = await createTestDatabase({ name: 'accounts' });
  database = await openDatabase<Tables>({ ...testDatabase, log: silentLog });
  folder = await mkdtemp(join(tmpdir(), 'rita-before-'));
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
  await rm(folder, { recursive: true });
});

test('accounts of before go on: sessions have an end, and invitations of those who lost their power are cancelled', async () => {
  const before = (await readdir(fileURLToPath(MIGRATIONS))).filter((name) => name < '008');
  for (const name of before) await cp(fileURLToPath(new URL(name, MIGRATIONS)), join(folder, name));
  await migrate(database as Database<unknown>, pathToFileURL(`${folder}/`));
  for (const statement of [
    `insert into organizations (id, name, slug) values ('o', 'O', 'o')`,
    `insert into users (id, name, email) values ('owner', 'a', 'a@x'), ('admin', 'b', 'b@x'),
       ('member', 'c', 'c@x'), ('gone', 'd', 'd@x')`,
    `insert into members (id, organization_id, user_id, role) values ('1', 'o', 'owner', 'owner'),
       ('2', 'o', 'admin', 'admin'), ('3', 'o', 'member', 'member')`,
    `insert into invitations (id, organization_id, email, role, inviter_id, expires_at)
       select inviter || ' to ' || role, 'o', 'e@x', role, inviter, now() + interval '1 day'
       from unnest(array['owner', 'admin', 'member', 'gone']) inviter,
            unnest(array['owner', 'admin', 'member']) role`,
    `insert into sessions (id, user_id, token, expires_at) values ('s', 'owner', 't', now() + interval '9 days')`,
  ]) {
    await database.executeSql(statement);
  }
  await migrate(database as Database<unknown>, MIGRATIONS);

  const open = await database.kysely
    .selectFrom('invitations')
    .select('id')
    .where('status', '=', 'pending')
    .orderBy('id')
    .execute();
  expect(open.map(({ id }) => id)).toEqual([
    'admin to admin',
    'admin to member',
    'owner to admin',
    'owner to member',
    'owner to owner',
  ]);
  const sessions = await database.executeSql(
    'select id, must_end_at = expires_at as same from sessions',
  );
  expect(sessions.rows).toEqual([{ id: 's', same: true }]);
  // A process of the build before knows nothing of the new column.
  await database.executeSql(
    `insert into sessions (id, user_id, token, expires_at) values ('later', 'owner', 'u', now())`,
  );
});
