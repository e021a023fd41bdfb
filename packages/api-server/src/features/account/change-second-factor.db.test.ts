import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type AccountTestApp, codeOf, PASSWORD, startAccountTestApp } from './account-test-app.ts';

let app: AccountTestApp;
beforeAll(async () => {
  app = await startAccountTestApp();
});
afterAll(() => app.close());
beforeEach(() => app.forgetSteps());

describe('recovery codes', () => {
  test('work once each, are in the log, and the person is told', async () => {
    const { client, codes } = await app.withSecondFactor('Hugo');
    const [code = ''] = codes;
    const answers = await Promise.all([
      app.signIn(app.client(), 'Hugo', code),
      app.signIn(app.client(), 'Hugo', code.toUpperCase()),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    expect((await app.signIn(app.client(), 'Hugo', code)).status).toBe(401);
    expect((await client.get('/api/account')).body.data.second_factor.recovery_codes_left).toBe(9);
    expect(await app.actions('hugo@example.com')).toContain('second_factor.recovery_code_used');
    await expect
      .poll(() => app.mailTo('hugo@example.com'))
      .toContain('One of your recovery codes was used');
  });

  test('are renewed with password and code, and then the old ones are worthless', async () => {
    const { client, codes, secret } = await app.withSecondFactor('Ilse');
    await app.forgetSteps();
    const renew = (password: string, code: string) =>
      client.post('/api/account/second-factor/recovery-codes', { password, code });
    expect((await renew('wrong one', codeOf(secret))).body.code).toBe('invalid_sign_in');
    expect((await renew(PASSWORD, '000000')).body.code).toBe('invalid_second_factor');
    const renewed = (await renew(PASSWORD, codeOf(secret))).body.data.recovery_codes;
    expect(renewed).toHaveLength(10);
    expect((await app.signIn(app.client(), 'Ilse', codes[0])).status).toBe(401);
    expect((await app.signIn(app.client(), 'Ilse', renewed[0])).status).toBe(200);
  });
});

describe('ending it', () => {
  test('takes password and code, both of them', async () => {
    const { client, secret } = await app.withSecondFactor('Jana');
    await app.forgetSteps();
    const end = (body: unknown) => client.remove('/api/account/second-factor', body);
    expect((await end({ password: PASSWORD })).body.code).toBe('validation_failed');
    expect((await end({ password: 'wrong one', code: codeOf(secret) })).body.code).toBe(
      'invalid_sign_in',
    );
    expect((await end({ password: PASSWORD, code: '000000' })).body.code).toBe(
      'invalid_second_factor',
    );
    const ended = await end({ password: PASSWORD, code: codeOf(secret) });
    expect(ended.body.data.second_factor).toBeNull();
    expect((await app.signIn(app.client(), 'Jana')).status).toBe(200);
    expect(await app.actions('jana@example.com')).toContain('second_factor.disabled');
    expect(await app.mailTo('jana@example.com')).toContain('was ended');
    const { rows } = await app.database.executeSql(
      `select 1 from recovery_codes where user_id = (select id from users where email = 'jana@example.com')`,
    );
    expect(rows).toEqual([]);
  });

  test('is not to be had by guessing codes with the right password', async () => {
    const { client, secret } = await app.withSecondFactor('Karl');
    const end = (code: string) =>
      client.remove('/api/account/second-factor', { password: PASSWORD, code });
    const statuses: number[] = [];
    for (let index = 0; index < 5; index += 1) statuses.push((await end(`00000${index}`)).status);
    expect(statuses).toEqual([401, 401, 401, 401, 429]);
    await expect.poll(() => app.actions('karl@example.com')).toContain('session.sign_in_limited');
    // Neither of these clears the count.
    await client.post('/api/account/second-factor', { password: PASSWORD });
    await app.forgetSteps();
    expect((await end(codeOf(secret))).status).toBe(429);
  });
});

test('the name can be changed, and that is in the log', async () => {
  const client = app.client();
  await client.signUp('Nele');
  expect((await client.put('/api/account', { name: '  ' })).body.code).toBe('validation_failed');
  const renamed = await client.put('/api/account', { name: ' Nele Neu ' });
  expect(renamed.body.data).toMatchObject({ name: 'Nele Neu', email: 'nele@example.com' });
  expect((await client.get('/api/session')).body.data.user.name).toBe('Nele Neu');
  expect((await app.actions('nele@example.com')).at(-1)).toBe('account.renamed');
});
