import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { QUICK_HASHING } from '../../../test/quick-hashing.ts';
import { SLOW_HASHING } from './password-hashing.ts';
import { type SessionTestApp, startSessionTestApp } from './session-test-app.ts';
import type { SessionClient } from './session-test-client.ts';

const PASSWORD = 'correct horse battery';
const NEW = 'an even longer one';
let app: SessionTestApp;
/** How passwords are kept just now. */
let hashing = QUICK_HASHING;
beforeAll(async () => {
  app = await startSessionTestApp({
    passwords: {
      hash: (password) => hashing.hash(password),
      verify: (given) => hashing.verify(given),
    },
  });
});
afterAll(() => app.close());

const reset = (token: string, newPassword: string) =>
  app.client().post('/api/auth/reset-password', { token, newPassword });

async function resetLink(name: string): Promise<string> {
  const email = `${name.toLowerCase()}@example.com`;
  const count = (await app.mailsTo(email)).length;
  const answer = await app.client().post('/api/auth/request-password-reset', { email });
  expect(answer.status).toBe(200);
  await expect.poll(async () => (await app.mailsTo(email)).length).toBeGreaterThan(count);
  return /token=([\w-]+)/.exec(await app.mailTo(email))?.[1] ?? 'none';
}

async function entriesOf(client: SessionClient) {
  const { organization } = (await client.get('/api/session')).body.data;
  const rows = await app.database.kysely
    .selectFrom('audit_events')
    .select(['action', 'actor_label', 'object_label', 'ip'])
    .where('organization_id', '=', organization.id)
    .orderBy('position')
    .execute();
  return rows;
}

describe('a password that is too easy', () => {
  test.each(['short one', 'qwertyuiop', 'Password123!', 'mallory@example.com'])(
    'is refused at sign-up: %s',
    async (password) => {
      const answer = await app.client().signUp('Mallory', password);
      expect(answer.status).toBe(400);
      const code = password === 'short one' ? 'validation_failed' : 'common_password';
      expect(answer.body.code).toBe(code);
      expect((await app.client().signIn('Mallory', password)).status).toBe(401);
    },
  );

  test('is refused when it is changed, and that is in the log of the organization', async () => {
    const client = app.client();
    await client.signUp('Nora');
    const change = { currentPassword: PASSWORD, newPassword: 'nora@example.com' };
    const answer = await client.post('/api/auth/change-password', change);
    expect(answer.body.code).toBe('common_password');
    await expect
      .poll(async () => (await entriesOf(client)).at(-1))
      .toMatchObject({ action: 'password.refused', object_label: 'nora@example.com' });
    expect(app.logText()).toContain('"security_event":"password_refused"');
    expect((await app.client().signIn('Nora')).status).toBe(200);
  });

  test('is one made of the name of the person’s organization', async () => {
    const client = app.client();
    await client.signUp('Orla');
    const { organization } = (await client.get('/api/session')).body.data;
    const { kysely } = app.database;
    const named = kysely.updateTable('organizations').set({ name: 'Northwind Traders' });
    await named.where('id', '=', organization.id).execute();
    for (const newPassword of ['northwind traders', 'NorthwindTraders26', 'Northwind2026']) {
      const change = { currentPassword: PASSWORD, newPassword };
      const answer = await client.post('/api/auth/change-password', change);
      expect(answer.body.code, newPassword).toBe('common_password');
    }
    const token = await resetLink('Orla');
    expect((await reset(token, 'northwindtraders')).body.code).toBe('common_password');
    expect((await reset(token, 'the traders of the north')).status).toBe(200);
  });

  test('is refused when it is reset, and the link goes on working', async () => {
    const client = app.client();
    await client.signUp('Otis');
    const token = await resetLink('Otis');
    expect((await reset(token, 'otis@example.com')).body.code).toBe('common_password');
    await expect
      .poll(async () => (await entriesOf(client)).at(-1)?.action)
      .toBe('password.refused');
    expect((await reset(token, NEW)).status).toBe(200);
  });
});

describe('a reset by mail', () => {
  test('ends every session, is in the log, tells the person, and works once', async () => {
    const client = app.client();
    await client.signUp('Pia');
    const before = await entriesOf(client);
    const token = await resetLink('Pia');
    expect((await reset(token, NEW)).status).toBe(200);
    expect((await client.get('/api/session')).status).toBe(401);
    expect((await client.signIn('Pia')).status).toBe(401);
    expect((await client.signIn('Pia', NEW)).status).toBe(200);
    expect((await entriesOf(client)).slice(before.length)).toContainEqual({
      action: 'password.reset',
      actor_label: 'Pia <pia@example.com>',
      object_label: 'pia@example.com',
      ip: '127.0.0.1',
    });
    expect(await app.mailTo('pia@example.com')).toContain('Your password was changed');
    expect((await reset(token, 'yet another one')).body.code).toBe('not_found');
  });

  test('of several links only one can be followed', async () => {
    await app.client().signUp('Quirin');
    const [first, second] = [await resetLink('Quirin'), await resetLink('Quirin')];
    const answers = await Promise.all([reset(first, NEW), reset(first, NEW)]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 404]);
    expect((await reset(second, 'yet another one')).body.code).toBe('not_found');
  });

  test('works for an hour', async () => {
    await app.client().signUp('Rita-Maria');
    const token = await resetLink('Rita-Maria');
    const { rows } = await app.database.executeSql(
      `select extract(epoch from max(expires_at) - now())::int as seconds from verifications`,
    );
    expect((rows[0] as { seconds: number }).seconds).toBeLessThanOrEqual(3_600);
    await app.database.executeSql(
      "update verifications set expires_at = now() - interval '1 second'",
    );
    expect((await reset(token, NEW)).body.code).toBe('not_found');
    expect((await app.client().signIn('Rita-Maria')).status).toBe(200);
  });

  test('proves the address', async () => {
    const client = app.client();
    await client.signUp('Sina');
    const proof = async () => (await client.get('/api/account')).body.data.address_proved_at;
    expect(await proof()).toBeNull();
    await reset(await resetLink('Sina'), NEW);
    await client.signIn('Sina', NEW);
    expect(await proof()).not.toBeNull();
    const { rows } = await app.database.executeSql(
      "select address_proved_by from users where email = 'sina@example.com'",
    );
    expect(rows).toEqual([{ address_proved_by: 'mail_file' }]);
  });

  test('answers before anybody has looked whether there is an account', async () => {
    await app.client().signUp('Tara');
    await app.database.executeSql('alter table verifications rename to verifications_away');
    const ask = (email: string) => app.client().post('/api/auth/request-password-reset', { email });
    const answers = [await ask('tara@example.com'), await ask('nobody@example.com')];
    await expect.poll(() => app.logText()).toContain('background work failed');
    await app.database.executeSql('alter table verifications_away rename to verifications');
    for (const { status, body } of answers) {
      expect({ status, body }).toEqual({ status: 200, body: { status: true } });
    }
  });
});

describe('a changed password', () => {
  test('is in the log, and the person is told', async () => {
    const client = app.client();
    await client.signUp('Ute');
    const change = { currentPassword: PASSWORD, newPassword: NEW };
    expect((await client.post('/api/auth/change-password', change)).status).toBe(200);
    expect((await entriesOf(client)).at(-1)).toMatchObject({
      action: 'password.changed',
      object_label: 'ute@example.com',
    });
    expect(await app.mailTo('ute@example.com')).toContain('Your password was changed');
  });

  test('of an organization that the log cannot be written for stays what it was', async () => {
    const client = app.client();
    await client.signUp('Wera');
    await app.database.executeSql('alter table audit_events rename to audit_events_away');
    const change = { currentPassword: PASSWORD, newPassword: NEW };
    const answer = await client.post('/api/auth/change-password', change);
    await app.database.executeSql('alter table audit_events_away rename to audit_events');
    expect(answer.status).toBe(500);
    expect((await client.get('/api/session')).status).toBe(200);
    expect((await app.client().signIn('Wera')).status).toBe(200);
  });
});

describe('kept as the product keeps them', () => {
  // A tenth of a second for each: only where the hash itself is what is looked at.
  beforeAll(() => {
    hashing = SLOW_HASHING;
  });
  afterAll(() => {
    hashing = QUICK_HASHING;
  });

  test('a password may be made of anything, of 10 to 128 characters, and counts as it was typed', async () => {
    const password = `  Ünd 漢字 🔑 ${'x'.repeat(113)}\ty `;
    expect(password).toHaveLength(128);
    expect((await app.client().signUp('Oda', password)).status).toBe(200);
    const others = [password.trim(), password.toLowerCase(), `${password.slice(0, -2)}z `];
    for (const other of others) {
      expect((await app.client().signIn('Oda', other)).status).toBe(401);
    }
    expect((await app.client().signIn('Oda', password)).status).toBe(200);
  });

  test('signing in takes as long for an unknown address as for a wrong password', async () => {
    await app.client().signUp('Xaver');
    const took = async (name: string) => {
      const client = app.client();
      const start = performance.now();
      expect((await client.signIn(name, 'not the password')).status).toBe(401);
      return performance.now() - start;
    };
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] };
    for (let index = 0; index < 7; index += 1) {
      times.known.push(await took('Xaver'));
      times.unknown.push(await took(`Nobody-${index}`));
    }
    const median = (values: number[]) => values.toSorted((a, b) => a - b)[3] ?? 0;
    // Without the hash that is made for nobody the one takes a twentieth of the other.
    expect(median(times.unknown) / median(times.known)).toBeGreaterThan(0.33);
    expect(median(times.unknown) / median(times.known)).toBeLessThan(3);
  });
});
