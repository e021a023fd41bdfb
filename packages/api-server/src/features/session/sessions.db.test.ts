import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SessionTestApp, startSessionTestApp } from './session-test-app.ts';

const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const IDLE_SECONDS = 3_600;
let app: SessionTestApp;
beforeAll(async () => {
  const sessions = { idleSeconds: IDLE_SECONDS, maxSeconds: 24 * 3_600 };
  app = await startSessionTestApp({ sessions, trustProxy: true });
});
afterAll(() => app.close());

const at = (ip: string, userAgent: string) =>
  app.client({ 'x-forwarded-for': ip, 'user-agent': userAgent });

/** As if nothing had been done with the sessions of this person for so long. */
async function unusedFor(email: string, seconds: number) {
  await app.database.executeSql(`
    update sessions set last_seen_at = last_seen_at - interval '${seconds} seconds',
      expires_at = expires_at - interval '${seconds} seconds',
      must_end_at = must_end_at - interval '${seconds} seconds'
    where user_id = (select id from users where email = '${email}')`);
}

async function actionsOf(email: string) {
  const rows = await app.database.kysely
    .selectFrom('audit_events')
    .select(['action', 'details'])
    .where('actor_label', 'like', `%<${email}>`)
    .orderBy('position')
    .execute();
  return rows.map(({ action, details }) => [action, details]);
}

describe('the list of one’s sessions', () => {
  test('tells device, network, times, and which one asks', async () => {
    const desk = at('203.0.113.77', FIREFOX);
    await desk.signUp('Anna');
    const phone = at('2001:db8:1:2:3:4:5:6', IPHONE);
    await phone.signIn('Anna');
    const list = (await phone.get('/api/sessions')).body.data;
    expect(list).toHaveLength(2);
    expect(list.find((one: { is_current: boolean }) => one.is_current)).toMatchObject({
      device: { browser: 'Safari', system: 'iOS', kind: 'phone' },
      network: '2001:db8:1::/48',
    });
    expect(list.find((one: { is_current: boolean }) => !one.is_current)).toMatchObject({
      device: { browser: 'Firefox', system: 'Linux', kind: 'desktop' },
      network: '203.0.113.0/24',
    });
    const text = JSON.stringify(list);
    expect(text).not.toContain('203.0.113.77');
    const { rows } = await app.database.executeSql('select token from sessions');
    for (const { token } of rows as { token: string }[]) expect(text).not.toContain(token);
  });

  test('is of nobody else, and leaves out what has ended', async () => {
    const one = app.client();
    await one.signUp('Bruno');
    const other = app.client();
    await other.signUp('Berta');
    const [{ id }] = (await other.get('/api/sessions')).body.data;
    expect((await one.get('/api/sessions')).body.data).toHaveLength(1);
    const foreign = await one.remove(`/api/sessions/${id}`);
    const unknown = await one.remove('/api/sessions/no-such-session');
    expect(foreign.status).toBe(404);
    expect({ ...foreign.body, request_id: '' }).toEqual({ ...unknown.body, request_id: '' });
    expect((await other.get('/api/session')).status).toBe(200);
    await app.client().signIn('Berta');
    await unusedFor('berta@example.com', IDLE_SECONDS + 1);
    await other.signIn('Berta');
    expect((await other.get('/api/sessions')).body.data).toHaveLength(1);
  });
});

describe('sessions are ended', () => {
  test('one by one', async () => {
    const here = app.client();
    await here.signUp('Clara');
    const there = app.client();
    await there.signIn('Clara');
    const list = (await here.get('/api/sessions')).body.data;
    const { id } = list.find((one: { is_current: boolean }) => !one.is_current);
    expect((await here.remove(`/api/sessions/${id}`)).body).toEqual({ data: { ended: 1 } });
    expect((await there.get('/api/session')).status).toBe(401);
    expect((await here.get('/api/session')).status).toBe(200);
    expect((await here.remove(`/api/sessions/${id}`)).body.code).toBe('not_found');
    expect((await actionsOf('clara@example.com')).at(-1)).toEqual(['session.ended', { ended: 1 }]);
  });

  test('or all others at once', async () => {
    const here = app.client();
    await here.signUp('Doris');
    const others = [app.client(), app.client(), app.client()];
    for (const other of others) await other.signIn('Doris');
    expect((await here.remove('/api/sessions')).body).toEqual({ data: { ended: 3 } });
    for (const other of others) expect((await other.get('/api/session')).status).toBe(401);
    expect((await here.get('/api/session')).status).toBe(200);
    expect((await actionsOf('doris@example.com')).at(-1)).toEqual(['session.ended', { ended: 3 }]);
    const before = await actionsOf('doris@example.com');
    expect((await here.remove('/api/sessions')).body).toEqual({ data: { ended: 0 } });
    expect(await actionsOf('doris@example.com')).toEqual(before);
  });
});

describe('a session', () => {
  test('ends when it is not used for the idle time', async () => {
    const client = app.client();
    await client.signUp('Ella');
    await unusedFor('ella@example.com', IDLE_SECONDS - 60);
    expect((await client.get('/api/session')).status).toBe(200);
    await unusedFor('ella@example.com', IDLE_SECONDS - 60);
    expect((await client.get('/api/session')).status).toBe(200);
    await unusedFor('ella@example.com', IDLE_SECONDS + 1);
    expect((await client.get('/api/session')).status).toBe(401);
  });

  test('ends at its time, however much it is used', async () => {
    const client = app.client();
    await client.signUp('Franz');
    let hours = 0;
    for (; hours < 30; hours += 0.9) {
      if ((await client.get('/api/session')).status === 401) break;
      await unusedFor('franz@example.com', 0.9 * 3_600);
    }
    expect(hours).toBeGreaterThanOrEqual(23);
    expect(hours).toBeLessThan(25.5);
  });

  test('of somebody who only looks on is not moved with every request', async () => {
    const client = app.client();
    await client.signUp('Greta');
    const seen = async () => (await client.get('/api/sessions')).body.data[0].last_seen_at;
    const first = await seen();
    expect(await seen()).toBe(first);
    await unusedFor('greta@example.com', 120);
    const later = await seen();
    expect(Date.parse(later)).toBeGreaterThanOrEqual(Date.parse(first) - 60_000);
    expect(await seen()).toBe(later);
  });
});
