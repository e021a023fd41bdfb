import { randomUUID } from 'node:crypto';
import { openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';
import { createTestDatabase } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { enterSource } from '../src/access/source-of-connection.ts';
import type { Database, Tables } from '../src/platform/db/tables.ts';
import { MIGRATIONS } from '../src/platform/db/tables.ts';
import { insertRun, requestCancel, requireNextSeq, startAttempt } from '../src/runs/run.store.ts';
import {
  isAnyWaiting,
  lockWaitingToTell,
  noteToldPosition,
} from '../src/runs/waiting-run.store.ts';

const BEAT_SECONDS = 7.5;

let place: Awaited<ReturnType<typeof createTestDatabase>>;
let database: Database;
beforeAll(async () => {
  place = await createTestDatabase({ migrations: MIGRATIONS, name: 'waiting' });
  database = await openDatabase<Tables>({ ...place, log: silentLog });
});
beforeEach(() => database.kysely.deleteFrom('runs').execute());
afterAll(async () => {
  await database.close();
  await place.drop();
});

async function addRun(
  secondsAgo: number,
  kind: 'verification' | 'sync' | 'preview' = 'sync',
): Promise<{ runId: string; connectionId: string; tenantId: string }> {
  const owner = {
    tenantId: randomUUID(),
    connectionId: randomUUID(),
    connectionType: 'confluence' as const,
  };
  const runId = randomUUID();
  const run = { runId, owner, kind, settings: {}, credentialSetId: null };
  await insertRun(database.kysely, run);
  await acceptedAgo(runId, secondsAgo);
  return { ...owner, runId };
}

const acceptedAgo = (runId: string, seconds: number) =>
  sql`
  update runs set accepted_at = now() - make_interval(secs => ${seconds}::float8)
  where run_id = ${runId}`.execute(database.kysely);

/** One look: the places that it tells, by run. */
const look = (): Promise<Record<string, number>> =>
  database.kysely.transaction().execute(async (trx) => {
    const runs = await lockWaitingToTell(trx, BEAT_SECONDS);
    for (const run of runs) await noteToldPosition(trx, run);
    return Object.fromEntries(runs.map((run) => [run.run_id, run.position]));
  });

test('a place counts those of the kind that were accepted before and still wait; each is told once', async () => {
  const second = await addRun(20);
  const first = await addRun(30);
  const [begun, cancelled] = [await addRun(40), await addRun(25)];
  await startAttempt(database.kysely, begun.runId);
  await requestCancel(database.kysely, cancelled);
  const verification = await addRun(10, 'verification');
  await addRun(50, 'preview');
  const justAccepted = await addRun(1);
  expect(await look()).toEqual({
    [first.runId]: 1,
    [second.runId]: 2,
    [verification.runId]: 1,
  });
  expect(await look()).toEqual({});
  await startAttempt(database.kysely, first.runId);
  await acceptedAgo(justAccepted.runId, 4);
  expect(await look()).toEqual({ [second.runId]: 1, [justAccepted.runId]: 2 });
  await sql`update runs set told_position_at = now() - interval '8 seconds'
    where run_id = ${second.runId}`.execute(database.kysely);
  expect(await look(), 'a sign of life').toEqual({ [second.runId]: 1 });
});

test('far behind, a place is told with the signs of life only; farther, not at all', async () => {
  const runs: string[] = [];
  for (let at = 0; at < 103; at += 1) runs.push((await addRun(500 - at)).runId);
  expect(Object.keys(await look())).toHaveLength(100);
  await startAttempt(database.kysely, runs[0] ?? '');
  const told = await look();
  // The near ones moved up, and one more is near enough to be told at all.
  expect(Object.values(told).toSorted((a, b) => a - b)).toEqual([
    ...Array.from({ length: 10 }, (_, at) => at + 1),
    100,
  ]);
  await sql`update runs set told_position_at = now() - interval '8 seconds'`.execute(
    database.kysely,
  );
  expect(Object.keys(await look())).toHaveLength(100);
});

test('nothing waits: no look has to be taken', async () => {
  expect(await isAnyWaiting(database.kysely)).toBe(false);
  const { runId } = await addRun(1);
  expect(await isAnyWaiting(database.kysely)).toBe(false);
  await acceptedAgo(runId, 4);
  expect(await isAnyWaiting(database.kysely)).toBe(true);
});

test('a run that was told its place goes to the source that its connection was led to meanwhile', async () => {
  const owner = {
    tenantId: randomUUID(),
    connectionId: randomUUID(),
    connectionType: 'confluence' as const,
  };
  const addAt = async (url: string) => {
    const runId = randomUUID();
    const run = { runId, owner, kind: 'sync' as const, settings: { url }, credentialSetId: null };
    await insertRun(database.kysely, run);
    await acceptedAgo(runId, 10);
    return runId;
  };
  const enter = async (runId: string) => {
    const run = await startAttempt(database.kysely, runId);
    const held = { runId, attempt: run?.attempt ?? 0 };
    await enterSource({ deps: { database }, held, signal: new AbortController().signal });
    return held;
  };
  const before = await addAt('https://a.example');
  const held = await enter(before);
  await database.kysely.transaction().execute((trx) => requireNextSeq(trx, held));
  const led = await addAt('https://b.example');
  expect(await look()).toEqual({ [led]: 1 });
  await enter(led);
  await expect(enter(before)).rejects.toMatchObject({ code: 'interrupted' });
});
