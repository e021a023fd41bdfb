import { readFile, writeFile } from 'node:fs/promises';
import { type Database, openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { migrate } from '@rita/platform/migrate';
import { createTestDatabase, type TestDatabase } from '@rita/test-kit';
import { afterEach, describe, expect, test } from 'vitest';
import { MIGRATIONS } from '../src/deps.ts';
import type { Tables } from '../src/platform/db/tables.ts';
import { WRITE_PROBE } from '../src/platform/db/write-probe.ts';
import { describeSchema } from './describe-schema.ts';

const SCHEMA = new URL('../src/platform/db/schema.sql', import.meta.url);

const opened: Database<Tables>[] = [];
let testDatabase: TestDatabase | undefined;

async function open(): Promise<Database<Tables>> {
  const place = { url: testDatabase?.url, folder: testDatabase?.folder ?? 'memory://' };
  const database = await openDatabase<Tables>({ ...place, log: silentLog });
  opened.push(database);
  return database;
}

afterEach(async () => {
  for (const database of opened.splice(0)) await database.close();
  await testDatabase?.drop();
});

test('the committed schema is the one that the migrations make', async () => {
  testDatabase = await createTestDatabase({ migrations: MIGRATIONS, name: 'schema' });
  const found = await describeSchema(await open());
  if (process.env.UPDATE_SCHEMA === '1') await writeFile(SCHEMA, found);
  expect(found).toBe(await readFile(SCHEMA, 'utf8'));
});

test('twenty starts at once on an empty database all succeed', async () => {
  testDatabase = await createTestDatabase({ name: 'starts' });
  // The embedded database belongs to one process: there the starts share it.
  const shared = testDatabase.url === undefined ? await open() : undefined;
  const starts = Array.from({ length: 20 }, async () => {
    await migrate((shared ?? (await open())) as Database<unknown>, MIGRATIONS);
  });
  await expect(Promise.all(starts)).resolves.toHaveLength(20);
});

test('the audit log can only grow', async () => {
  testDatabase = await createTestDatabase({ migrations: MIGRATIONS, name: 'audit' });
  const { executeSql } = await open();
  await executeSql(`insert into audit_events (organization_id, action, actor_type, object_type, object_id)
    values ('o', 'data_source.created', 'user', 'data_source', 'x')`);
  for (const statement of [
    `update audit_events set action = 'x'`,
    'delete from audit_events',
    'truncate audit_events',
  ]) {
    await expect(executeSql(statement)).rejects.toThrow(/append-only/);
  }
  expect((await executeSql('select 1 from audit_events')).rows).toHaveLength(1);
});

test('the database refuses a webhook with credentials, and a run without a deadline', async () => {
  testDatabase = await createTestDatabase({ migrations: MIGRATIONS, name: 'checks' });
  const { executeSql } = await open();
  const insert = (payload: unknown) =>
    executeSql(
      'insert into outgoing_webhooks (id, organization_id, connection_id, payload) values ($1, $2, gen_random_uuid(), $3::jsonb)',
      [crypto.randomUUID(), 'o', JSON.stringify(payload)],
    );
  await expect(insert({ action: 'verify_credentials' })).rejects.toThrow();
  await expect(insert({ action: 'cancel_sync', credentials: {} })).rejects.toThrow();
  await insert({ action: 'cancel_sync' });
  await executeSql(`insert into organizations (id, name, slug) values ('o', 'O', 'o')`);
  await executeSql(
    `insert into data_source_connections (organization_id, type, name) values ('o', 'confluence', 'C')`,
  );
  await expect(
    executeSql(`update data_source_connections set status = 'syncing', run_id = 'r'`),
  ).rejects.toThrow(/run_is_whole/);
});

describe('a database that answers but cannot be written', () => {
  test.each([
    ['only reads', 'set default_transaction_read_only = on'],
    [
      'refuses what a status message changes',
      `create function refuse() returns trigger language plpgsql
        as $$ begin raise exception 'not now'; end $$;
      create trigger refuse before insert on audit_events for each statement execute function refuse()`,
    ],
  ])('is not up: it %s', async (_name, statement) => {
    testDatabase = await createTestDatabase({ migrations: MIGRATIONS, name: 'probe' });
    const place = { url: testDatabase.url, folder: testDatabase.folder ?? 'memory://' };
    const options = { ...place, poolSize: 1, writeProbe: WRITE_PROBE, log: silentLog };
    const database = await openDatabase<Tables>(options);
    opened.push(database);
    expect(await database.isUp()).toBe(true);
    await database.executeSql(statement);
    expect(await database.isUp()).toBe(false);
    expect((await database.executeSql('select 1')).rows).toHaveLength(1);
  });
});
