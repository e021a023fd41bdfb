import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLimitsTestApp } from './limits-test-app.ts';

let app: Awaited<ReturnType<typeof startLimitsTestApp>>;
beforeAll(async () => {
  app = await startLimitsTestApp();
});
afterAll(() => app.close());

describe('a known device', () => {
  test('is slowed down too, by itself', async () => {
    const home = app.somewhere();
    const other = app.somewhere();
    await home.signUp('Gina');
    await other.signIn('Gina');
    const statuses: number[] = [];
    for (let index = 0; index < 4; index += 1)
      statuses.push((await home.signIn('Gina', 'not the password')).status);
    expect(statuses).toEqual([401, 401, 401, 429]);
    expect((await other.signIn('Gina')).status).toBe(200);
    expect((await app.somewhere().signIn('Gina')).status).toBe(200);
  });

  test('is known by a cookie of ours for this account only', async () => {
    const home = app.somewhere();
    await home.signUp('Hedi');
    const [name, value] = [...home.cookies].find(([key]) => key.startsWith('rita.device')) as [
      string,
      string,
    ];
    await home.signOut();
    await app.somewhere().signUp('Ines');
    await app.wrongTries('Hedi', 4);
    const [id = '', proof = ''] = value.split('~');
    const forged = ['', '~', `${id}~`, `~${proof}`, `other~${proof}`, `${id}~${proof.slice(1)}x`];
    for (const cookie of forged) {
      const thief = app.somewhere();
      thief.cookies.set(name, cookie);
      expect((await thief.signIn('Hedi')).status, cookie).toBe(429);
    }
    const same = app.somewhere();
    same.cookies.set(name, value);
    expect((await same.signIn('Hedi')).status).toBe(200);
    expect((await same.get('/api/session')).body.data.user.name).toBe('Hedi');
    // It signs nobody in, and says nothing about anybody else.
    const alone = app.somewhere();
    alone.cookies.set(name, value);
    expect((await alone.get('/api/session')).status).toBe(401);
    await app.wrongTries('Ines', 4);
    expect((await alone.signIn('Ines')).status).toBe(429);
  });

  test('is unknown once the password is another one', async () => {
    const old = app.somewhere();
    const here = app.somewhere();
    await old.signUp('Jens');
    await here.signIn('Jens');
    const change = { currentPassword: 'correct horse battery', newPassword: 'another long one' };
    expect((await here.post('/api/auth/change-password', change)).status).toBe(200);
    await app.wrongTries('Jens', 4);
    expect((await old.signIn('Jens', 'another long one')).status).toBe(429);
    await here.signOut();
    expect((await here.signIn('Jens', 'another long one')).status).toBe(200);
  });

  test('is the one where a new password was chosen by mail, while a stranger goes on trying', async () => {
    await app.somewhere().signUp('Kira');
    await app.wrongTries('Kira', 4);
    const phone = app.somewhere();
    await phone.post('/api/auth/request-password-reset', { email: 'kira@example.com' });
    const token = /token=(\S+)/.exec(await app.mailTo('kira@example.com'))?.[1];
    const reset = { token, newPassword: 'another long one' };
    expect((await phone.post('/api/auth/reset-password', reset)).status).toBe(200);
    await app.wrongTries('Kira', 4);
    expect((await phone.signIn('Kira', 'another long one')).status).toBe(200);
  });
});

test('a password is not to be had by guessing it while signed in, and no stranger’s attempts hold that up', async () => {
  const client = app.somewhere();
  await client.signUp('Vito');
  const change = (currentPassword: string) =>
    client.post('/api/auth/change-password', { currentPassword, newPassword: 'another long one' });
  expect((await app.wrongTries('Vito', 4)).at(-1)).toBe(429);
  expect((await change('wrong one')).status).toBe(401);
  expect((await change('correct horse battery')).status).toBe(200);
  const statuses: number[] = [];
  for (let index = 0; index < 4; index += 1) statuses.push((await change('wrong one')).status);
  expect(statuses).toEqual([401, 401, 401, 429]);
  expect((await change('another long one')).status).toBe(429);
});
