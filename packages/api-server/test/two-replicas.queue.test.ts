import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, startTestApp, type TestApp } from './start-test-app.ts';

let app: TestApp;
let other: Awaited<ReturnType<TestApp['startReplica']>>;
beforeAll(async () => {
  app = await startTestApp({ SIGN_IN_PER_ACCOUNT: '5' });
  other = await app.startReplica();
});
afterAll(async () => {
  await other.close();
  await app.close();
});

test('attempts to sign in at two replicas count together (row 93)', async () => {
  const { email } = await app.signUp();
  const attempt = (turn: number) => {
    const url = turn % 2 === 0 ? app.url : other.url;
    return call(`${url}/api/auth/sign-in/email`, 'POST', {
      body: { email, password: 'not the password' },
      headers: { origin: url },
    });
  };
  const answers = await Promise.all(Array.from({ length: 20 }, (_, turn) => attempt(turn)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(5);
  expect(statuses.filter((status) => status === 429)).toHaveLength(15);
});
