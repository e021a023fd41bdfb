import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AccountTestApp, codeOf, PASSWORD, startAccountTestApp } from './account-test-app.ts';

let app: AccountTestApp;
beforeAll(async () => {
  app = await startAccountTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.forgetSteps());

describe('setting a second factor up', () => {
  test('needs the password, and a code of it; until then nothing asks for it', async () => {
    const client = app.client();
    await client.signUp('Anna');
    const start = (password: string) => client.post('/api/account/second-factor', { password });
    expect((await start('wrong one')).body.code).toBe('invalid_sign_in');
    const confirm = (code: string) => client.post('/api/account/second-factor/confirm', { code });
    expect((await confirm('123456')).body.code).toBe('second_factor_inactive');
    const { secret } = (await start(PASSWORD)).body.data;
    expect((await app.signIn(app.client(), 'Anna')).status).toBe(200);
    expect((await confirm(codeOf(secret, 20))).body.code).toBe('invalid_second_factor');
    expect((await client.get('/api/account')).body.data.second_factor).toBeNull();
    expect((await confirm(codeOf(secret))).status).toBe(200);
    expect((await client.get('/api/account')).body.data.second_factor).toMatchObject({
      recovery_codes_left: 10,
    });
    expect((await app.signIn(app.client(), 'Anna')).body.code).toBe('second_factor_required');
  });

  test('a secret that is asked for anew replaces one that was not confirmed', async () => {
    const client = app.client();
    await client.signUp('Arno');
    const start = () => client.post('/api/account/second-factor', { password: PASSWORD });
    const confirm = (code: string) => client.post('/api/account/second-factor/confirm', { code });
    const first = (await start()).body.data.secret;
    const second = (await start()).body.data.secret;
    expect((await confirm(codeOf(first))).body.code).toBe('invalid_second_factor');
    expect((await confirm(codeOf(second))).status).toBe(200);
    expect((await start()).body.code).toBe('second_factor_active');
    await app.forgetSteps();
    expect((await confirm(codeOf(second))).body.code).toBe('second_factor_active');
  });

  test('ends the sessions that began without it, is in the log, and the person is told', async () => {
    const elsewhere = app.client();
    const email = 'bert@example.com';
    await elsewhere.signUp('Bert');
    const client = app.client();
    await app.signIn(client, 'Bert');
    const { secret } = (await client.post('/api/account/second-factor', { password: PASSWORD }))
      .body.data;
    await client.post('/api/account/second-factor/confirm', { code: codeOf(secret) });
    expect((await elsewhere.get('/api/session')).status).toBe(401);
    expect((await client.get('/api/session')).status).toBe(200);
    expect((await app.actions(email)).at(-1)).toBe('second_factor.enabled');
    expect(await app.mailTo(email)).toContain('A second factor was set up');
  });
});

describe('signing in with it', () => {
  test('takes password and code; without the right password nothing tells that there is one', async () => {
    const { secret } = await app.withSecondFactor('Carl');
    await app.forgetSteps();
    const client = app.client();
    const wrong = await client.post('/api/auth/sign-in/email', {
      email: 'carl@example.com',
      password: 'wrong one',
      code: codeOf(secret),
    });
    expect(wrong.body.code).toBe('invalid_sign_in');
    const asked = await app.signIn(client, 'Carl');
    expect([asked.status, asked.body.code]).toEqual([401, 'second_factor_required']);
    expect(asked.headers.getSetCookie()).toEqual([]);
    const { rows } = await app.database.executeSql(
      "select id from sessions where user_id = (select id from users where email = 'carl@example.com')",
    );
    expect(rows).toHaveLength(1);
    const entered = await app.signIn(client, 'Carl', ` ${codeOf(secret).replace(/(...)/, '$1 ')} `);
    expect(entered.status).toBe(200);
    expect((await client.get('/api/session')).status).toBe(200);
  });

  test('takes each code once, also when it comes twice at once', async () => {
    const { secret } = await app.withSecondFactor('Dora');
    await app.forgetSteps();
    const code = codeOf(secret);
    const answers = await Promise.all([
      app.signIn(app.client(), 'Dora', code),
      app.signIn(app.client(), 'Dora', code),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    const again = await app.signIn(app.client(), 'Dora', code);
    expect(again.body.code).toBe('invalid_second_factor');
    // The one before it is used up with it.
    expect((await app.signIn(app.client(), 'Dora', codeOf(secret, -1))).status).toBe(401);
  });

  test('takes no code that confirmed it', async () => {
    const client = app.client();
    await client.signUp('Edda');
    const { secret } = (await client.post('/api/account/second-factor', { password: PASSWORD }))
      .body.data;
    const code = codeOf(secret);
    await client.post('/api/account/second-factor/confirm', { code });
    expect((await app.signIn(app.client(), 'Edda', code)).body.code).toBe('invalid_second_factor');
  });

  test('limits guesses: the right password alone clears nothing', async () => {
    const { secret } = await app.withSecondFactor('Fini');
    await app.forgetSteps();
    const statuses: number[] = [];
    for (const code of ['000000', undefined, '000001', undefined, '000002']) {
      statuses.push((await app.signIn(app.client(), 'Fini', code)).status);
    }
    expect(statuses).toEqual([401, 401, 401, 401, 429]);
    expect((await app.signIn(app.client(), 'Fini', codeOf(secret))).status).toBe(429);
    await expect
      .poll(() => app.actions('fini@example.com'))
      .toEqual(expect.arrayContaining(['session.sign_in_failed', 'session.sign_in_limited']));
  });

  test('is asked for whichever way a session comes about', async () => {
    const { client, secret } = await app.withSecondFactor('Gero');
    await app.client().post('/api/auth/request-password-reset', { email: 'gero@example.com' });
    await expect
      .poll(async () => (await app.mailsTo('gero@example.com')).join())
      .toContain('token=');
    const mails = (await app.mailsTo('gero@example.com')).join('\n');
    const token = /token=([\w-]+)/.exec(mails)?.[1];
    const body = { token, newPassword: 'chosen by mail now' };
    const reset = await app.client().post('/api/auth/reset-password', body);
    expect(reset.status).toBe(200);
    expect((await client.get('/api/session')).status).toBe(401);
    const signIn = (code?: string) =>
      client.post('/api/auth/sign-in/email', {
        email: 'gero@example.com',
        password: 'chosen by mail now',
        ...(code === undefined ? {} : { code }),
      });
    expect((await signIn()).body.code).toBe('second_factor_required');
    await app.forgetSteps();
    expect((await signIn(codeOf(secret))).status).toBe(200);
    const change = { currentPassword: 'chosen by mail now', newPassword: PASSWORD };
    expect((await client.post('/api/auth/change-password', change)).status).toBe(200);
    expect((await client.get('/api/session')).status).toBe(200);
  });
});

test('the database and the log keep neither secret nor codes', async () => {
  const { secret, codes } = await app.withSecondFactor('Lena');
  const { rows } = await app.database.executeSql(
    `select (select json_agg(f) from second_factors f) as f, (select json_agg(c) from recovery_codes c) as c,
            (select json_agg(a) from audit_events a) as a`,
  );
  const written = JSON.stringify(rows) + app.logText();
  expect(written).not.toContain(secret);
  for (const code of codes) {
    expect(written).not.toContain(code);
    expect(written).not.toContain(code.replaceAll('-', ''));
  }
});

test('with another AUTH_SECRET no code of an app counts, and recovery codes still do', async () => {
  const { secret, codes } = await app.withSecondFactor('Mona');
  await app.database.executeSql(`
    update second_factors set sealed_secret = (select f.sealed_secret from second_factors f
      where f.user_id <> second_factors.user_id limit 1), last_step = 0
    where user_id = (select id from users where email = 'mona@example.com')`);
  expect((await app.signIn(app.client(), 'Mona', codeOf(secret))).body.code).toBe(
    'invalid_second_factor',
  );
  expect((await app.signIn(app.client(), 'Mona', codes[3])).status).toBe(200);
});
