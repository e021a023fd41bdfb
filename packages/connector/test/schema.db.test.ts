import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { migrate } from '@rita/platform/migrate';
import { createTestDatabase } from '@rita/test-kit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { MIGRATIONS } from '../src/platform/db/tables.ts';

/** Columns, constraints and indexes of our tables, in an order of their own. */
const describeSchema = sql<{ line: string }>`
  with ours as (
    select c.oid, c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname not like 'kysely%')
  select relname || ' 1 ' || attname || ' ' || format_type(atttypid, atttypmod)
    || case when attnotnull then ' not null' else '' end
    || coalesce(' = ' || regexp_replace(pg_get_expr(adbin, adrelid), '\\s+', ' ', 'g'), '') as line
    from ours join pg_attribute on attrelid = oid and attnum > 0 and not attisdropped
    left join pg_attrdef on adrelid = attrelid and adnum = attnum
  union all
  select relname || ' 2 ' || conname || ' ' || pg_get_constraintdef(c.oid)
    from ours join pg_constraint c on conrelid = ours.oid where contype in ('p', 'u', 'f', 'c')
  union all
  select tablename || ' 3 ' || indexdef from pg_indexes join ours on relname = tablename
    where schemaname = 'public'`;

test('the migrations give the schema that is written down', async () => {
  const place = await createTestDatabase({ migrations: MIGRATIONS, name: 'schema' });
  const database = await openDatabase<unknown>({ ...place, log: silentLog });
  const { rows } = await describeSchema.execute(database.kysely);
  const text = rows
    .map(({ line }) => line)
    .toSorted()
    .join('\n');
  await expect(`${text}\n`).toMatchFileSnapshot('../src/platform/db/schema.txt');
  await database.close();
  await place.drop();
});

test('twenty starts at once all succeed', async () => {
  const place = await createTestDatabase({ name: 'starts' });
  const count = process.env.TEST_DATABASE === 'pglite' ? 1 : 20;
  const databases = await Promise.all(
    Array.from({ length: count }, () =>
      openDatabase<unknown>({ ...place, poolSize: 2, log: silentLog }),
    ),
  );
  await Promise.all(databases.map((database) => migrate(database, MIGRATIONS)));
  const [first] = databases;
  const { rows } = await sql`select from runs`.execute(first?.kysely as never);
  expect(rows).toEqual([]);
  await Promise.all(databases.map((database) => database.close()));
  await place.drop();
});
