import { randomUUID } from 'node:crypto';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Database, Tables } from '../src/platform/db/tables.ts';
import { keysOf, seal } from './seal.ts';
import { createConnectorDatabase, startTestConnector, TOKEN } from './test-connector.ts';

let at: Awaited<ReturnType<typeof startTestConnector>>;
beforeAll(async () => {
  at = await startTestConnector({ VAULT_KEY: `k1:${Buffer.alloc(32, 9).toString('base64')}` });
});
afterAll(() => at.close());

/** The forms in which a secret could lie somewhere. */
function formsOf(secret: string): string[] {
  return [
    secret,
    encodeURIComponent(secret),
    JSON.stringify(secret).slice(1, -1),
    Buffer.from(secret).toString('base64'),
    Buffer.from(secret).toString('base64url'),
    Buffer.from(secret).toString('hex'),
  ];
}

/** Every row of every table of every schema of ours, as text. */
async function dump(database: Database): Promise<string> {
  const { kysely } = database;
  const tables = await sql<{ name: string }>`
    select format('%I.%I', table_schema, table_name) as name from information_schema.tables
    where table_schema in ('public', 'jobs') and table_type = 'BASE TABLE'`.execute(kysely);
  const rows: string[] = [];
  for (const { name } of tables.rows) {
    const found = await sql<{ row: string }>`select t::text as row from ${sql.raw(name)} t`.execute(
      kysely,
    );
    rows.push(...found.rows.map(({ row }) => row));
  }
  return rows.join('\n');
}

test('credentials are nowhere but in the vault (reliability row 97)', async () => {
  const plain = at.payload({ credentials: { personal_access_token: TOKEN } });
  await at.send(plain);
  await at.app.result(plain.run_id);
  at.source.broken.add('d1-1');
  const sync = { ...plain, action: 'trigger_sync', run_id: randomUUID(), credentials: undefined };
  await at.send(sync);
  await at.app.result(sync.run_id);

  // The source echoes what it was sent, and it was wrong.
  const wrong = 'canary-wrong-8c0d"\\ä';
  const failing = at.payload({ credentials: { personal_access_token: wrong } });
  await at.send(failing);
  await at.app.result(failing.run_id);

  const sealedSecret = 'canary-sealed-77aa';
  const sealedRun = at.payload();
  const jwe = await seal(await keysOf(at.url), sealedRun, { personal_access_token: sealedSecret });
  await at.send({ ...sealedRun, sealed_credentials: jwe });
  expect(await at.app.result(sealedRun.run_id)).toMatchObject({
    error_code: 'invalid_credentials',
  });

  // One that waits between its 202 and its job, in every store that it passes through.
  const { promise: isOver, resolve: goOn } = Promise.withResolvers<void>();
  at.source.before = () => isOver;
  const waiting = at.payload({ credentials: { personal_access_token: 'canary-waiting-31' } });
  await at.send(waiting);
  goOn();
  await at.app.result(waiting.run_id);
  await at.stop();

  const database = await at.openDatabase();
  const stored = await dump(database);
  await database.close();
  expect(stored).toContain(plain.run_id);
  expect(stored).toContain('failed for •••');
  const places = { stored, logs: at.logLines.join('\n'), told: JSON.stringify(at.app.messages) };
  const secrets = [TOKEN, wrong, sealedSecret, 'canary-waiting-31'].flatMap(formsOf);
  for (const [place, text] of Object.entries(places)) {
    expect(text.length, place).toBeGreaterThan(100);
    for (const secret of secrets)
      expect(text.includes(secret), `${secret} in ${place}`).toBe(false);
  }
  expect(stored).not.toContain(jwe);
});

test('the search would find one', async () => {
  const place = await createConnectorDatabase();
  const database = await openDatabase<Tables>({
    url: place.url,
    folder: `${place.folder}/connector`,
    log: silentLog,
  });
  await database.kysely
    .insertInto('webhook_deliveries')
    .values({ webhook_id: 'canary-planted' })
    .execute();
  expect(await dump(database)).toContain('canary-planted');
  await database.close();
  await place.drop();
});
