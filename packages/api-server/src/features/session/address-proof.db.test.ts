import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SessionTestApp, startSessionTestApp } from './session-test-app.ts';
import type { SessionClient } from './session-test-client.ts';

let app: SessionTestApp;
beforeAll(async () => {
  app = await startSessionTestApp();
});
afterAll(() => app.close());

const accountOf = async (client: SessionClient) => (await client.get('/api/account')).body.data;

/** Asks for the mail and follows its link, from wherever the mail is read. */
async function confirm(client: SessionClient, email: string) {
  const body = { email, callbackURL: '/account' };
  const asked = await client.post('/api/auth/send-verification-email', body);
  expect(asked.status).toBe(200);
  const mail = await waitFor(async () =>
    (await app.mailsTo(email)).find((text) => text.includes('/verify-email')),
  );
  const link = new URL(/http\S+/.exec(mail)?.[0] ?? '');
  const followed = await app.client().get(link.pathname + link.search);
  expect(followed.headers.get('location')).toBe('/account');
}

describe('an address is not proved', () => {
  test('by signing up with it', async () => {
    const client = app.client();
    await client.signUp('Anna');
    expect(await accountOf(client)).toMatchObject({
      address_proved_at: null,
      can_confirm_address: true,
    });
  });

  test('by being the owner of SEED_EMAIL', async () => {
    const owner = { email: 'seed@example.com', password: 'seeded password' };
    await app.seedOwner(owner);
    const client = app.client();
    await client.signIn('seed', owner.password);
    expect(await accountOf(client)).toMatchObject({
      address_proved_at: null,
      can_confirm_address: true,
    });
    await confirm(client, owner.email);
    expect(await accountOf(client)).toMatchObject({
      address_proved_at: expect.any(String),
      can_confirm_address: false,
    });
  });

  test('by an invitation that was handed over', async () => {
    const owner = app.client();
    await owner.signUp('Olga');
    const invite = { email: 'ivan@example.com', role: 'admin' };
    const { id } = (await owner.post('/api/auth/organization/invite-member', invite)).body;
    const ivan = app.client();
    await ivan.signUp('Ivan');
    await ivan.post('/api/auth/organization/accept-invitation', { invitationId: id });
    expect((await accountOf(ivan)).address_proved_at).toBeNull();
  });

  test('by a mail to somebody else', async () => {
    const client = app.client();
    await client.signUp('Bert');
    await app.client().signUp('Cora');
    const ask = (email: string) => client.post('/api/auth/send-verification-email', { email });
    for (const email of ['cora@example.com', 'nobody@example.com']) {
      expect((await ask(email)).body.code).toBe('validation_failed');
      expect(await app.mailsTo(email)).toEqual([]);
    }
    const asked = await app.client().post('/api/auth/send-verification-email', {
      email: 'bert@example.com',
    });
    expect(asked.body.code).toBe('unauthenticated');
  });
});

test('it is proved by the link in a mail, and the first proof is kept', async () => {
  const client = app.client();
  const email = 'dora@example.com';
  await client.signUp('Dora');
  await confirm(client, email);
  const first = (await accountOf(client)).address_proved_at;
  expect(first).not.toBeNull();
  const { rows } = await app.database.executeSql(
    `select address_proved_by, email_verified from users where email = '${email}'`,
  );
  // Whoever can read that folder could have followed it; what that proves is not decided here.
  expect(rows).toEqual([{ address_proved_by: 'mail_file', email_verified: true }]);
  await app.client().post('/api/auth/request-password-reset', { email });
  const token = await waitFor(async () =>
    /#token=([\w-]+)/.exec((await app.mailsTo(email)).join('\n'))?.at(1),
  );
  await app.client().post('/api/auth/reset-password', { token, newPassword: 'another long one' });
  await client.signIn('Dora', 'another long one');
  expect((await accountOf(client)).address_proved_at).toBe(first);
});
