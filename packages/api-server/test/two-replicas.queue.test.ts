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

test('requests at two replicas count together (row 93)', async () => {
  const limited = await startTestApp({ REQUESTS_PER_MINUTE: '40' });
  const second = await limited.startReplica();
  try {
    const { cookie } = await limited.signUp();
    const statuses: number[] = [];
    for (let turn = 0; turn < 80; turn += 1) {
      const { url } = turn % 2 === 0 ? limited : second;
      const { status } = await call(`${url}/api/session`, 'GET', { headers: { cookie } });
      statuses.push(status);
    }
    // Each may be over by what it did not tell yet: a twentieth, and what is on its way.
    const answered = statuses.filter((status) => status === 200).length;
    expect(answered).toBeGreaterThan(40 - 4);
    expect(answered).toBeLessThanOrEqual(40 + 2 * 4);
    expect(statuses.slice(-20)).toEqual(Array(20).fill(429));
  } finally {
    await second.close();
    await limited.close();
  }
});
