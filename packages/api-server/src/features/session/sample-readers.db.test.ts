import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { joinSampleReaders, type SampleReaderAccount } from './sample-readers.ts';
import { type SessionTestApp, startSessionTestApp } from './session-test-app.ts';

const READERS: SampleReaderAccount[] = [
  { id: 'broad', name: 'Ewa Nowak', address: 'ewa.nowak@northwind.example' },
  { id: 'narrow', name: 'Liam O’Connor', address: 'liam.oconnor@northwind.example' },
];

let app: SessionTestApp;
beforeAll(async () => {
  app = await startSessionTestApp({ sampleReaders: READERS });
});
afterAll(() => app.close());

const offered = async (of = app, headers: Record<string, string> = {}) =>
  (await of.client(headers).get('/api/sign-in-options')).body.data.sample_readers;
const lookAs = (reader: string, of = app, headers: Record<string, string> = {}) =>
  of.client(headers).post('/api/auth/sign-in/sample', { reader });
const usersOf = (of: SessionTestApp) =>
  of.database.kysely.selectFrom('users').select('email').orderBy('email').execute();

describe('people of the sample sources', () => {
  test('join the first organization, and nobody else does; one looks as them with one click', async () => {
    expect(await offered()).toEqual([]);
    expect((await lookAs('broad')).body.code).toBe('not_found');
    const owner = app.client();
    await owner.signUp('Olga');
    const { organization } = (await owner.get('/api/session')).body.data;
    await app.client().signUp('Somebody');
    expect(await offered()).toEqual([
      { id: 'broad', name: 'Ewa Nowak' },
      { id: 'narrow', name: 'Liam O’Connor' },
    ]);
    for (const { id, name, address } of READERS) {
      const client = app.client();
      const answer = await client.post('/api/auth/sign-in/sample', { reader: id });
      expect([answer.status, answer.body]).toEqual([200, { signed_in: true }]);
      expect((await client.get('/api/session')).body.data).toMatchObject({
        user: { name, email: address },
        organization,
        role: 'member',
        organizations: [],
      });
      const account = (await client.get('/api/account')).body.data;
      expect(account).toMatchObject({ has_password: false, can_confirm_address: false });
      expect(account.address_proved_at).not.toBeNull();
    }
    const { members } = (await owner.get('/api/members')).body.data;
    expect(members).toHaveLength(3);
    const events = await app.database.kysely
      .selectFrom('audit_events')
      .select(['action', 'actor_type', 'object_label'])
      .where('organization_id', '=', organization.id)
      .where('action', 'in', ['member.joined', 'session.signed_in'])
      .orderBy('position')
      .execute();
    expect(events.map(({ action }) => action)).toEqual([
      'member.joined',
      'member.joined',
      'session.signed_in',
      'session.signed_in',
    ]);
    expect(events[0]).toMatchObject({ actor_type: 'system', object_label: READERS[0]?.address });
  });

  test('have no password, and get none', async () => {
    const { rows } = await app.database.executeSql(
      `select from accounts a join users u on u.id = a.user_id where u.email like '%northwind%'`,
    );
    expect(rows).toEqual([]);
    const email = 'ewa.nowak@northwind.example';
    const guess = { email, password: 'correct horse battery' };
    const refused = await app.client().post('/api/auth/sign-in/email', guess);
    expect(refused.body.code).toBe('invalid_sign_in');
    await app.client().post('/api/auth/request-password-reset', { email });
    expect(await app.mailTo(email)).not.toContain('token=');
    const taken = { ...guess, name: 'Ewa' };
    const signedUp = await app.client().post('/api/auth/sign-up/email', taken);
    expect(signedUp.body.code).toBe('account_exists');
  });

  test.each<[string, Record<string, string>]>([
    ['came through a proxy', { 'x-forwarded-for': '127.0.0.1' }],
    ['came through another proxy', { forwarded: 'for=127.0.0.1' }],
  ])('are for this machine alone: not for a request that %s', async (_name, headers) => {
    expect(await offered(app, headers)).toEqual([]);
    const { status, body } = await lookAs('broad', app, headers);
    expect([status, body.code]).toEqual([404, 'not_found']);
  });

  test('are nobody’s for another page or name', async () => {
    const answer = await lookAs('broad', app, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    for (const reader of ['Olga', 'olga@example.com', '']) {
      expect((await lookAs(reader)).body.code).toBe('validation_failed');
    }
  });

  test('stay away once they were removed', async () => {
    const owner = app.client();
    await owner.signIn('Olga');
    const [, liam] = READERS;
    const removed = { memberIdOrEmail: liam?.address };
    await owner.post('/api/auth/organization/remove-member', removed);
    await app.database.kysely.transaction().execute((trx) => joinSampleReaders(trx, READERS));
    expect(await offered()).toEqual([{ id: 'broad', name: 'Ewa Nowak' }]);
    expect((await lookAs('narrow')).body.code).toBe('not_found');
  });
});

test('an account that has such an address already is nobody’s to look through', async () => {
  const other = await startSessionTestApp({ sampleReaders: READERS });
  try {
    const email = READERS[0]?.address ?? '';
    await other.client().post('/api/auth/sign-up/email', {
      ...{ name: 'Real Ewa', email, password: 'correct horse battery' },
    });
    expect(await offered(other)).toEqual([{ id: 'narrow', name: 'Liam O’Connor' }]);
    expect((await lookAs('broad', other)).body.code).toBe('not_found');
  } finally {
    await other.close();
  }
});

test('elsewhere there are none, however they are asked for', async () => {
  const other = await startSessionTestApp();
  try {
    await other.seedOwner({ email: 'o@example.com', password: 'an owner of it' });
    await other.client().signUp('Olga');
    await other.database.kysely.transaction().execute((trx) => joinSampleReaders(trx, []));
    expect(await offered(other)).toEqual([]);
    const { status, body } = await lookAs('broad', other);
    expect([status, body.code]).toEqual([404, 'not_found']);
    expect((await usersOf(other)).map(({ email }) => email)).toEqual([
      'o@example.com',
      'olga@example.com',
    ]);
  } finally {
    await other.close();
  }
});

test('whoever comes to a trial on its machine is told that it is one', async () => {
  const trial = await startSessionTestApp({ hasSampleSources: true });
  const isTold = async (of = trial, headers: Record<string, string> = {}) =>
    (await of.client(headers).get('/api/sign-in-options')).body.data.is_trial;
  try {
    expect(await isTold()).toBe(true);
    expect(await isTold(trial, { 'x-forwarded-for': '127.0.0.1' })).toBe(false);
    expect(await isTold(app)).toBe(false);
  } finally {
    await trial.close();
  }
});
