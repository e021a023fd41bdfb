import { type Database, openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { createTestDatabase, type TestDatabase } from '@rita/test-kit';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { MIGRATIONS } from '../src/deps.ts';
import { columnSet, WRITTEN } from '../src/features/runs/column-set.ts';
import { updateOfConnections } from '../src/features/runs/update-connections.ts';
import { columnOf, rowsFromArrays } from '../src/platform/db/rows-from-arrays.ts';
import type { Tables } from '../src/platform/db/tables.ts';

let testDatabase: TestDatabase;
let database: Database<Tables>;

beforeAll(async () => {
  testDatabase = await createTestDatabase({ migrations: MIGRATIONS, name: 'write' });
  const { url, folder = 'memory://' } = testDatabase;
  database = await openDatabase<Tables>({ url, folder, log: silentLog });
  await database.executeSql(`insert into organizations (id, name, slug) values ('o', 'O', 'o')`);
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

async function createConnection(type: string) {
  return database.kysely
    .insertInto('data_source_connections')
    .values({ organization_id: 'o', type: type as 'confluence', name: type })
    .returningAll()
    .executeTakeFirstOrThrow();
}

const TYPES = {
  text: 'text',
  number: 'integer',
  flag: 'boolean',
  moment: 'timestamptz',
  json: 'jsonb',
} as const;

test('what goes through an array comes out as it was', async () => {
  const text = fc.string({ unit: 'binary' }).filter((some) => !some.includes('\0'));
  const row = fc.record({
    text: fc.option(fc.oneof(text, fc.constantFrom('', 'NULL', '{"a",b}', '\\"', ' x '))),
    number: fc.option(fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })),
    flag: fc.option(fc.boolean()),
    moment: fc.option(
      fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }),
    ),
    json: fc.option(fc.dictionary(fc.constantFrom('a', 'b"c', 'd\\e'), text)),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 20 }), async (rows) => {
      const columns = Object.entries(TYPES).map(([name, type]) => {
        const values = rows.map((one) => one[name as keyof typeof TYPES]);
        return [name, columnOf(type, values)];
      });
      const given = rowsFromArrays('given', {
        row: { type: 'integer', values: rows.map((_, at) => at) },
        ...Object.fromEntries(columns),
      });
      const names = Object.keys(TYPES);
      const values = names.map((name) => sql`${given.ref(name)} as ${sql.ref(name)}`);
      const read = await sql`select ${sql.join(values)} from ${given.from} order by at`.execute(
        database.kysely,
      );
      // fast-check makes objects without a prototype, which are not equal to plain ones.
      const plain = rows.map((one) => ({ ...one, json: one.json && { ...one.json } }));
      expect(read.rows).toEqual(plain);
    }),
  );
});

test('the types of the columns written are those of the table, and no column is forgotten', async () => {
  const { rows } = await database.executeSql(
    `select column_name as name,
            replace(data_type, 'timestamp with time zone', 'timestamptz') as type
     from information_schema.columns where table_name = 'data_source_connections'`,
  );
  const stored = Object.fromEntries(
    (rows as { name: string; type: string }[]).map(({ name, type }) => [name, type]),
  );
  for (const never of ['id', 'organization_id', 'type', 'created_by', 'created_at']) {
    delete stored[never];
  }
  expect(WRITTEN).toEqual(stored);
});

test('each row gets its own columns, null where it is to be null, and keeps the others', async () => {
  const [first, second, third] = [
    await createConnection('confluence'),
    await createConnection('servicenow'),
    await createConnection('sharepoint'),
  ];
  const settings = { url: 'https://example.com' };
  const wholly = { ...second, name: 'Renamed', settings, error_code: 'timed_out' as const };
  await database.kysely.transaction().execute(async (trx) => {
    await updateOfConnections([
      { row: { ...first, last_sync_error: 'no' } },
      { row: wholly },
    ]).execute(trx);
    await updateOfConnections([
      {
        row: { ...first, version: 7, last_sync_error: null },
        columns: columnSet(['version', 'last_sync_error']),
      },
      { row: { ...second, version: 8, error_code: null }, columns: columnSet(['version']) },
      {
        row: { ...third, version: 9, run_phase: 'Reading' },
        columns: columnSet(['version', 'run_phase']),
      },
    ]).execute(trx);
  });
  const stored = await database.kysely
    .selectFrom('data_source_connections')
    .selectAll()
    .orderBy('version')
    .execute();
  expect(stored).toEqual([
    { ...first, version: 7 },
    { ...wholly, version: 8 },
    { ...third, version: 9, run_phase: 'Reading' },
  ]);
});

test('a row of another organization is not written', async () => {
  const row = await createConnection('web_search');
  await database.kysely.transaction().execute(async (trx) => {
    await updateOfConnections([{ row: { ...row, organization_id: 'p', name: 'Taken' } }]).execute(
      trx,
    );
  });
  const stored = await database.kysely
    .selectFrom('data_source_connections')
    .selectAll()
    .where('id', '=', row.id)
    .executeTakeFirst();
  expect(stored).toEqual(row);
});
