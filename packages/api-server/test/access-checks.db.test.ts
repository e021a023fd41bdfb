import type { CheckAccessWebhookPayload } from '@rita/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliverAccessCheck } from '../src/features/runs/deliver-access-check.ts';
import { lookAtAccessChecks } from '../src/features/runs/look-at-access-checks.ts';
import type { SendWebhook } from '../src/features/runs/send-webhook.ts';
import { ACCESS_CONNECTOR, openAccess, SUMMARY, someRun } from './access-steps.ts';
import { startTestApp, type TestApp } from './start-test-app.ts';
import { sweepUntil } from './sweep-until.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('a reading of permissions', () => {
  test('from asking for it to its result, as everybody sees it', async () => {
    const access = await openAccess(app);
    const { user } = access;
    await user.proveAddress();
    const started = await access.check();
    expect([started.status, started.body]).toEqual([
      202,
      { status: 'checking', message: 'Reading permissions', run_id: started.body.run_id },
    ]);
    const runId = started.body.run_id;
    const { payload } = await app.receiver.waitForRun(runId);
    expect(payload).toMatchObject({
      action: 'check_access',
      tenant_id: user.organizationId,
      connection_id: access.id,
      user_id: user.userId,
      people: [{ person_id: await user.memberId(), address: user.email }],
    });
    expect(payload).not.toHaveProperty('credentials');
    expect(await access.seen()).toMatchObject({ status: 'checking', run_id: runId });

    const moved = { documents_processed: 7, documents_total: 9, phase: 'People' };
    await access.say(runId, 'access_started', { heartbeat_seconds: 15 });
    await access.say(runId, 'access_progress', moved);
    expect(await access.seen()).toMatchObject({
      documents_processed: 7,
      documents_total: 9,
      run_phase: 'People',
      run_heartbeat_seconds: 15,
    });
    const ended = { summary: SUMMARY, documents_updated: 3 };
    expect(await access.say(runId, 'access_completed', ended)).toBe('applied');
    const seen = await access.seen();
    expect(seen).toMatchObject({
      status: 'idle',
      run_id: null,
      run_phase: null,
      last_result: 'completed',
      error_code: null,
      summary: SUMMARY,
      failures: 0,
    });
    const row = await access.row();
    expect(seen.last_checked_at).not.toBeNull();
    // Half an hour after its end.
    const pause = Number(row.next_check_at) - Number(row.last_ended_at);
    expect(Math.round(pause / 60_000)).toBe(30);
    expect(await access.entries()).toMatchObject([
      { action: 'access.started', actor_type: 'user', details: { run_id: runId } },
      {
        action: 'access.completed',
        actor_type: 'connector',
        details: { run_id: runId, documents_changed: 3 },
      },
    ]);
  });

  test('goes on beside a sync, which it neither ends nor waits for', async () => {
    const access = await openAccess(app);
    const sync = await access.user.api('POST', `${access.path}/sync`);
    const check = await access.check();
    expect([sync.status, check.status]).toEqual([202, 202]);
    await access.say(check.body.run_id, 'access_completed', { summary: SUMMARY });
    const { body } = await access.user.api('GET', access.path);
    expect(body.data).toMatchObject({ status: 'syncing', run_id: sync.body.run_id });
    expect(body.data.access).toMatchObject({ status: 'idle', last_result: 'completed' });
  });

  test('is one at a time, however many ask', async () => {
    const access = await openAccess(app);
    const answers = await Promise.all(Array.from({ length: 10 }, () => access.check()));
    const started = answers.filter(({ status }) => status === 202);
    expect(started).toHaveLength(1);
    const refused = answers.filter(({ body }) => body.code === 'run_in_progress');
    expect(refused).toHaveLength(9);
    expect(refused.every(({ body }) => body.run_id === started[0]?.body.run_id)).toBe(true);
    await app.receiver.waitForRun(started[0]?.body.run_id);
    const received = app.receiver.of('check_access');
    expect(received.filter(({ payload }) => payload.connection_id === access.id)).toHaveLength(1);
  });

  test('is not for a connection that is not configured', async () => {
    app.receiver.pages.set('/connector', ACCESS_CONNECTOR);
    const user = await app.signUp();
    const { id } = await user.seeded();
    const { body } = await user.api('POST', `/api/data-sources/${id}/check-access`);
    expect(body.code).toBe('not_configured');
  });

  test('fails when its webhook is refused, and is tried again later and later', async () => {
    const access = await openAccess(app);
    app.receiver.script([400]);
    const { body } = await access.check();
    await app.receiver.waitForRun(body.run_id);
    await expect
      .poll(access.seen)
      .toMatchObject({ status: 'idle', last_result: 'failed', error_code: 'connector_rejected' });
    const first = await access.row();
    expect(Math.round((Number(first.next_check_at) - Number(first.last_ended_at)) / 60_000)).toBe(
      60,
    );
    const again = await access.check();
    await access.say(again.body.run_id, 'access_failed', { error_code: 'rate_limited' });
    const second = await access.row();
    expect(second).toMatchObject({ failures: 2, error_code: 'rate_limited' });
    const pause = Number(second.next_check_at) - Number(second.last_ended_at);
    expect(Math.round(pause / 60_000)).toBe(120);
    expect((await access.entries()).map(({ action }) => action)).toEqual([
      'access.started',
      'access.failed',
      'access.started',
      'access.failed',
    ]);
  });

  test('ends by its deadline; its real result still counts, once', async () => {
    const access = await openAccess(app);
    const { run_id: runId } = (await access.check()).body;
    await access.say(runId, 'access_started', { heartbeat_seconds: 15 });
    await lookAtAccessChecks(app.deps);
    expect(await access.seen()).toMatchObject({ status: 'checking' });
    await access.age('run_deadline_at');
    await sweepUntil(
      () => lookAtAccessChecks(app.deps),
      async () => (await access.row()).status === 'idle',
    );
    expect(await access.seen()).toMatchObject({
      status: 'idle',
      last_result: 'failed',
      error_code: 'timed_out',
      last_checked_at: null,
    });
    expect(await access.say(runId, 'access_progress')).toBe('stale');
    expect(await access.say(runId, 'access_completed', { summary: SUMMARY })).toBe('applied');
    expect(await access.say(runId, 'access_completed', { summary: SUMMARY })).toBe('stale');
    expect(await access.seen()).toMatchObject({ last_result: 'completed', error_code: null });
  });

  test('is cancelled at once; the connector is told, and what it says later is stale', async () => {
    const access = await openAccess(app);
    const { run_id: runId } = (await access.check()).body;
    await app.receiver.waitForRun(runId);
    const cancelled = await access.user.api('POST', `${access.path}/cancel-access-check`);
    expect([cancelled.status, cancelled.body.run_id]).toEqual([202, runId]);
    expect(await access.seen()).toMatchObject({ status: 'idle', last_result: 'cancelled' });
    const told = () => app.receiver.of('cancel_sync').map(({ payload }) => payload);
    await expect.poll(told).toContainEqual(expect.objectContaining({ run_id: runId }));
    expect(await access.say(runId, 'access_completed', { summary: SUMMARY })).toBe('stale');
    const again = await access.user.api('POST', `${access.path}/cancel-access-check`);
    expect(again.body.code).toBe('no_run_in_progress');
  });

  test('is not sent again once it was cancelled', async () => {
    const access = await openAccess(app);
    const { run_id: runId } = (await access.check()).body;
    const { payload } = await app.receiver.waitForRun(runId);
    const wanted: unknown[] = [];
    const sendWebhook: SendWebhook = async (_payload, { isStillWanted }) => {
      wanted.push(await isStillWanted?.());
      return { outcome: 'unreachable' };
    };
    const sendAgain = () =>
      deliverAccessCheck({ ...app.deps, sendWebhook }, payload as CheckAccessWebhookPayload);
    await access.say(runId, 'access_started');
    await sendAgain();
    await access.user.api('POST', `${access.path}/cancel-access-check`);
    await sendAgain();
    expect(wanted).toEqual([true, false]);
  });

  test('ends with its connection, and the connector is told to forget both', async () => {
    const access = await openAccess(app);
    const { run_id: runId } = (await access.check()).body;
    await app.receiver.waitForRun(runId);
    expect((await access.user.api('DELETE', access.path)).status).toBe(200);
    const left = await app.database.kysely
      .selectFrom('connection_access')
      .select('connection_id')
      .where('connection_id', '=', access.id)
      .execute();
    expect(left).toEqual([]);
    expect((await access.entries()).map(({ action }) => action)).toEqual([
      'access.started',
      'access.cancelled',
    ]);
    const told = (action: 'cancel_sync' | 'delete_connection') =>
      app.receiver.of(action).some(({ payload }) => payload.connection_id === access.id);
    await expect.poll(() => told('delete_connection')).toBe(true);
    expect(await access.say(runId, 'access_completed', { summary: SUMMARY })).toBe('stale');
  });
});

describe('what the connector says', () => {
  test('counts once, in its order, of its own run and tenant', async () => {
    const access = await openAccess(app);
    const stranger = await openAccess(app);
    const { run_id: runId } = (await access.check()).body;
    const ids = { type: 'access', connection_id: access.id, run_id: runId };
    const foreign = { ...ids, tenant_id: stranger.user.organizationId, seq: 1 };
    const answered = await app.report({ ...foreign, status: 'access_completed' });
    // The answer tells nobody which ids exist elsewhere.
    expect(answered.body.data.outcome).toBe('unknown');
    expect(app.logText()).toContain('foreign_tenant');
    const say = async (seq: number, status: string) => {
      const message = { ...ids, tenant_id: access.user.organizationId, seq, status };
      return (await app.report(message)).body.data.outcome;
    };
    expect(await say(2, 'access_progress')).toBe('applied');
    expect(await say(1, 'access_started')).toBe('duplicate');
    expect(await say(2, 'access_progress')).toBe('duplicate');
    expect(await access.say(someRun(), 'access_completed')).toBe('stale');
    expect(await access.say(null, 'access_completed')).toBe('stale');
    expect(await access.seen()).toMatchObject({ status: 'checking', last_result: null });
    expect(await stranger.seen()).toMatchObject({ status: 'idle', last_result: null });
  });
});
