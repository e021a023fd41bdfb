import { randomUUID } from 'node:crypto';
import type { RecordedRun } from '@rita/contracts';
import { waitFor } from '@rita/test-kit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertAuditEvents } from '../src/features/audit/audit.store.ts';
import { lookAtRuns } from '../src/features/runs/look-at-runs.ts';
import { openAccess, SUMMARY, startDueChecks, syncCompleted } from './access-steps.ts';
import { oldEntry, openHistory, runsOf } from './history-steps.ts';
import { startTestApp, type TestApp, waitForIdle } from './start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const open = () => openHistory(app);

test('a sync with its counts, above the verification before it', async () => {
  const { user, id, runs, sync, say } = await open();
  const runId = await sync();
  expect(await runs()).toMatchObject([
    { id: runId, kind: 'sync', outcome: 'running', ended_at: null, documents_processed: null },
    {
      kind: 'verification',
      outcome: 'succeeded',
      started_by: { type: 'user', name: 'Ada Lovelace' },
    },
  ]);
  // The last message need not say again what one before has said.
  await say(runId, 'sync_progress', { documents_added: 3, documents_updated: 2 });
  await say(runId, 'sync_completed', {
    documents_processed: 12,
    documents_failed: 1,
    documents_removed: 4,
  });
  const [run] = await runs('?kind=sync');
  expect(run).toMatchObject({
    id: runId,
    outcome: 'succeeded',
    started_by: { type: 'user', name: 'Ada Lovelace' },
    ended_by: { type: 'connector', name: null },
    documents_processed: 12,
    documents_failed: 1,
    documents_added: 3,
    documents_updated: 2,
    documents_removed: 4,
  });
  expect(Date.parse(run?.ended_at ?? '')).toBeGreaterThanOrEqual(Date.parse(run?.started_at ?? ''));
  expect(await runsOf(user, id, '?kind=verification')).toHaveLength(1);
  expect(await runsOf(user, id, '?kind=access')).toEqual([]);
});

test('each way that a sync may end, with its reason', async () => {
  const { user, id, runs, sync, say } = await open();
  await say(await sync(), 'sync_failed', { error_code: 'unreachable', documents_processed: 2 });
  await say(await sync(), 'sync_failed', { error_code: 'too_many_deletions', deletions_held: 8 });
  await say(await sync(), 'sync_cancelled');
  const cancelled = await sync();
  await say(cancelled, 'sync_progress', { documents_processed: 5 });
  await user.api('POST', `/api/data-sources/${id}/cancel`);
  const late = await sync();
  await say(late, 'sync_progress', { documents_processed: 6 });
  await app.database.kysely
    .updateTable('data_source_connections')
    .set({ run_deadline_at: new Date(Date.now() - 60_000), run_look_at: new Date(0) })
    .where('id', '=', id)
    .execute();
  // What became of its webhook may be written down just now, and a sweep passes over a locked row.
  await waitFor(async () => (await lookAtRuns(app.deps)) > 0);
  const told = await runs('?kind=sync');
  expect(told.map(({ outcome }) => outcome)).toEqual([
    'failed',
    'cancelled',
    'cancelled',
    'held',
    'failed',
  ]);
  expect(told).toMatchObject([
    { error_code: 'timed_out', ended_by: { type: 'system' }, documents_processed: 6 },
    { error_code: null, ended_by: { type: 'user', name: 'Ada Lovelace' }, documents_processed: 5 },
    { error_code: null, ended_by: { type: 'connector' } },
    { error_code: 'too_many_deletions', deletions_held: 8 },
    { error_code: 'unreachable', documents_processed: 2 },
  ]);
  // It was given up, and its result comes after all.
  await say(late, 'sync_completed', { documents_processed: 7 });
  const [repaired, ...others] = await runs('?kind=sync');
  expect(repaired).toMatchObject({ id: late, outcome: 'succeeded', documents_processed: 7 });
  expect(repaired?.given_up_at).toBe(told[0]?.ended_at);
  expect(others).toEqual(told.slice(1));
});

test('what a connector did by itself, and a sync that tells no counts, borrow none', async () => {
  const { user, id, runs, sync, say } = await open();
  const counts = { documents_added: 3, documents_updated: 2, documents_removed: 1 };
  await say(await sync(), 'sync_completed', { documents_processed: 12, ...counts });
  await app.report(syncCompleted({ id, user }));
  const [own] = await runs('?kind=sync');
  expect(own).toMatchObject({
    outcome: 'succeeded',
    started_at: null,
    started_by: { type: 'connector', name: null },
    documents_processed: 10,
    documents_added: null,
    documents_updated: null,
    documents_removed: null,
  });
  const seen = (await user.api('GET', `/api/data-sources/${id}`)).body.data;
  expect(seen).toMatchObject({ documents_processed: 10, documents_added: null });
});

test('a webhook that was refused is a run that failed', async () => {
  const { user, id, runs } = await open();
  app.receiver.script([400]);
  await user.api('POST', `/api/data-sources/${id}/sync`);
  await waitForIdle(app, id);
  const [run] = await runs();
  expect(run).toMatchObject({
    kind: 'sync',
    outcome: 'failed',
    error_code: 'connector_rejected',
    ended_by: { type: 'system', name: null },
  });
});

test('readings of permissions: asked for ones always, scheduled ones where they changed something', async () => {
  const access = await openAccess(app);
  const ask = async () => (await access.check()).body.run_id as string;
  const asked = await ask();
  expect((await runsOf(access.user, access.id, '?kind=access'))[0]).toMatchObject({
    id: asked,
    outcome: 'running',
  });
  await access.say(asked, 'access_completed', { summary: SUMMARY, documents_updated: 0 });
  const again = await ask();
  await access.say(again, 'access_completed', { summary: SUMMARY, documents_updated: 0 });
  const scheduled = async (more: Record<string, unknown>) => {
    await access.age('next_check_at');
    await startDueChecks(app, access);
    const { run_id } = await access.row();
    await access.say(run_id, 'access_completed', { summary: SUMMARY, ...more });
    return run_id;
  };
  await scheduled({ documents_updated: 0 });
  const changed = await scheduled({ documents_updated: 3, documents_processed: 9 });
  const told = await runsOf(access.user, access.id, '?kind=access');
  expect(told.map(({ id }) => id)).toEqual([changed, again, asked]);
  expect(told[0]).toMatchObject({
    outcome: 'succeeded',
    started_by: { type: 'system', name: null },
    is_scheduled: true,
    documents_changed: 3,
    documents_processed: 9,
  });
  expect(told[0]?.started_at).not.toBeNull();
  expect(told[1]).toMatchObject({ started_by: { type: 'user' }, is_scheduled: false });
});

test('old entries show what they have; a start without an end is not guessed at', async () => {
  const { user, id, runs } = await open();
  const [lost, old] = [randomUUID(), randomUUID()];
  await insertAuditEvents(app.database.kysely, user.organizationId, [
    oldEntry(id, 'sync.started', { run_id: lost }),
    oldEntry(id, 'sync.completed', { run_id: old, documents_processed: 4 }),
    // The same id, of something else.
    oldEntry(id, 'verification.failed', { run_id: old, error_code: 'made_up_later' }),
  ]);
  expect((await runs()).slice(0, 3)).toMatchObject([
    { id: old, kind: 'verification', outcome: 'failed', error_code: null, started_by: null },
    { id: old, kind: 'sync', outcome: 'succeeded', started_at: null, documents_processed: 4 },
    { id: lost, kind: 'sync', outcome: 'unknown', ended_at: null },
  ]);
});

test('pages follow each other without a gap, also while runs end and begin', async () => {
  const { user, id, sync, say } = await open();
  const ids: string[] = [];
  for (let number = 0; number < 5; number += 1) {
    const runId = await sync();
    ids.unshift(runId);
    await say(runId, 'sync_completed', { documents_processed: number });
  }
  const page = async (cursor: string | null) => {
    const after = cursor === null ? '' : `&cursor=${cursor}`;
    return (await user.api('GET', `/api/data-sources/${id}/runs?kind=sync&limit=2${after}`)).body;
  };
  const first = await page(null);
  const running = await sync();
  const second = await page(first.next_cursor);
  await say(running, 'sync_completed');
  const third = await page(second.next_cursor);
  const seen = [first, second, third].flatMap(({ data }) => data.map((run: RecordedRun) => run.id));
  expect(seen).toEqual(ids);
  expect([second.data.length, third.data.length, third.next_cursor]).toEqual([2, 1, null]);
  const odd = await user.api('GET', `/api/data-sources/${id}/runs?cursor=9%20or%201`);
  expect([odd.status, odd.body.code]).toEqual([400, 'validation_failed']);
});

test('members see them too, without addresses; other organizations see that there is nothing', async () => {
  const { user, id, sync, say } = await open();
  const [member, stranger] = [await app.signUp('Mia'), await app.signUp('Bo')];
  await user.addMember(member, 'member');
  const runId = await sync();
  await say(runId, 'sync_completed');
  const seen = await runsOf(member, id);
  expect(seen).toEqual(await runsOf(user, id));
  expect(JSON.stringify(seen)).not.toContain('@');
  const foreign = await stranger.api('GET', `/api/data-sources/${id}/runs`);
  expect([foreign.status, foreign.body.code]).toEqual([404, 'not_found']);
  // Entries of another organization that name the same connection and run are none of this one's.
  await insertAuditEvents(app.database.kysely, stranger.organizationId, [
    oldEntry(id, 'sync.failed', { run_id: runId, error_code: 'unreachable' }),
    oldEntry(id, 'sync.started', { run_id: randomUUID() }),
  ]);
  expect(await runsOf(user, id)).toEqual(seen);
  await user.api('DELETE', `/api/data-sources/${id}`);
  const gone = await user.api('GET', `/api/data-sources/${id}/runs`);
  expect([gone.status, gone.body.code]).toEqual([404, 'not_found']);
});

test('the entries of a run are found by an index, however long the log is', async () => {
  const { kysely } = app.database;
  const { rows } = await kysely.transaction().execute(async (trx) => {
    // Of a table as small as this one it would read all pages otherwise.
    await sql`set local enable_seqscan = off`.execute(trx);
    await sql`set local enable_bitmapscan = off`.execute(trx);
    return sql<{ 'QUERY PLAN': string }>`
      explain select position from audit_events
      where details ->> 'run_id' = ${randomUUID()} and organization_id = 'o'
        and action in ('verification.started', 'sync.started')`.execute(trx);
  });
  expect(rows.map((row) => row['QUERY PLAN']).join('\n')).toContain('audit_events_of_run');
});
