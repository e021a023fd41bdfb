import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SessionTestApp, startSessionTestApp } from './session-test-app.ts';
import type { SessionClient } from './session-test-client.ts';

const OWNER = { email: 'owner@example.com', password: 'an owner of these tests' };
const PASSWORD = 'correct horse battery';
const apps = {} as Record<'invited' | 'closed' | 'byMail' | 'invitedByMail', SessionTestApp>;
beforeAll(async () => {
  apps.invited = await startSessionTestApp({ signUp: 'invited' });
  apps.closed = await startSessionTestApp({ signUp: 'closed' });
  apps.byMail = await startSessionTestApp({ delivers: true });
  apps.invitedByMail = await startSessionTestApp({ delivers: true, signUp: 'invited' });
  for (const app of Object.values(apps)) await app.seedOwner(OWNER);
});
afterAll(async () => {
  for (const app of Object.values(apps)) await app.close();
});

type Fields = { name?: string; email: string; password?: string; invitationId?: string };
const signUp = (client: SessionClient, fields: Fields) =>
  client.post('/api/auth/sign-up/email', { name: 'Somebody', password: PASSWORD, ...fields });

async function invite(app: SessionTestApp, email: string): Promise<string> {
  const owner = app.client();
  await owner.post('/api/auth/sign-in/email', OWNER);
  const answer = await owner.post('/api/auth/organization/invite-member', {
    email,
    role: 'member',
  });
  expect(answer.status).toBe(200);
  return answer.body.id;
}

/** All that tells one answer from another: what it says, and the cookies that it sets. */
function seenOf({ status, body, headers }: Awaited<ReturnType<SessionClient['post']>>) {
  return { status, body: { ...body, request_id: '' }, cookies: headers.getSetCookie() };
}

async function usersOf(app: SessionTestApp): Promise<string[]> {
  const rows = await app.database.kysely.selectFrom('users').select('email').execute();
  return rows.map(({ email }) => email);
}

describe('where accounts are by invitation', () => {
  test('no one learns by trying who has an account or was invited', async () => {
    const app = apps.invited;
    const id = await invite(app, 'invited@example.com');
    const tries: Fields[] = [
      { email: OWNER.email },
      { email: 'nobody@example.com' },
      { email: 'invited@example.com' },
      { email: 'invited@example.com', invitationId: 'made-up' },
      { email: 'nobody@example.com', invitationId: id },
      { email: OWNER.email, invitationId: id },
    ];
    const answers = [];
    for (const fields of tries) answers.push(seenOf(await signUp(app.client(), fields)));
    expect(answers[0]).toMatchObject({
      status: 403,
      body: { code: 'sign_up_closed' },
      cookies: [],
    });
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(await usersOf(app)).toEqual([OWNER.email]);
  });

  test('whoever has the link makes an account with the address that was invited', async () => {
    const app = apps.invited;
    const invitationId = await invite(app, 'guest@example.com');
    const client = app.client();
    expect((await signUp(client, { email: 'Guest@example.com', invitationId })).status).toBe(200);
    expect((await client.get('/api/session')).body.data.user.email).toBe('guest@example.com');
    const accepted = await client.post('/api/auth/organization/accept-invitation', {
      invitationId,
    });
    expect(accepted.status).toBe(200);
    // It is used up: nobody else arrives by it.
    expect(
      (await signUp(app.client(), { email: 'guest@example.com', invitationId })).body.code,
    ).toBe('sign_up_closed');
  });

  test('the name of the organization that one is invited to is no password', async () => {
    const app = apps.invited;
    const email = 'trader@example.com';
    const invitationId = await invite(app, email);
    const { kysely } = app.database;
    await kysely.updateTable('organizations').set({ name: 'Northwind Traders' }).execute();
    const refused = await signUp(app.client(), { email, invitationId, password: 'Northwind2026' });
    expect(refused.body.code).toBe('common_password');
    expect((await signUp(app.client(), { email, invitationId })).status).toBe(200);
  });

  test('an invitation that was cancelled or has run out lets nobody in', async () => {
    const app = apps.invited;
    for (const [email, set] of [
      ['cancelled@example.com', { status: 'canceled' }],
      ['old@example.com', { expires_at: new Date(Date.now() - 1_000) }],
    ] as const) {
      const invitationId = await invite(app, email);
      await app.database.kysely
        .updateTable('invitations')
        .set(set)
        .where('id', '=', invitationId)
        .execute();
      expect((await signUp(app.client(), { email, invitationId })).body.code).toBe(
        'sign_up_closed',
      );
    }
  });
});

test('where sign-up is closed, an invitation opens nothing either', async () => {
  const invitationId = await invite(apps.closed, 'guest@example.com');
  const answer = await signUp(apps.closed.client(), { email: 'guest@example.com', invitationId });
  expect(answer.body.code).toBe('sign_up_closed');
  expect(await usersOf(apps.closed)).toEqual([OWNER.email]);
  const { body } = await apps.closed.client().get('/api/sign-in-options');
  expect(body.data.sign_up).toBe('closed');
});

describe('where mails are delivered', () => {
  test('known and unknown addresses get the same answer, and each a mail', async () => {
    const app = apps.byMail;
    const known = seenOf(await signUp(app.client(), { email: OWNER.email }));
    const unknown = seenOf(await signUp(app.client(), { email: 'new@example.com' }));
    expect(known).toEqual({
      status: 200,
      body: { token: null, user: null, request_id: '' },
      cookies: [],
    });
    expect(unknown).toEqual(known);
    expect(await app.mailTo(OWNER.email)).toContain('There is one already');
    expect(await app.mailTo('new@example.com')).toContain('/confirm-sign-up#token=');
    expect(await usersOf(app)).toEqual([OWNER.email]);
    expect(
      (
        await app
          .client()
          .post('/api/auth/sign-in/email', { email: 'new@example.com', password: PASSWORD })
      ).status,
    ).toBe(401);
  });

  test('the account is made by whoever follows the link, once, with the password chosen then', async () => {
    const app = apps.byMail;
    await signUp(app.client(), {
      name: 'Rosa',
      email: 'rosa@example.com',
      password: 'by a stranger',
    });
    const token = tokenIn(await app.mailTo('rosa@example.com'));
    const confirm = (password: string) =>
      app.client().post('/api/auth/sign-up/confirm', { token, password });
    expect((await confirm('password123')).body.code).toBe('common_password');
    const rosa = app.client();
    const answer = await rosa.post('/api/auth/sign-up/confirm', { token, password: PASSWORD });
    expect(answer.status).toBe(200);
    expect((await rosa.get('/api/session')).body.data).toMatchObject({
      user: { name: 'Rosa', email: 'rosa@example.com' },
      role: 'owner',
    });
    const account = (await rosa.get('/api/account')).body.data;
    expect(account.address_proved_at).not.toBeNull();
    const user = await app.database.kysely
      .selectFrom('users')
      .select(['email_verified', 'address_proved_by'])
      .where('email', '=', 'rosa@example.com')
      .executeTakeFirst();
    expect(user).toEqual({ email_verified: true, address_proved_by: 'mail' });
    expect((await confirm(PASSWORD)).body.code).toBe('not_found');
    expect((await app.client().signIn('Rosa', 'by a stranger')).status).toBe(401);
  });

  test('two links for one address make one account', async () => {
    const app = apps.byMail;
    const email = 'twice@example.com';
    await signUp(app.client(), { email });
    await signUp(app.client(), { email });
    await expect.poll(async () => (await app.mailsTo(email)).length).toBe(2);
    const tokens = (await app.mailsTo(email)).map(tokenIn);
    const answers = await Promise.all(
      tokens.map((token) =>
        app.client().post('/api/auth/sign-up/confirm', { token, password: PASSWORD }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  test('the database keeps no token, and no password of anybody who did not follow the link', async () => {
    const app = apps.byMail;
    await signUp(app.client(), { email: 'silent@example.com', password: 'a very own secret' });
    const token = tokenIn(await app.mailTo('silent@example.com'));
    const { rows } = await app.database.executeSql(
      'select (select json_agg(v) from verifications v) as v, (select json_agg(a) from accounts a) as a',
    );
    expect(JSON.stringify(rows)).toContain('silent@example.com');
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(JSON.stringify(rows)).not.toContain('a very own secret');
    expect(app.logText()).not.toContain(token);
  });

  test('one address is not flooded with mails', async () => {
    const app = apps.byMail;
    const statuses: number[] = [];
    for (let index = 0; index < 6; index += 1) {
      statuses.push((await signUp(app.client(), { email: 'flooded@example.com' })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  });

  test('whoever was invited confirms the address first, and then accepts', async () => {
    const app = apps.invitedByMail;
    const email = 'guest@example.com';
    expect((await signUp(app.client(), { email })).body.code).toBe('sign_up_closed');
    const invitationId = await invite(app, email);
    expect(seenOf(await signUp(app.client(), { email, invitationId })).status).toBe(200);
    await expect.poll(async () => (await app.mailsTo(email)).length).toBe(2);
    const mail = (await app.mailsTo(email)).find((text) => text.includes('#token=')) ?? '';
    expect(mail).toContain(`&invitation=${invitationId}`);
    const guest = app.client();
    const body = { token: tokenIn(mail), password: PASSWORD };
    expect((await guest.post('/api/auth/sign-up/confirm', body)).status).toBe(200);
    const accepted = await guest.post('/api/auth/organization/accept-invitation', { invitationId });
    expect(accepted.status).toBe(200);
  });

  test('a link does not outlive the invitation that it came by', async () => {
    const app = apps.invitedByMail;
    const email = 'late@example.com';
    const invitationId = await invite(app, email);
    await signUp(app.client(), { email, invitationId });
    await expect.poll(async () => (await app.mailsTo(email)).length).toBe(2);
    const mail = (await app.mailsTo(email)).find((text) => text.includes('#token=')) ?? '';
    const owner = app.client();
    await owner.post('/api/auth/sign-in/email', OWNER);
    await owner.post('/api/auth/organization/cancel-invitation', { invitationId });
    const body = { token: tokenIn(mail), password: PASSWORD };
    expect((await app.client().post('/api/auth/sign-up/confirm', body)).body.code).toBe(
      'sign_up_closed',
    );
  });
});

function tokenIn(mail: string): string {
  return /token=([\w-]+)/.exec(mail)?.[1] ?? 'none';
}
