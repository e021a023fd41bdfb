import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { createTestDatabase, type TestDatabase, waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Database, MIGRATIONS, type Tables } from '../src/platform/db/tables.ts';
import { startLookout } from '../src/runs/lookout.ts';
import { endRun, insertRun, type Run } from '../src/runs/run.store.ts';

const TENANT = 'org-1';
/** Three looks and more. */
const SOME_LOOKS_MS = 1_700;

let place: TestDatabase;
let database: Database;
let looked: Run['kind'][] = [];
let supervised = 0;
beforeAll(async () => {
  place = await createTestDatabase({ migrations: MIGRATIONS, name: 'lookout' });
  database = await openDatabase<Tables>({ ...place, log: silentLog });
});
beforeEach(async () => {
  await database.kysely.deleteFrom('runs').execute();
  looked = [];
  supervised = 0;
});
afterAll(async () => {
  await database.close();
  await place.drop();
});

function start(upkeep = Promise.resolve()) {
  const supervise = () => {
    supervised += 1;
    return upkeep;
  };
  const onLive = { look: (kind: Run['kind']) => looked.push(kind), supervise };
  return startLookout({ database, log: silentLog, onLive });
}

async function addRun(kind: Run['kind']): Promise<string> {
  const runId = randomUUID();
  await insertRun(database.kysely, {
    runId,
    owner: { tenantId: TENANT, connectionId: randomUUID(), connectionType: 'confluence' },
    kind,
    settings: {},
    credentialSetId: null,
  });
  return runId;
}

test('the queue is asked about the kinds of which there are runs, and not at all without any', async () => {
  const lookout = start();
  await wait(SOME_LOOKS_MS);
  expect([looked, supervised]).toEqual([[], 0]);

  const runId = await addRun('sync');
  await waitFor(() => looked.length > 1, { what: 'two looks for a job' });
  expect(new Set(looked)).toEqual(new Set(['sync']));
  expect(supervised, 'silence is looked for at once').toBeGreaterThan(0);

  await addRun('access_check');
  await waitFor(() => looked.includes('access_check'), { what: 'a look for the other kind' });

  await database.kysely.transaction().execute((trx) => endRun(trx, runId, 'completed'));
  await wait(SOME_LOOKS_MS);
  looked = [];
  await wait(SOME_LOOKS_MS);
  expect(new Set(looked)).toEqual(new Set(['access_check']));
  await lookout.close();
});

test('upkeep that does not end holds up no look, and is not begun again beside itself', async () => {
  await addRun('sync');
  const lookout = start(new Promise<void>(() => {}));
  // Two seconds and more, after which there would be another one.
  await waitFor(() => looked.length > 6, { what: 'looks for a job' });
  expect(supervised).toBe(1);
  await lookout.close();
});

test('after its end nothing is asked any more', async () => {
  await addRun('preview');
  const lookout = start();
  await waitFor(() => looked.length > 0, { what: 'a look' });
  await lookout.close();
  looked = [];
  await wait(SOME_LOOKS_MS);
  expect(looked).toEqual([]);
});
