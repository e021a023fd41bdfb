import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, startTestApp, type TestApp } from './start-test-app.ts';

const NOBODY = { data: null };
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

const visit = (headers: Record<string, string> = {}) =>
  call(`${app.url}/api/visitor`, 'GET', { headers });

test('the pages are told who looks at them, and are not refused where nobody is signed in', async () => {
  const stranger = await visit();
  expect([stranger.status, stranger.body]).toEqual([200, NOBODY]);
  const vera = await app.signUp('Vera');
  const { cookie } = vera;
  const visitor = await visit({ cookie });
  expect(visitor.body.data.user.name).toBe('Vera');
  expect(visitor.body).toEqual((await vera.api('GET', '/api/session')).body);
  await vera.api('POST', '/api/auth/sign-out', {});
  expect((await visit({ cookie })).body).toEqual(NOBODY);
});

test('a program is nobody who looks at the pages', async () => {
  const owner = await app.signUp('Olga');
  const body = { kind: 'personal', name: 'a program', scopes: ['sources:read'] };
  const { key } = (await owner.api('POST', '/api/keys', body)).body.data;
  for (const token of [key, 'rita_made_up']) {
    const answer = await visit({ authorization: `Bearer ${token}` });
    expect([answer.status, answer.body]).toEqual([200, NOBODY]);
  }
});
