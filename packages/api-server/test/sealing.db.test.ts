import { randomUUID } from 'node:crypto';
import { sealCredentials } from '@rita/contracts/sealing';
import { afterEach, describe, expect, test } from 'vitest';
import { newTestKeys, pageWith, type TestKeys } from './connector-keys.ts';
import {
  configured,
  rowOf,
  SITE,
  startTestApp,
  type TestApp,
  type TestUser,
  TOKEN,
} from './start-test-app.ts';

let app: TestApp;
afterEach(() => app.close());

async function start(variables: Record<string, string> = {}) {
  app = await startTestApp(variables);
  const user = await app.signUp();
  const { id } = await user.seeded();
  return { user, id };
}

const plain = { settings: SITE, credentials: TOKEN };

function verify(user: TestUser, id: string, body: unknown) {
  return user.api('POST', `/api/data-sources/${id}/verify`, body);
}

async function sealingOf(user: TestUser) {
  return (await user.api('GET', '/api/connector')).body.sealing;
}

async function sealedBody(user: TestUser, id: string, { sealing }: TestKeys) {
  const run_id = randomUUID();
  const keys = {
    iat: Math.floor(Date.now() / 1000),
    sealing_key: { kid: sealing.thumbprint, jwk: sealing.jwk },
  };
  const ids = { tenant_id: user.organizationId, user_id: user.userId, connection_id: id, run_id };
  const what = { connection_type: 'confluence' as const, settings: SITE, credentials: TOKEN };
  const sealed_credentials = await sealCredentials(keys, { ...ids, ...what }, 0);
  return { settings: SITE, sealed_credentials, run_id };
}

async function auditOf(action: string) {
  return app.database.kysely
    .selectFrom('audit_events')
    .select(['organization_id', 'details'])
    .where('action', '=', action as 'verification.started')
    .execute();
}

describe('by default', () => {
  test('plain credentials are refused with a code of their own, whatever the connector says', async () => {
    const { user, id } = await start({ SEALED_CREDENTIALS: '' });
    for (const page of [undefined, await pageWith(await newTestKeys())]) {
      if (page) app.receiver.pages.set('/connector', page);
      const answer = await verify(user, id, plain);
      expect([answer.status, answer.body.code]).toEqual([400, 'sealing_required']);
      expect(JSON.stringify(answer.body)).not.toContain(TOKEN.api_token);
      expect((await sealingOf(user)).required).toBe(true);
    }
    expect(await rowOf(app, id)).toMatchObject({ status: 'idle', version: 1 });
    expect(app.receiver.received).toEqual([]);
  });

  test('sealed ones go on as they are, once for each run, and the log says how they went', async () => {
    const { user, id } = await start({ SEALED_CREDENTIALS: '' });
    const keys = await newTestKeys();
    const body = await sealedBody(user, id, keys);
    expect((await verify(user, id, body)).status).toBe(202);
    const { payload } = await app.receiver.waitForRun(body.run_id);
    expect(payload).toMatchObject({ sealed_credentials: body.sealed_credentials });
    expect(payload).not.toHaveProperty('credentials');
    const [entry] = await auditOf('verification.started');
    expect(entry?.details).toEqual({ run_id: body.run_id, credentials: 'sealed' });

    await user.api('POST', `/api/data-sources/${id}/cancel`);
    const other = await sealedBody(user, id, keys);
    await verify(user, id, other);
    await user.api('POST', `/api/data-sources/${id}/cancel`);
    for (const used of [body, other]) {
      const again = await verify(user, id, used);
      expect([again.status, again.body.errors]).toEqual([
        400,
        [{ path: 'run_id', message: 'was used before' }],
      ]);
    }
    expect(await rowOf(app, id)).toMatchObject({ status: 'idle' });
  });

  test('the id of a sync, and one that the connector would write otherwise, are refused too', async () => {
    const { user } = await start();
    const { id } = await configured(app, user);
    const { body } = await user.api('POST', `/api/data-sources/${id}/sync`);
    await user.api('POST', `/api/data-sources/${id}/cancel`);
    for (const run_id of [body.run_id, randomUUID().toUpperCase()]) {
      const answer = await verify(user, id, { run_id });
      expect([answer.status, answer.body.errors[0].path]).toEqual([400, 'run_id']);
    }
  });

  test.each([
    ['of the form before', { alg: 'ECDH-ES', enc: 'A256GCM', kid: 'k' }],
    ['without an end', { alg: 'ECDH-ES', enc: 'A256GCM', kid: 'k', typ: 'rita-credentials-2+jwe' }],
    ['of no form', 'x'],
  ])('a seal %s is refused at once', async (_, header) => {
    const { user, id } = await start({ SEALED_CREDENTIALS: '' });
    const start_of = Buffer.from(JSON.stringify(header)).toString('base64url');
    const sealed = { sealed_credentials: `${start_of}.a.b.c.d`, run_id: randomUUID() };
    const answer = await verify(user, id, { settings: SITE, ...sealed });
    expect([answer.status, answer.body.code]).toEqual([400, 'sealed_credentials_outdated']);
  });
});

describe('SEALED_CREDENTIALS=optional', () => {
  test('is for a connector without keys: said to the page, and audited at the start and each time', async () => {
    const { user, id } = await start();
    expect(await sealingOf(user)).toMatchObject({ required: false, reachable: true, roots: [] });
    expect((await verify(user, id, plain)).status).toBe(202);
    const [entry] = await auditOf('verification.started');
    expect(entry).toMatchObject({
      organization_id: user.organizationId,
      details: { credentials: 'plain' },
    });
    expect(await auditOf('credentials.plain_allowed')).toMatchObject([{ organization_id: 'none' }]);
    expect(app.logText()).toContain('plain_credentials_allowed');
  });

  test('is nothing for a connector that shows a key', async () => {
    const { user, id } = await start();
    app.receiver.pages.set('/connector', await pageWith(await newTestKeys()));
    expect(await sealingOf(user)).toMatchObject({ required: true });
    expect((await verify(user, id, plain)).body.code).toBe('sealing_required');
  });

  test('a connector that does not answer may have keys', async () => {
    const { user, id } = await start({ CONNECTOR_WEBHOOK_URL: 'http://127.0.0.1:9/webhook' });
    const answer = await verify(user, id, plain);
    expect([answer.status, answer.body.code]).toEqual([503, 'connector_key_unavailable']);
    expect(await sealingOf(user)).toMatchObject({ required: true, reachable: false });
  });
});
