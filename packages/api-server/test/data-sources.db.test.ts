import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { deliverOutgoingWebhooks } from '../src/features/runs/outgoing-webhooks.ts';
import {
  configured,
  rowOf,
  SITE,
  startTestApp,
  type TestApp,
  type TestUser,
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

describe('seed', () => {
  test('creates four once, however many ask at the same time', async () => {
    await signUp();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => user.api('POST', '/api/data-sources/seed')),
    );
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(answers.reduce((sum, { body }) => sum + body.created, 0)).toBe(4);
    const { body } = await user.api('GET', '/api/data-sources');
    expect(body.data.map((one: { type: string }) => one.type)).toEqual([
      'confluence',
      'servicenow',
      'sharepoint',
      'websearch',
    ]);
    const audit = await user.api('GET', '/api/audit-events?action=data_source.created');
    expect(audit.body.data).toHaveLength(4);
  });

  test('is never taken for an id', async () => {
    await signUp();
    expect((await user.api('GET', '/api/data-sources/seed')).status).toBe(404);
    expect((await user.api('PUT', '/api/data-sources/seed', {})).status).toBe(404);
  });
});

describe('create, change, delete', () => {
  test('a second of a type is 409, also in parallel', async () => {
    await signUp();
    const answers = await Promise.all(
      Array.from({ length: 8 }, () =>
        user.api('POST', '/api/data-sources', { type: 'confluence', settings: { url: SITE.url } }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, ...Array(7).fill(409)]);
    const refused = answers.find(({ status }) => status === 409);
    expect(refused?.body.code).toBe('connection_exists');
  });

  test.each([
    [{ type: 'gopher' }, 'unknown_source_type'],
    [{ type: '__proto__' }, 'unknown_source_type'],
    [{}, 'validation_failed'],
    [{ type: 'confluence', organization_id: 'x' }, 'validation_failed'],
    [{ type: 'confluence', settings: { api_token: 'canary-1' } }, 'unknown_setting'],
    [{ type: 'confluence', settings: { api_token: null } }, 'unknown_setting'],
    [{ type: 'confluence', settings: { url: 'file:///etc/passwd' } }, 'validation_failed'],
    [{ type: 'confluence', name: 'x'.repeat(201) }, 'validation_failed'],
    [{ type: 'confluence', settings: { spaces: [] } }, 'validation_failed'],
  ])('refuses %j', async (body, code) => {
    await signUp();
    const answer = await user.api('POST', '/api/data-sources', body);
    expect(answer.status).toBe(400);
    expect(answer.body.code).toBe(code);
    expect(JSON.stringify(answer.body)).not.toContain('canary-1');
    expect((await user.api('GET', '/api/data-sources')).body.data).toEqual([]);
  });

  test('no column but those meant for it can be set by a request (row 89)', async () => {
    await signUp();
    const { id } = await user.seeded();
    const path = `/api/data-sources/${id}`;
    const { rows } = await app.database.executeSql(
      `select column_name as name from information_schema.columns
       where table_name = 'data_source_connections'`,
    );
    const meant = ['name', 'description', 'settings', 'enabled', 'type'];
    meant.push('search_language', 'sync_schedule');
    const before = await rowOf(app, id);
    for (const name of (rows as { name: string }[]).map((row) => row.name)) {
      for (const value of meant.includes(name) ? [] : ['x', 1, true, null]) {
        const changed = await user.api('PUT', path, { name: 'Taken over', [name]: value });
        expect([name, changed.status]).toEqual([name, 400]);
        const created = await user.api('POST', '/api/data-sources', {
          type: 'confluence',
          settings: { url: SITE.url },
          [name]: value,
        });
        expect([name, created.status]).toEqual([name, 400]);
      }
    }
    expect(await rowOf(app, id)).toEqual(before);
  });

  test('an unknown setting is named by its path', async () => {
    await signUp();
    const { id } = await user.seeded('servicenow');
    const answer = await user.api('PUT', `/api/data-sources/${id}`, {
      settings: { tables: [{ table: 'kb', secret: 'canary-2' }] },
    });
    expect(answer.body.code).toBe('unknown_setting');
    expect(answer.body.errors).toEqual([
      { path: 'settings.tables.0.secret', message: 'is not known here' },
    ]);
  });

  test('keeps settings that a change does not name, and removes those set to null', async () => {
    await signUp();
    const { id } = await user.seeded();
    const path = `/api/data-sources/${id}`;
    await user.api('PUT', path, { settings: { url: SITE.url, spaces: ['ENG'] } });
    await user.api('PUT', path, { settings: { spaces: null, cql: 'type = page' } });
    const { body } = await user.api('GET', path);
    expect(body.data.settings).toEqual({ url: SITE.url, cql: 'type = page' });
    expect(body.data.version).toBe(3);
  });

  test('a stale If-Match is 412 with the stored version, and changes nothing', async () => {
    await signUp();
    const { id } = await user.seeded();
    const path = `/api/data-sources/${id}`;
    await user.api('PUT', path, { name: 'Second' }, { 'if-match': '"1"' });
    const stale = await user.api('PUT', path, { name: 'Third' }, { 'if-match': '"1"' });
    expect(stale.status).toBe(412);
    expect(stale.body).toMatchObject({ code: 'version_conflict', version: 2 });
    expect((await user.api('DELETE', path, undefined, { 'if-match': '1' })).status).toBe(412);
    const credentials = { api_token: 'of-somebody-who-was-late' };
    const late = { settings: { url: 'https://late.example', email: 'a@b.example' }, credentials };
    const verify = (version: string) =>
      user.api('POST', `${path}/verify`, late, { 'if-match': version });
    expect((await verify('"1"')).body).toMatchObject({ code: 'version_conflict', version: 2 });
    expect((await rowOf(app, id)).status).toBe('idle');
    expect((await verify('"2"')).status).toBe(202);
    expect((await user.api('GET', path)).body.data.name).toBe('Second');
  });

  test('may be enabled for a connector that was given the credentials by other means', async () => {
    await signUp();
    const { id } = await user.seeded();
    const answer = await user.api('PUT', `/api/data-sources/${id}`, { enabled: true });
    expect(answer.body.data).toMatchObject({ enabled: true, last_verification_at: null });
    expect((await user.api('POST', `/api/data-sources/${id}/sync`)).status).toBe(202);
  });

  test('deleting tells the connector, cancels the run and leaves late messages stale', async () => {
    await signUp();
    const { id } = await configured(app, user);
    const sync = await user.api('POST', `/api/data-sources/${id}/sync`);
    expect((await user.api('DELETE', `/api/data-sources/${id}`)).status).toBe(200);
    await expect
      .poll(() =>
        app.receiver.received.map((one) => [one.payload.action, one.payload.connection_id]),
      )
      .toEqual(
        expect.arrayContaining([
          ['cancel_sync', id],
          ['delete_connection', id],
        ]),
      );
    const late = await app.report({
      type: 'sync',
      connection_id: id,
      tenant_id: user.organizationId,
      status: 'sync_completed',
      run_id: sync.body.run_id,
      seq: 5,
    });
    expect(late.body.data.outcome).toBe('stale');
    expect((await user.api('GET', `/api/data-sources/${id}`)).status).toBe(404);
    const left = app.database.kysely.selectFrom('outgoing_webhooks').selectAll();
    await expect.poll(() => left.where('connection_id', '=', id).execute()).toEqual([]);
  });

  test.each([400, 404, 405])(
    'a deletion that is answered with %i is told again until it is taken',
    async (status) => {
      await signUp();
      const { id } = await configured(app, user);
      const told = () =>
        app.receiver.of('delete_connection').filter((one) => one.payload.connection_id === id);
      const waiting = () =>
        app.database.kysely
          .selectFrom('outgoing_webhooks')
          .select('attempts')
          .where('connection_id', '=', id)
          .execute();
      app.receiver.script([], status);
      await user.api('DELETE', `/api/data-sources/${id}`);
      await expect.poll(() => told().length).toBe(1);
      await expect.poll(waiting).toEqual([{ attempts: 1 }]);
      app.receiver.script([]);
      await app.database.executeSql('update outgoing_webhooks set next_attempt_at = now()');
      await deliverOutgoingWebhooks(app.deps);
      await expect.poll(waiting).toEqual([]);
      expect(new Set(told().map((one) => one.id)).size).toBe(1);
    },
  );

  test('a deletion that could not be told for a week is in the log', async () => {
    await signUp();
    const { id } = await configured(app, user);
    app.receiver.script([], 503);
    await user.api('DELETE', `/api/data-sources/${id}`);
    await expect
      .poll(() => app.receiver.of('delete_connection').at(-1)?.payload.connection_id)
      .toBe(id);
    await app.database.executeSql(
      `update outgoing_webhooks set created_at = now() - interval '8 days' where connection_id = $1`,
      [id],
    );
    app.receiver.script([]);
    await deliverOutgoingWebhooks(app.deps);
    const line = app
      .logText()
      .split('\n')
      .find((one) => one.includes('deletion_not_told'));
    expect(JSON.parse(line ?? '')).toMatchObject({ connection_id: id });
  });
});
