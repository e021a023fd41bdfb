import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openAccess, SUMMARY, startDueChecks, syncCompleted } from './access-steps.ts';
import { openLiveReader } from './live-reader.ts';
import { startTestApp, type TestApp } from './start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
  app.receiver.pages.set('/documents/search', { data: [], next_cursor: null, total: 0 });
});
afterAll(() => app.close());

describe('who may find the documents of a connection', () => {
  test('is as at the source, and everybody by an owner’s word alone, with its number in the log', async () => {
    const access = await openAccess(app);
    const admin = await app.signUp();
    const member = await app.signUp();
    await access.user.addMember(admin, 'admin');
    await access.user.addMember(member, 'member');
    expect((await access.seen()).mode).toBe('source');
    const { run_id: runId } = (await access.check()).body;
    await access.say(runId, 'access_completed', { summary: SUMMARY });

    const byMember = await access.change({ mode: 'everyone' }, member);
    expect([byMember.status, byMember.body.code]).toEqual([403, 'forbidden']);
    const byAdmin = await access.change({ mode: 'everyone' }, admin);
    expect([byAdmin.status, byAdmin.body.code]).toEqual([403, 'owner_required']);
    expect((await access.seen()).mode).toBe('source');

    const opened = await access.change({ mode: 'everyone' });
    expect(opened.body.data.access).toMatchObject({ mode: 'everyone', summary: SUMMARY });
    // Once more changes nothing, and says nothing.
    await access.change({ mode: 'everyone' });
    await access.change({ mode: 'source' });
    expect(await access.entries('access.mode')).toMatchObject([
      { actor_type: 'user', details: { mode: 'everyone', restricted_documents: 9 } },
      { details: { mode: 'source', restricted_documents: 9 } },
    ]);
  });

  test('whose documents were never counted is opened without a number', async () => {
    const access = await openAccess(app);
    await access.change({ mode: 'everyone' });
    const [entry] = await access.entries('access.mode');
    expect(entry?.details).toEqual({ mode: 'everyone' });
  });

  test('is told to the connector with each question, from the next one on', async () => {
    const access = await openAccess(app);
    const asked = async () => {
      await access.user.api('GET', '/api/documents');
      return app.receiver.asked.at(-1)?.body as { open_connections: string[] };
    };
    expect(await asked()).toMatchObject({ open_connections: [] });
    await access.change({ mode: 'everyone' });
    expect(await asked()).toMatchObject({ open_connections: [access.id] });
    await access.change({ mode: 'source' });
    expect(await asked()).toMatchObject({ open_connections: [] });
  });

  test('of another organization is nobody’s to choose', async () => {
    const access = await openAccess(app);
    const stranger = await app.signUp();
    const answer = await access.change({ mode: 'everyone' }, stranger);
    expect([answer.status, answer.body.code]).toEqual([404, 'not_found']);
    expect((await access.seen()).mode).toBe('source');
  });
});

describe('how often permissions are read', () => {
  test.each([4, 1441, 7.5, '30'])('is not %j', async (every_minutes) => {
    const access = await openAccess(app);
    const { body } = await access.change({ every_minutes });
    expect(body.code).toBe('validation_failed');
  });

  test('counts from now where that is sooner, and is an admin’s to choose', async () => {
    const access = await openAccess(app);
    const admin = await app.signUp();
    await access.user.addMember(admin, 'admin');
    const { run_id: runId } = (await access.check()).body;
    await access.say(runId, 'access_completed', { summary: SUMMARY });
    const minutesLeft = async () =>
      Math.round((Number((await access.row()).next_check_at) - Date.now()) / 60_000);
    expect(await minutesLeft()).toBe(30);
    await access.change({ every_minutes: 5 }, admin);
    expect(await minutesLeft()).toBe(5);
    // Later does not put off what was planned.
    await access.change({ every_minutes: 1440 }, admin);
    expect(await minutesLeft()).toBe(5);
    expect(await access.entries('data_source.updated')).toMatchObject([
      {},
      { details: { fields: ['every_minutes'] } },
      { details: { fields: ['every_minutes'] } },
    ]);
  });
});

describe('a schedule', () => {
  test('starts what is due, in nobody’s name, and only what is enabled', async () => {
    const access = await openAccess(app);
    const off = await openAccess(app);
    await off.user.api('PUT', off.path, { enabled: false });
    await access.age('next_check_at');
    await off.age('next_check_at');
    await startDueChecks(app, access);
    expect(await off.seen()).toMatchObject({ status: 'idle' });
    const { run_id: runId } = await access.seen();
    const { payload } = await app.receiver.waitForRun(runId);
    expect(payload).toMatchObject({ action: 'check_access', user_id: 'system', user_email: '' });
    // Every half hour an entry would say nothing.
    expect(await access.entries()).toEqual([]);
  });

  test('of two replicas starts each once', async () => {
    const several = await Promise.all([openAccess(app), openAccess(app), openAccess(app)]);
    await Promise.all(several.map((one) => one.age('next_check_at')));
    await Promise.all([startDueChecks(app, ...several), startDueChecks(app, ...several)]);
    for (const one of several) {
      await app.receiver.waitForRun((await one.seen()).run_id);
      const received = app.receiver
        .of('check_access')
        .filter(({ payload }) => payload.connection_id === one.id);
      expect(received).toHaveLength(1);
    }
  });
});

describe('the first reading comes by itself', () => {
  /** It is, or it was, and has been begun meanwhile. */
  const isDue = async (access: Awaited<ReturnType<typeof openAccess>>, before: string | null) => {
    const { next_check_at: at, run_id: runId } = await access.row();
    const hasBegun = runId !== null && runId !== before;
    return hasBegun || (at !== null && at.getTime() <= Date.now() + 1_000);
  };

  test('when a connection is enabled', async () => {
    const access = await openAccess(app);
    await access.user.api('PUT', access.path, { enabled: false });
    expect(await isDue(access, null)).toBe(false);
    await access.user.api('PUT', access.path, { enabled: true });
    expect(await isDue(access, null)).toBe(true);
  });

  test('after the first sync, although one before it has seen no documents, and not after each', async () => {
    const access = await openAccess(app);
    const { run_id: runId } = (await access.check()).body;
    await access.say(runId, 'access_completed', { summary: SUMMARY });
    expect(await isDue(access, null)).toBe(false);
    await app.report(syncCompleted(access));
    expect(await isDue(access, null)).toBe(true);
    const { run_id: second } = (await access.check()).body;
    await access.say(second, 'access_completed', { summary: SUMMARY });
    await app.report(syncCompleted(access));
    expect(await isDue(access, null)).toBe(false);
  });

  test('when settings are others: they may say who finds what', async () => {
    const access = await openAccess(app);
    const { run_id: runId } = (await access.check()).body;
    await access.say(runId, 'access_completed', { summary: SUMMARY });
    await access.user.api('PUT', access.path, { name: 'Another name' });
    expect(await isDue(access, null)).toBe(false);
    await access.user.api('PUT', access.path, { settings: { spaces: ['ENG'] } });
    expect(await isDue(access, null)).toBe(true);
  });

  test('when another address has been proven', async () => {
    const access = await openAccess(app);
    const { run_id: runId } = (await access.check()).body;
    await access.say(runId, 'access_completed', { summary: SUMMARY });
    const settings = { url: 'https://other.example' };
    const credentials = { personal_access_token: 'token' };
    const verifying = { settings, credentials };
    const started = await access.user.api('POST', `${access.path}/verify`, verifying);
    expect(await isDue(access, null)).toBe(false);
    await app.report({
      type: 'verification',
      connection_id: access.id,
      tenant_id: access.user.organizationId,
      run_id: started.body.run_id,
      status: 'success',
    });
    expect((await access.user.api('GET', access.path)).body.data.settings).toMatchObject(settings);
    expect(await isDue(access, null)).toBe(true);
  });

  test('once more, when the first sync ends while one is under way', async () => {
    const access = await openAccess(app);
    const { run_id: runId } = (await access.check()).body;
    await app.report(syncCompleted(access));
    expect(await access.seen()).toMatchObject({ status: 'checking', run_id: runId });
    await access.say(runId, 'access_completed', { summary: SUMMARY });
    expect(await isDue(access, runId)).toBe(true);
  });
});

test('browsers hear of a reading and of the choice as of everything else', async () => {
  const access = await openAccess(app);
  const reader = await openLiveReader(app.url, { cookie: access.user.cookie });
  try {
    const snapshot = await reader.next('snapshot');
    const rows = snapshot.data.data_sources as { id: string; access: { mode: string } }[];
    expect(rows.find(({ id }) => id === access.id)?.access.mode).toBe('source');
    const heard = (what: object) =>
      reader.next('data_source_update', (data) =>
        Object.entries(what).every(([name, value]) => data.access[name] === value),
      );
    const { run_id: runId } = (await access.check()).body;
    const started = await heard({ status: 'checking', run_id: runId });
    await access.say(runId, 'access_progress', { documents_processed: 4 });
    const moved = await heard({ documents_processed: 4 });
    await access.say(runId, 'access_completed', { summary: SUMMARY });
    const ended = await heard({ last_result: 'completed' });
    await access.change({ mode: 'everyone' });
    const opened = await heard({ mode: 'everyone' });
    const versions = [started, moved, ended, opened].map(({ data }) => data.version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
    expect(new Set(versions).size).toBe(4);
  } finally {
    reader.stop();
  }
});
