import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { AuditAction } from '@rita/contracts';
import { openTestQueue, type TestQueue, testAmqpUrl, waitFor } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { configured, rowOf, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

const PROGRAM = fileURLToPath(new URL('../src/parked.ts', import.meta.url));
const CANARY = 'canary-in-an-error-text';

let queue: TestQueue;
let app: TestApp;
let user: TestUser;
let connectionId: string;
let databaseUrl: string;

beforeAll(async () => {
  queue = await openTestQueue(testAmqpUrl());
  app = await startTestApp({ AMQP_URL: testAmqpUrl(), DATA_SOURCE_STATUS_QUEUE: queue.name });
  user = await app.signUp();
  connectionId = (await configured(app, user)).id;
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(
    app.database.kysely,
  );
  const url = new URL(process.env.TEST_DATABASE_URL ?? '');
  url.pathname = `/${rows[0]?.name}`;
  databaseUrl = url.href;
});
afterAll(async () => {
  await app.close();
  await queue.close();
});

async function parked(
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const env = {
    ...process.env,
    AMQP_URL: testAmqpUrl(),
    DATABASE_URL: databaseUrl,
    DATA_SOURCE_STATUS_QUEUE: queue.name,
  };
  return promisify(execFile)(process.execPath, [PROGRAM, ...args], { env }).then(
    (done) => ({ code: 0, ...done }),
    (failed) => failed,
  );
}

/** Has the app park this message, and gives its id in the list. */
async function park(message: unknown): Promise<string> {
  const before = (await queue.count('.parked')) ?? 0;
  await queue.send(typeof message === 'string' ? message : JSON.stringify(message));
  await waitFor(async () => ((await queue.count('.parked')) ?? 0) > before);
  const { stdout } = await parked('list');
  return stdout.trim().split('\n').at(-1)?.slice(0, 10) ?? '';
}

function auditOf(objectId: string) {
  return app.database.kysely
    .selectFrom('audit_events')
    .select(['action', 'organization_id', 'actor_type', 'details'])
    .where('object_id', '=', objectId)
    .where('action', 'like', sql<AuditAction>`'status_message.%'`)
    .orderBy('occurred_at')
    .execute();
}

const wrong = () => ({
  type: 'sync',
  connection_id: connectionId,
  tenant_id: user.organizationId,
  status: 'sync_completed',
  documents_processed: 'many',
  error_message: CANARY,
});

const bySystem = () => ({ organization_id: user.organizationId, actor_type: 'system' });

test('list, show masked, discard, each audited', async () => {
  expect((await parked('list')).stdout).toBe('Nothing is parked.\n');
  const [listing] = await auditOf('none');
  expect(listing).toMatchObject({ action: 'status_message.listed', details: { count: 0 } });
  const id = await park(wrong());
  const shown = await parked('show', id);
  expect(shown.stdout).toContain(connectionId);
  expect(shown.stdout).toContain('"reason": "invalid"');
  expect(shown.stdout).not.toContain(CANARY);

  expect(await parked('discard', id)).toMatchObject({ code: 0, stdout: '1 discarded.\n' });
  expect(await queue.count('.parked')).toBe(0);
  expect(await auditOf(connectionId)).toMatchObject([
    { ...bySystem(), action: 'status_message.shown', details: { reason: 'invalid' } },
    { ...bySystem(), action: 'status_message.discarded', details: { reason: 'invalid' } },
  ]);
  const listed = await user.api('GET', '/api/audit-events?action=status_message.discarded');
  expect(listed.body.data).toHaveLength(1);
});

test('replay: what can be applied now is applied', async () => {
  const id = randomUUID();
  const message = { ...wrong(), connection_id: id, documents_processed: 9, error_message: null };
  const parkedId = await park(message);
  await app.database.kysely.transaction().execute(async (trx) => {
    const access = await trx
      .deleteFrom('connection_access')
      .where('connection_id', '=', connectionId)
      .returning('organization_id')
      .executeTakeFirstOrThrow();
    await trx
      .updateTable('data_source_connections')
      .set({ id })
      .where('id', '=', connectionId)
      .execute();
    await trx
      .insertInto('connection_access')
      .values({ connection_id: id, ...access })
      .execute();
  });
  expect(await parked('replay', parkedId)).toMatchObject({ code: 0, stdout: '1 sent again.\n' });
  await waitFor(async () => (await rowOf(app, id)).documents_processed === 9);
  expect(await auditOf(id)).toMatchObject([{ ...bySystem(), action: 'status_message.replayed' }]);
  expect(await queue.count('.parked')).toBe(0);
});

test('what belongs to no known connection is audited under no organization', async () => {
  const stranger = await app.signUp();
  const foreign = { ...wrong(), tenant_id: stranger.organizationId, documents_processed: 1 };
  const id = await park({ ...foreign, connection_id: randomUUID() });
  await parked('discard', id);
  const entries = await app.database.kysely
    .selectFrom('audit_events')
    .select('action')
    .where('organization_id', '=', 'none')
    .where('object_type', '=', 'data_source')
    .execute();
  expect(entries).toEqual([{ action: 'status_message.discarded' }]);
});

test('a body that was not kept cannot be replayed; an unknown id is named; looking changes nothing', async () => {
  const large = await park('x'.repeat(300 * 1024));
  expect((await parked('show', large)).stdout).toContain('too large, not kept');
  expect(await parked('replay', large)).toMatchObject({ code: 1 });
  expect(await parked('show', '0123456789')).toMatchObject({
    code: 1,
    stderr: 'There is no parked message 0123456789.\n',
  });
  await waitFor(async () => (await queue.count('.parked')) === 1);
  expect((await parked('replay', 'all')).stderr).toContain('too large to be kept');
  expect(await parked('discard', 'all')).toMatchObject({ code: 0 });
  expect((await parked('nonsense')).stdout).toContain('npm run parked -- list');
});
