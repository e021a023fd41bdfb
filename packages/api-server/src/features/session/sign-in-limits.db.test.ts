import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLimitsTestApp } from './limits-test-app.ts';
import { type SessionTestApp, startSessionTestApp } from './session-test-app.ts';

const WRONG = 'not the password';
let app: SessionTestApp;
let proxied: Awaited<ReturnType<typeof startLimitsTestApp>>;
beforeAll(async () => {
  const limits = { signInPerAccount: 3, signInPerAddress: 8, signUpPerAddress: 4 };
  app = await startSessionTestApp({ limits });
  proxied = await startLimitsTestApp();
  await app.client().signUp('Ada');
});
afterAll(async () => {
  await app.close();
  await proxied.close();
});

async function auditOf(email: string) {
  const entries = await proxied.database.kysely
    .selectFrom('audit_events')
    .select(['action', 'details'])
    .where('object_label', '=', email)
    .where('actor_type', '=', 'system')
    .execute();
  return entries.map(({ action, details }) => `${action} ${details.reason}`);
}

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
    expect(seconds).toBeLessThanOrEqual(30);
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

  test('are forgotten after a success, and after a day', async () => {
    await proxied.somewhere().signUp('Bea');
    expect(await proxied.wrongTries('Bea', 2)).toEqual([401, 401]);
    expect((await proxied.somewhere().signIn('Bea')).status).toBe(200);
    expect(await proxied.wrongTries('Bea', 4)).toEqual([401, 401, 401, 429]);
    await proxied.database.executeSql(
      "update rate_limits set window_ends_at = now() - interval '1 second', blocked_until = null",
    );
    expect(await proxied.wrongTries('Bea', 4)).toEqual([401, 401, 401, 429]);
  });
});

describe('a stranger who tries wrong passwords', () => {
  test('does not hold up the person on a device that signed in before', async () => {
    const home = proxied.somewhere();
    await home.signUp('Cleo');
    await home.signOut();
    expect((await proxied.wrongTries('Cleo', 11)).slice(0, 4)).toEqual([401, 401, 401, 429]);
    expect((await home.signIn('Cleo')).status).toBe(200);
    // Elsewhere the right password has to wait as well, or the delay would tell that it is right.
    expect((await proxied.somewhere().signIn('Cleo')).status).toBe(429);
  });

  test('waits twice as long each time, for an hour at most, and never for ever', async () => {
    await proxied.somewhere().signUp('Dana');
    await proxied.wrongTries('Dana', 3);
    const waits: number[] = [];
    for (let index = 0; index < 10; index += 1) {
      const refused = await proxied.somewhere().signIn('Dana', WRONG);
      expect(refused.status).toBe(429);
      waits.push(Number(refused.headers.get('retry-after')));
      await proxied.endDelays();
      expect((await proxied.somewhere().signIn('Dana', WRONG)).status).toBe(401);
    }
    const expected = [30, 60, 120, 240, 480, 960, 1_920, 3_600, 3_600, 3_600];
    // The database's clock goes on between two requests.
    for (const [index, wait] of waits.entries()) {
      expect(wait).toBeLessThanOrEqual(expected[index] ?? 0);
      expect(wait).toBeGreaterThan((expected[index] ?? 0) - 20);
    }
    await proxied.endDelays();
    expect((await proxied.somewhere().signIn('Dana')).status).toBe(200);
  });

  test('cannot make more attempts by making them at once', async () => {
    await proxied.somewhere().signUp('Emil');
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => proxied.somewhere().signIn('Emil', WRONG)),
    );
    const statuses = answers.map(({ status }) => status).toSorted();
    expect(statuses).toEqual([...Array(3).fill(401), ...Array(9).fill(429)]);
  });

  test('is told of in the log of the organization: each failure, and the first refusal of a delay', async () => {
    await proxied.somewhere().signUp('Fred');
    await proxied.wrongTries('Fred', 8);
    await expect
      .poll(async () => (await auditOf('fred@example.com')).toSorted())
      .toEqual([
        ...Array(3).fill('session.sign_in_failed invalid_sign_in'),
        'session.sign_in_limited account',
      ]);
    const events = proxied
      .logText()
      .split('\n')
      .filter((line) => line.includes('"security_event"'))
      .map((line) => JSON.parse(line));
    const fred = await proxied.database.kysely
      .selectFrom('users')
      .select('id')
      .where('email', '=', 'fred@example.com')
      .executeTakeFirstOrThrow();
    const ofFred = events.filter((event) => event.user_id === fred.id);
    expect(
      ofFred.map(({ security_event, reason }) => `${security_event} ${reason}`).toSorted(),
    ).toEqual(['limit_reached account', ...Array(3).fill('sign_in_failed invalid_sign_in')]);
    expect(proxied.logText()).not.toMatch(/fred@example|not the password/i);
  });

  test('at an address without an account leaves a line in the log, and no entry', async () => {
    const { rows: before } = await proxied.database.executeSql('select count(*) from audit_events');
    expect(await proxied.wrongTries('No-such-person', 4)).toEqual([401, 401, 401, 429]);
    await expect
      .poll(
        () =>
          proxied
            .logText()
            .split('\n')
            .filter((line) => isOfNobody(line)).length,
      )
      .toBeGreaterThanOrEqual(4);
    const { rows: after } = await proxied.database.executeSql('select count(*) from audit_events');
    expect(after).toEqual(before);
  });
});

function isOfNobody(line: string): boolean {
  return line.includes('"security_event"') && !line.includes('"user_id"');
}

test('mails to one address are limited, for less time than a link in one is good for', async () => {
  await proxied.somewhere().signUp('Lia');
  const ask = () =>
    proxied.somewhere().post('/api/auth/request-password-reset', { email: 'lia@example.com' });
  const statuses: number[] = [];
  for (let index = 0; index < 6; index += 1) statuses.push((await ask()).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429]);
  for (let index = 0; index < 8; index += 1) {
    await proxied.endDelays();
    expect((await ask()).status).toBe(200);
  }
  expect(Number((await ask()).headers.get('retry-after'))).toBeLessThanOrEqual(900);
});

test('sign-ups are limited by address', async () => {
  const statuses: number[] = [];
  for (const name of ['B', 'C', 'D', 'E']) statuses.push((await app.client().signUp(name)).status);
  expect(statuses).toEqual([200, 200, 200, 429]);
});
