import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  configured,
  rowOf,
  SITE,
  startTestApp,
  type TestApp,
  type TestUser,
  TOKEN,
  verified,
  waitForIdle,
} from './start-test-app.ts';

let app: TestApp;
let user: TestUser;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
const signUp = async () => {
  user = await app.signUp();
  return user;
};

describe('runs', () => {
  test('a verification answers at once, and its result brings settings and options', async () => {
    await signUp();
    const { id } = await user.seeded();
    const path = `/api/data-sources/${id}`;
    const started = await user.api('POST', `${path}/verify`, {
      settings: SITE,
      credentials: TOKEN,
    });
    expect(started.status).toBe(202);
    expect(started.body).toEqual({
      status: 'verifying',
      message: 'Verification in progress',
      run_id: started.body.run_id,
    });
    expect((await user.api('GET', path)).body.data.settings).toEqual({});
    const { payload, headers } = await app.receiver.waitForRun(started.body.run_id);
    expect(payload).toMatchObject({
      source: 'rita-chat',
      action: 'verify_credentials',
      tenant_id: user.organizationId,
      user_id: user.userId,
      user_email: user.email,
      connection_type: 'confluence',
      settings: SITE,
      credentials: TOKEN,
    });
    expect(headers.traceparent).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/);
    const message = { ...verified(user, id, started.body.run_id), options: { spaces: 'ENG,HR' } };
    expect((await app.report(message)).body.data.outcome).toBe('applied');
    expect((await app.report(message)).body.data.outcome).toBe('duplicate');
    expect((await user.api('GET', path)).body.data).toMatchObject({
      status: 'idle',
      settings: SITE,
      latest_options: { spaces: 'ENG,HR' },
      last_verification_error: null,
      run_id: null,
    });
  });

  test('settings of a failed verification are dropped', async () => {
    await signUp();
    const { id } = await user.seeded();
    const started = await user.api('POST', `/api/data-sources/${id}/verify`, {
      settings: SITE,
      credentials: TOKEN,
    });
    await app.report({
      ...verified(user, id, started.body.run_id),
      status: 'failed',
      error: 'Wrong token',
      error_code: 'invalid_credentials',
    });
    expect((await user.api('GET', `/api/data-sources/${id}`)).body.data).toMatchObject({
      settings: {},
      last_verification_error: 'Wrong token',
      error_code: 'invalid_credentials',
      latest_options: null,
    });
    expect((await rowOf(app, id)).pending_settings).toBeNull();
  });

  test.each([
    [{ settings: SITE }, 'credentials_required'],
    [{ credentials: TOKEN }, 'validation_failed'],
    [{ settings: { url: SITE.url }, credentials: TOKEN }, 'validation_failed'],
    [{ settings: SITE, credentials: { password: 'canary-3' } }, 'validation_failed'],
    [{ settings: SITE, credentials: {} }, 'validation_failed'],
    [{ settings: SITE, credentials: TOKEN, sealed_credentials: 'a.b.c.d.e' }, 'validation_failed'],
    [{ settings: { ...SITE, api_token: 'canary-3' }, credentials: TOKEN }, 'unknown_setting'],
  ])('a verification of %j is refused and starts nothing', async (body, code) => {
    await signUp();
    const { id } = await user.seeded();
    const answer = await user.api('POST', `/api/data-sources/${id}/verify`, body);
    expect([answer.status, answer.body.code]).toEqual([400, code]);
    expect(JSON.stringify(answer.body)).not.toContain('canary');
    expect(await rowOf(app, id)).toMatchObject({ status: 'idle', version: 1 });
  });

  test('fifty syncs at once start one run', async () => {
    await signUp();
    const { id } = await configured(app, user);
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => user.api('POST', `/api/data-sources/${id}/sync`)),
    );
    const started = answers.filter(({ status }) => status === 202);
    expect(started).toHaveLength(1);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(49);
    const runId = started[0]?.body.run_id;
    expect(
      refused.every(({ body }) => body.code === 'run_in_progress' && body.run_id === runId),
    ).toBe(true);
    await app.receiver.waitForRun(runId);
    const received = app.receiver
      .of('trigger_sync')
      .filter((one) => one.payload.connection_id === id);
    expect(received).toHaveLength(1);
    expect(received[0]?.payload).not.toHaveProperty('credentials');
  });

  test('a sync before configuration is 400', async () => {
    await signUp();
    const { id } = await user.seeded();
    const answer = await user.api('POST', `/api/data-sources/${id}/sync`);
    expect([answer.status, answer.body.code]).toEqual([400, 'not_configured']);
  });

  test('progress never runs backwards, and the result stands', async () => {
    await signUp();
    const { id } = await configured(app, user);
    const { body } = await user.api('POST', `/api/data-sources/${id}/sync`);
    const say = (seq: number, status: string, more = {}) =>
      app.report({
        type: 'sync',
        connection_id: id,
        tenant_id: user.organizationId,
        run_id: body.run_id,
        seq,
        status,
        ...more,
      });
    await say(1, 'sync_started', { heartbeat_seconds: 15 });
    await say(2, 'sync_progress', { documents_processed: 40, documents_total: 100 });
    await say(3, 'sync_progress', { documents_processed: 10 });
    expect(await rowOf(app, id)).toMatchObject({ documents_processed: 40, run_seq: 3 });
    await say(4, 'sync_completed', { documents_processed: 100, documents_added: 100 });
    expect((await say(3, 'sync_progress')).body.data.outcome).toBe('duplicate');
    expect(await rowOf(app, id)).toMatchObject({
      status: 'idle',
      last_sync_status: 'completed',
      documents_processed: 100,
      last_sync_error: null,
    });
  });

  test('cancel ends the run at once and tells the connector; the late result is stale', async () => {
    await signUp();
    const { id } = await configured(app, user);
    const { body } = await user.api('POST', `/api/data-sources/${id}/sync`);
    const cancelled = await user.api('POST', `/api/data-sources/${id}/cancel`);
    expect(cancelled.body).toEqual({ status: 'idle', message: 'Cancelled', run_id: body.run_id });
    expect((await user.api('POST', `/api/data-sources/${id}/cancel`)).body.code).toBe(
      'no_run_in_progress',
    );
    await expect
      .poll(() => app.receiver.of('cancel_sync').map((one) => one.payload.connection_id))
      .toContain(id);
    const late = await app.report({
      type: 'sync',
      connection_id: id,
      tenant_id: user.organizationId,
      run_id: body.run_id,
      seq: 9,
      status: 'sync_completed',
    });
    expect(late.body.data.outcome).toBe('stale');
    expect(await rowOf(app, id)).toMatchObject({
      last_sync_status: 'cancelled',
      last_sync_at: null,
    });
  });

  test('a webhook that is refused ends the run visibly, without a second attempt', async () => {
    await signUp();
    const { id } = await user.seeded();
    app.receiver.script([401]);
    await user.api('POST', `/api/data-sources/${id}/verify`, {
      settings: SITE,
      credentials: TOKEN,
    });
    const row = await waitForIdle(app, id);
    expect(row).toMatchObject({ error_code: 'connector_rejected', last_run_ended_by: 'deadline' });
    expect(app.receiver.received.filter((one) => one.payload.connection_id === id)).toHaveLength(1);
  });

  test('the secret is nowhere but in the webhook', async () => {
    await signUp();
    await configured(app, user);
    const tables = ['data_source_connections', 'audit_events', 'outgoing_webhooks'];
    const dumps = await Promise.all(
      tables.map((name) => app.database.executeSql(`select t::text as line from ${name} t`)),
    );
    expect(JSON.stringify(dumps)).not.toContain(TOKEN.api_token);
    expect(app.logText()).not.toContain(TOKEN.api_token);
    expect(app.logText().length).toBeGreaterThan(100);
  });
});

test('status messages of another tenant change nothing and answer like unknown ones', async () => {
  const owner = await signUp();
  const { id } = await configured(app, owner);
  const other = await app.signUp();
  const before = await rowOf(app, id);
  const message = { ...verified(other, id, crypto.randomUUID()), options: { spaces: 'X' } };
  expect((await app.report(message)).body.data.outcome).toBe('unknown');
  const unknown = { ...message, connection_id: crypto.randomUUID() };
  expect((await app.report(unknown)).body.data.outcome).toBe('unknown');
  expect(await rowOf(app, id)).toEqual(before);
  expect(app.logText()).toContain('foreign_tenant');
});
