import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  IS_CHECK_DUE,
  IS_CHECK_EXPIRED,
  IS_CHECK_SILENT,
  IS_LOOK_DUE,
  IS_SYNC_DUE,
} from '../src/features/runs/due.ts';
import { openApiApp } from './api-app.ts';

let at: Awaited<ReturnType<typeof openApiApp>>;
beforeAll(async () => {
  at = await openApiApp();
});
afterAll(() => at.close());

const CONNECTION = sql`select from data_source_connections`;
const CHECK = sql`select from connection_access`;
const CHECK_OF_CONNECTION = sql`select from connection_access access
  join data_source_connections connection on connection.id = access.connection_id`;

test.each([
  ['a run to look at', CONNECTION, IS_LOOK_DUE, 'run_look_at'],
  ['a sync that is due', CONNECTION, IS_SYNC_DUE, 'next_sync_at'],
  ['a reading that is due', CHECK_OF_CONNECTION, IS_CHECK_DUE, 'next_check_at'],
  ['a reading past its time', CHECK, IS_CHECK_EXPIRED, 'run_deadline_at'],
])('%s is looked up in an index, among however many', async (_name, from, condition, column) => {
  const plan = await planOf(sql`${from} where ${condition}`);
  expect(plan.filter((line) => line.includes('Index Cond') && line.includes(column))).toHaveLength(
    1,
  );
});

test('silent readings are looked for among those that go on', async () => {
  const plan = await planOf(sql`${CHECK} where (${IS_CHECK_EXPIRED}) or (${IS_CHECK_SILENT})`);
  expect(plan.join('\n')).toContain('connection_access_late');
});

/** How the statement would be carried out where the table is too large to be read whole. */
async function planOf(statement: RawBuilder<unknown>): Promise<string[]> {
  return at.deps.db.transaction().execute(async (trx) => {
    await sql`set local enable_seqscan = off`.execute(trx);
    await sql`set local enable_bitmapscan = off`.execute(trx);
    const { rows } = await sql<Record<'QUERY PLAN', string>>`explain ${statement}`.execute(trx);
    return rows.map((row) => row['QUERY PLAN']);
  });
}
