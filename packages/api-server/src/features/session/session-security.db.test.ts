import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SessionTestApp, startSessionTestApp } from './session-test-app.ts';

const PASSWORD = 'correct horse battery';
let app: SessionTestApp;
beforeAll(async () => {
  app = await startSessionTestApp();
});
afterAll(() => app.close());

test('changing the password ends the other sessions', async () => {
  const here = app.client();
  await here.signUp('Hans');
  const there = app.client();
  await there.signIn('Hans');
  const change = (currentPassword: string) =>
    here.post('/api/auth/change-password', {
      currentPassword,
      newPassword: 'a new password',
      revokeOtherSessions: false,
    });
  expect((await change('wrong password')).body.code).toBe('invalid_sign_in');
  expect((await there.get('/api/session')).status).toBe(200);
  expect((await change(PASSWORD)).status).toBe(200);
  expect((await there.get('/api/session')).status).toBe(401);
  expect((await here.get('/api/session')).status).toBe(200);
  expect((await there.signIn('Hans')).status).toBe(401);
  expect((await there.signIn('Hans', 'a new password')).status).toBe(200);
});

test('a failed sign-in does not tell whether the account exists', async () => {
  await app.client().signUp('Ines');
  const wrong = await app.client().signIn('Ines', 'not the password');
  const unknown = await app.client().signIn('Nobody', 'not the password');
  expect(wrong.status).toBe(401);
  expect(wrong.headers.get('content-type')).toContain('application/problem+json');
  const { request_id: _one, ...first } = wrong.body;
  const { request_id: _two, ...second } = unknown.body;
  expect(first).toEqual(second);
  expect(first.code).toBe('invalid_sign_in');
  const resets = await Promise.all(
    ['ines', 'nobody'].map((name) =>
      app.client().post('/api/auth/request-password-reset', { email: `${name}@example.com` }),
    ),
  );
  expect(resets[0]?.status).toBe(200);
  expect(resets[0]?.body).toEqual(resets[1]?.body);
});

describe('requests from elsewhere', () => {
  test('are refused, with and without a cookie', async () => {
    const client = app.client();
    await client.signUp('Jana');
    const foreign = app.client({ origin: 'https://evil.example' });
    for (const [name, value] of client.cookies) foreign.cookies.set(name, value);
    expect((await foreign.signOut()).body.code).toBe('foreign_origin');
    expect((await app.client({ origin: 'https://evil.example' }).signIn('Jana')).body.code).toBe(
      'foreign_origin',
    );
    expect((await client.get('/api/session')).status).toBe(200);
  });

  test('by a program, without an Origin, and by a loopback name of ours are not from elsewhere', async () => {
    await app.client().signUp('Jule');
    const program = app.client();
    expect((await program.signIn('Jule')).status).toBe(200);
    const post = (headers: Record<string, string>) =>
      fetch(`${app.url}/api/auth/sign-out`, {
        method: 'POST',
        headers: { cookie: [...program.cookies].map((pair) => pair.join('=')).join(), ...headers },
      });
    expect((await post({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await post({ referer: 'https://evil.example/' })).status).toBe(403);
    expect((await post({ origin: 'null' })).status).toBe(403);
    expect((await post({ origin: app.url })).status).toBe(200);
    expect((await program.signIn('Jule')).status).toBe(200);
    expect((await post({})).status).toBe(200);
  });

  test('cannot send the person elsewhere afterwards', async () => {
    const answer = await app.client().post('/api/auth/sign-in/email', {
      email: 'jana@example.com',
      password: PASSWORD,
      callbackURL: 'https://evil.example/',
    });
    expect(answer.body.code).toBe('foreign_origin');
  });
});

describe('what does not exist here', () => {
  test.each([
    ['GET', '/api/auth/get-session'],
    ['POST', '/api/auth/delete-user'],
    ['POST', '/api/auth/organization/create'],
    ['POST', '/api/auth/organization/delete'],
    ['POST', '/api/auth/update-session'],
    ['GET', '/api/auth/organization/list-user-invitations'],
    ['POST', '/api/auth/constructor'],
    ['POST', '/api/auth/sign-in/email/..%2f..%2fdelete-user'],
  ])('%s %s', async (method, path) => {
    const client = app.client();
    const answer = await (method === 'GET' ? client.get(path) : client.post(path));
    expect(answer.body.code).toBe('not_found');
  });

  test('fields that sign-up does not have', async () => {
    const answer = await app.client().post('/api/auth/sign-up/email', {
      name: 'Karl',
      email: 'karl@example.com',
      password: PASSWORD,
      emailVerified: true,
      role: 'admin',
    });
    expect(answer.body.code).toBe('validation_failed');
    expect(answer.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      'emailVerified',
      'role',
    ]);
    expect((await app.client().signIn('Karl')).status).toBe(401);
  });
});

test('two sign-ups with one address at once make one account, with one organization', async () => {
  const answers = await Promise.all([app.client().signUp('Lutz'), app.client().signUp('LUTZ')]);
  expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  const { rows } = await app.database.executeSql(
    "select count(*) as n from organizations where lower(name) like 'lutz%'",
  );
  expect(rows).toEqual([{ n: 1 }]);
  const orphans = await app.database.executeSql(
    'select id from users where id not in (select user_id from members)',
  );
  expect(orphans.rows).toEqual([]);
});

test('no password or token reaches the log or the audit log, and mails are for our eyes only', async () => {
  const client = app.client();
  await client.signUp('Mona', 'a very secret password');
  await app.client().signIn('Mona', 'another secret password');
  await client.post('/api/auth/request-password-reset', { email: 'mona@example.com' });
  const token = decodeURIComponent([...client.cookies.values()][0] ?? '').split('.')[0] ?? '';
  expect(token.length).toBeGreaterThan(20);

  const reset = await app.mailTo('mona@example.com');
  const resetToken = /token=(\S+)/.exec(reset)?.[1] ?? '';
  const folder = join(app.dataDir, 'mail');
  const files = await readdir(folder);
  expect(resetToken.length).toBeGreaterThan(20);
  for (const file of files) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);

  const audit = await app.database.kysely.selectFrom('audit_events').selectAll().execute();
  const verifications = (await app.database.executeSql('select * from verifications')).rows;
  const written = app.logText() + JSON.stringify(audit) + JSON.stringify(verifications);
  for (const secret of ['secret password', token, resetToken])
    expect(written).not.toContain(secret);

  const reused = { token: resetToken, newPassword: 'the third password' };
  expect((await app.client().post('/api/auth/reset-password', reused)).status).toBe(200);
  expect((await client.get('/api/session')).status).toBe(401);
  expect((await app.client().post('/api/auth/reset-password', reused)).body.code).toBe('not_found');
  expect((await client.signIn('Mona', 'the third password')).status).toBe(200);
});

test('the seeded owner is made once, also by several replicas at once', async () => {
  const owner = { email: 'Seed@Example.com', password: 'seeded password' };
  const outcomes = await Promise.all(Array.from({ length: 5 }, () => app.seedOwner(owner)));
  expect(outcomes.toSorted()).toEqual(['created', 'exists', 'exists', 'exists', 'exists']);
  const client = app.client();
  expect((await client.signIn('seed', 'seeded password')).status).toBe(200);
  expect((await client.get('/api/session')).body.data).toMatchObject({
    organization: { name: 'seed’s organization' },
    role: 'owner',
  });
});

test('the sign-in page learns how one can sign in', async () => {
  expect((await app.client().get('/api/sign-in-options')).body).toEqual({
    data: {
      email_password: true,
      single_sign_on: false,
      sign_up: 'open',
      delivers_mail: false,
      is_trial: false,
      sample_readers: [],
    },
  });
});
