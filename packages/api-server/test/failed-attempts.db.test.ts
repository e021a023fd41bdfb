import { randomUUID } from 'node:crypto';
import { sealCredentials } from '@rita/contracts/sealing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newTestKeys } from './connector-keys.ts';
import {
  configured,
  SITE,
  startTestApp,
  type TestApp,
  type TestUser,
  TOKEN,
  verified,
} from './start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

async function start() {
  const user = await app.signUp();
  const { id } = await configured(app, user);
  const path = `/api/data-sources/${id}`;
  return { user, id, path, read: async () => (await user.api('GET', path)).body.data };
}

async function verify(user: TestUser, id: string, body: unknown, result: Record<string, unknown>) {
  const started = await user.api('POST', `/api/data-sources/${id}/verify`, body);
  expect(started.status, JSON.stringify(started.body)).toBe(202);
  await app.report({ ...verified(user, id, started.body.run_id), ...result });
}

const REFUSED = { status: 'failed', error: 'Wrong token', error_code: 'invalid_credentials' };

test('a wrong new secret leaves what is known of the one in use, and is told beside it', async () => {
  const { user, id, read } = await start();
  const before = await read();
  expect(before).toMatchObject({ verified_method: 'api_token', failed_attempt: null });
  const other = { settings: SITE, credentials: { personal_access_token: 'canary-wrong-31' } };
  const checks = [{ name: 'signed_in', outcome: 'failed' }];
  await verify(user, id, other, { ...REFUSED, checks });
  const after = await read();
  expect(after).toMatchObject({
    error_code: null,
    verification_checks: before.verification_checks,
    verified_at: before.verified_at,
    verified_method: 'api_token',
    last_verification_error: 'Wrong token',
    failed_attempt: {
      error_code: 'invalid_credentials',
      error: 'Wrong token',
      method: 'personal_access_token',
      checks: [expect.objectContaining(checks[0])],
    },
  });
  expect(JSON.stringify(after)).not.toContain('canary');
});

test('the secret in use, refused when checked again, is lost', async () => {
  const { user, id, read } = await start();
  await verify(user, id, {}, REFUSED);
  expect(await read()).toMatchObject({ error_code: 'invalid_credentials', failed_attempt: null });
});

test('of sealed credentials the way to prove access is known where it is said', async () => {
  const { user, id, path, read } = await start();
  const { sealing } = await newTestKeys();
  const keys = {
    iat: Math.floor(Date.now() / 1000),
    sealing_key: { kid: sealing.thumbprint, jwk: sealing.jwk },
  };
  const sealed = async () => {
    const run_id = randomUUID();
    const ids = { tenant_id: user.organizationId, user_id: user.userId, connection_id: id, run_id };
    const what = { connection_type: 'confluence' as const, settings: SITE, credentials: TOKEN };
    const sealed_credentials = await sealCredentials(keys, { ...ids, ...what }, 0);
    return { settings: SITE, sealed_credentials, run_id };
  };
  await verify(user, id, { ...(await sealed()), method: 'personal_access_token' }, {});
  expect((await read()).verified_method).toBe('personal_access_token');
  await verify(user, id, await sealed(), {});
  expect((await read()).verified_method).toBeNull();
  const unknown = await user.api('POST', `${path}/verify`, {
    ...(await sealed()),
    method: 'magic',
  });
  expect([unknown.status, unknown.body.errors]).toEqual([
    400,
    [{ path: 'method', message: 'is not a way to prove access to this type' }],
  ]);
});
