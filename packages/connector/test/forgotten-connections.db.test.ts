import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database } from '../src/platform/db/tables.ts';
import { cleanUp } from '../src/platform/housekeeping.ts';
import { keysOf, seal } from './seal.ts';
import { startTestConnector, TOKEN } from './test-connector.ts';

const credentials = { personal_access_token: TOKEN };

let at: Awaited<ReturnType<typeof startTestConnector>>;
let connection: ReturnType<typeof at.payload>;
beforeEach(async () => {
  at = await startTestConnector();
  connection = at.payload({ credentials });
});
afterEach(() => at.close());

const action = (name: string, more: Record<string, unknown> = {}) => ({
  ...connection,
  action: name,
  run_id: randomUUID(),
  credentials: undefined,
  ...more,
});
const deletion = () => action('delete_connection', { run_id: undefined });

/** Looks into the connector's database, which the embedded kind shows only once it has stopped. */
async function look<T>(into: (database: Database) => Promise<T>): Promise<T> {
  await at.stop();
  const database = await at.openDatabase();
  try {
    return await into(database);
  } finally {
    await database.close();
  }
}

async function countRows({ kysely }: Database) {
  const { rows } = await sql<{ sets: number; runs: number }>`
    select (select count(*)::int from vault_credential_sets) as sets,
      (select count(*)::int from runs) as runs`.execute(kysely);
  return rows[0];
}

test.each(['verify_credentials', 'trigger_sync', 'check_access'])(
  '%s comes late of a connection that was deleted: it is refused, and nothing is kept',
  async (name) => {
    await at.send(connection);
    await at.app.result(connection.run_id);
    await at.send(deletion());
    const given = name === 'verify_credentials' ? credentials : undefined;
    const late = action(name, { people: [], credentials: given });
    at.source.calls.length = 0;
    const answer = await at.send(late);
    expect(answer.status).toBe(404);
    expect(await answer.json()).toMatchObject({ code: 'not_found' });
    expect((await at.send(late)).status, 'however often it comes').toBe(404);
    expect(at.source.calls).toEqual([]);
    expect(at.app.ofRun(late.run_id)).toEqual([]);
    // Nobody did anything wrong: it was only late.
    expect(at.logLines.filter((line) => line.includes('security_event'))).toEqual([]);
    expect(await look(countRows)).toEqual({ sets: 0, runs: 0 });
  },
);

test('the deletion overtakes all that was ever sent of a connection', async () => {
  await at.send(deletion());
  const sealed = at.payload({ connection_id: connection.connection_id });
  const sealed_credentials = await seal(await keysOf(at.url), sealed, credentials);
  expect((await at.send({ ...sealed, sealed_credentials })).status).toBe(404);
  expect((await at.send(connection)).status).toBe(404);
  // Its id is no other organization's.
  expect((await at.send({ ...connection, tenant_id: 'org-2' })).status).toBe(202);
});

test('a preview of a connection that was deleted is not begun', async () => {
  await at.send(deletion());
  const preview = { ...action('preview'), preview_id: randomUUID() };
  const answer = await at.send(preview, { path: '/previews/start' });
  expect(await answer.json()).toEqual({ data: null });
  expect(await look(countRows)).toEqual({ sets: 0, runs: 0 });
});

test('begun and deleted at the same moment: nothing stays, whichever comes first', async () => {
  const at20 = Array.from({ length: 20 }, () => at.payload({ credentials }));
  const answers = await Promise.all(
    at20.flatMap((one, index) => {
      const gone = { ...one, action: 'delete_connection', credentials: undefined };
      const both = [at.send(one), at.send({ ...gone, run_id: undefined })];
      return index % 2 === 0 ? both : both.reverse();
    }),
  );
  for (const { status } of answers) expect([202, 404]).toContain(status);
  expect(await look(countRows)).toEqual({ sets: 0, runs: 0 });
});

test('after a day an id may come back, as with a backup of the app', async () => {
  await at.send(deletion());
  const remembered = await look(async (database) => {
    const count = async () => {
      const { rows } = await sql`select from forgotten_connections`.execute(database.kysely);
      return rows.length;
    };
    const shift = (by: string) =>
      sql`update forgotten_connections set forgotten_at = now() - ${by}::interval`.execute(
        database.kysely,
      );
    const counts: number[] = [];
    for (const age of ['23 hours', '25 hours']) {
      await shift(age);
      await cleanUp(database);
      counts.push(await count());
    }
    return counts;
  });
  expect(remembered).toEqual([1, 0]);
});
