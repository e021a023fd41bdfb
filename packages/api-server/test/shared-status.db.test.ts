import type { DataSourceStatusMessage } from '@rita/contracts';
import { waitFor } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { shareStatusMessages } from '../src/features/runs/share-status-messages.ts';
import { startTestApp, type TestApp } from './start-test-app.ts';

const COUNT = 30;
type Connection = { id: string; organization_id: string };

let app: TestApp;
let connections: Connection[];

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
beforeEach(async () => {
  const { kysely } = app.database;
  await kysely.deleteFrom('data_source_connections').execute();
  await sql`insert into organizations (id, name, slug)
    select 'o' || at, 'O', 'o' || at from generate_series(1, ${sql.lit(COUNT)}) as at
    on conflict do nothing`.execute(kysely);
  connections = await kysely
    .insertInto('data_source_connections')
    .columns(['organization_id', 'type', 'name'])
    .expression((eb) =>
      eb
        .selectFrom('organizations')
        .select(['id', sql<'confluence'>`'confluence'`.as('type'), 'name'])
        .where('slug', 'like', 'o%'),
    )
    .returning(['id', 'organization_id'])
    .execute();
});

const started = ({ id, organization_id }: Connection, more = {}) => {
  const address = { connection_id: id, tenant_id: organization_id };
  return { ...address, type: 'sync', status: 'sync_started', ...more };
};

const reportAll = (messages: readonly unknown[]) => Promise.all(messages.map(app.report));
const outcomesOf = async (messages: readonly unknown[]) =>
  (await reportAll(messages)).map(({ status, body }) => body.data?.outcome ?? status);

async function countTransactions(): Promise<number> {
  const { rows } = await app.database.executeSql(
    'select count(distinct xmin::text) as count from data_source_connections',
  );
  return (rows[0] as { count: number }).count;
}

test('messages that come together are each answered for themselves', async () => {
  const [first, second, third, ...others] = connections as [Connection, Connection, Connection];
  const foreign = { ...first, organization_id: second.organization_id };
  const unknown = { ...first, id: '00000000-0000-4000-8000-000000000000' };
  const late = { run_id: '00000000-0000-4000-8000-000000000001', seq: 3 };
  const odd = [started(foreign), started(unknown), started(third, late), { type: 'sync' }];
  const outcomes = await outcomesOf([...odd, ...[second, ...others].map((one) => started(one))]);
  expect(outcomes.slice(0, 4)).toEqual(['unknown', 'unknown', 'stale', 400]);
  expect(new Set(outcomes.slice(4))).toEqual(new Set(['applied']));
  const { rows } = await app.database.executeSql(
    `select status, count(*) as count from data_source_connections group by status order by status`,
  );
  expect(rows).toEqual([
    { status: 'idle', count: 2 },
    { status: 'syncing', count: COUNT - 2 },
  ]);
});

test('one that the database refuses fails alone', async () => {
  const [bad, ...good] = connections as [Connection, ...Connection[]];
  await app.database.executeSql(`
    create function refuse_one() returns trigger language plpgsql as
      $$ begin raise exception 'refused by the test'; end $$;
    create trigger refuse_one before update on data_source_connections
      for each row when (old.id = '${bad.id}') execute function refuse_one();`);
  try {
    const messages = [...good.slice(0, 20), bad, ...good.slice(20)].map((one) => started(one));
    const answers = await reportAll(messages);
    const failed = answers.flatMap(({ status }, at) => (status === 202 ? [] : [{ at, status }]));
    expect(failed).toEqual([{ at: 20, status: 500 }]);
    expect(answers.filter(({ body }) => body.data?.outcome === 'applied')).toHaveLength(COUNT - 1);
  } finally {
    await app.database.executeSql(
      'drop trigger refuse_one on data_source_connections; drop function refuse_one()',
    );
  }
});

test.runIf(process.env.TEST_DATABASE !== 'pglite')(
  'what comes while one is written shares the next transaction, and is answered after its commit',
  async () => {
    const [first, ...others] = connections as [Connection, ...Connection[]];
    const { kysely } = app.database;
    const held = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const holding = kysely.transaction().execute(async (trx) => {
      await sql`select from data_source_connections where id = ${first.id} for update`.execute(trx);
      held.resolve();
      await goOn.promise;
    });
    await held.promise;
    // Not by way of HTTP, where nobody knows when a request has arrived.
    const apply = shareStatusMessages(app.deps);
    const answered: unknown[] = [];
    const note = async (one: Connection) => {
      const message = started(one) as DataSourceStatusMessage;
      answered.push(await apply({ message, bytes: 200 }));
    };
    const firstAnswer = note(first);
    await waitFor(async () => (await countWaiting()) === 1);
    const otherAnswers = others.map(note);
    expect(answered).toEqual([]);
    goOn.resolve();
    await Promise.all([holding, firstAnswer, ...otherAnswers]);
    expect(answered).toEqual(new Array(COUNT).fill('applied'));
    expect(await countTransactions()).toBe(2);
  },
);

/** Statements that wait for a row. */
async function countWaiting(): Promise<number> {
  const { rows } = await app.database.executeSql(
    `select count(*) as count from pg_stat_activity
     where datname = current_database() and wait_event_type = 'Lock'`,
  );
  return (rows[0] as { count: number }).count;
}
