import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SessionTestApp, startSessionTestApp } from './session-test-app.ts';

const WRONG = 'not the password';
let app: SessionTestApp;
let proxied: SessionTestApp;
beforeAll(async () => {
  const limits = { signInPerAccount: 3, signInPerAddress: 8, signUpPerAddress: 4 };
  app = await startSessionTestApp({ limits });
  proxied = await startSessionTestApp({ limits, trustProxy: true });
  await app.client().signUp('Ada');
});
afterAll(async () => {
  await app.close();
  await proxied.close();
});

describe('attempts to sign in', () => {
  test('are limited by account, whatever the spelling, and not past a forged address', async () => {
    const statuses: number[] = [];
    for (const [index, name] of ['Ada', 'ADA', 'ada', 'aDA'].entries()) {
      const forged = {
        'x-forwarded-for': `203.0.113.${index}`,
        'x-rita-client-ip': `10.0.0.${index}`,
      };
      statuses.push((await app.client(forged).signIn(name, WRONG)).status);
    }
    expect(statuses).toEqual([401, 401, 401, 429]);
    const refused = await app.client().signIn('Ada');
    expect(refused.body).toMatchObject({ code: 'too_many_requests', status: 429 });
    const seconds = Number(refused.headers.get('retry-after'));
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  test('are limited by the true address', async () => {
    const statuses: number[] = [];
    for (let index = 0; index < 9; index += 1) {
      const client = app.client({ 'x-forwarded-for': `198.51.100.${index}` });
      statuses.push((await client.signIn(`somebody${index}`, WRONG)).status);
    }
    expect(statuses.at(-1)).toBe(429);
    expect(statuses).toContain(401);
  });

  test('behind a trusted proxy count by the address that it reports', async () => {
    const from = (ip: string) => proxied.client({ 'x-forwarded-for': ip });
    for (let index = 0; index < 8; index += 1) {
      expect((await from('203.0.113.7').signIn(`a${index}`, WRONG)).status).toBe(401);
    }
    expect((await from('203.0.113.7').signIn('b', WRONG)).status).toBe(429);
    expect((await from('203.0.113.8').signIn('b', WRONG)).status).toBe(401);
  });

  test('count from one window to the next no more, and a success clears the account', async () => {
    await proxied.client({ 'x-forwarded-for': '192.0.2.1' }).signUp('Bea');
    const from = (index: number) => proxied.client({ 'x-forwarded-for': `192.0.2.${index}` });
    expect((await from(2).signIn('Bea', WRONG)).status).toBe(401);
    expect((await from(3).signIn('Bea', WRONG)).status).toBe(401);
    expect((await from(4).signIn('Bea')).status).toBe(200);
    for (const index of [5, 6, 7])
      expect((await from(index).signIn('Bea', WRONG)).status).toBe(401);
    expect((await from(8).signIn('Bea')).status).toBe(429);
    await proxied.database.executeSql(
      "update rate_limits set window_ends_at = now() - interval '1 second'",
    );
    expect((await from(9).signIn('Bea')).status).toBe(200);
  });
});

test('sign-ups are limited by address', async () => {
  const statuses: number[] = [];
  for (const name of ['B', 'C', 'D', 'E']) statuses.push((await app.client().signUp(name)).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
});
