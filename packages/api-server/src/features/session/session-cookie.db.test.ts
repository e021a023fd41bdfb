import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SessionTestApp, startSessionTestApp } from './session-test-app.ts';

let app: SessionTestApp;
beforeAll(async () => {
  app = await startSessionTestApp();
});
afterAll(() => app.close());

describe('the session cookie', () => {
  test('is httpOnly and lax, and plain on http', async () => {
    const cookie = (await app.client().signUp('Cara')).headers.get('set-cookie') ?? '';
    expect(cookie).toMatch(/^rita\.session_token=/);
    expect(cookie).toMatch(/; HttpOnly/);
    expect(cookie).toMatch(/; SameSite=Lax/);
    expect(cookie).toMatch(/; Path=\//);
    expect(cookie).not.toMatch(/; Secure|; Domain/i);
  });

  test('is bound to the host and secure on https, and so is every other', async () => {
    const secure = await startSessionTestApp({ publicUrl: 'https://rita.example.com' });
    try {
      const client = secure.client();
      const cookies = (await client.signUp('Dora')).headers.getSetCookie();
      const names = cookies.map((cookie) => cookie.slice(0, cookie.indexOf('=')));
      expect(names).toEqual([
        '__Host-rita.session_token',
        expect.stringMatching(/^__Host-rita\.device\./),
      ]);
      for (const cookie of cookies) {
        for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) {
          expect(cookie.split('; ')).toContain(attribute);
        }
        expect(cookie).not.toMatch(/; Domain/i);
      }
      expect((await client.get('/api/session')).status).toBe(200);
    } finally {
      await secure.close();
    }
  });

  test('counts only with our signature', async () => {
    const client = app.client();
    await client.signUp('Egon');
    const [name, value] = [...client.cookies][0] as [string, string];
    const [token = ''] = decodeURIComponent(value).split('.');
    for (const forged of [
      token,
      `${token}.`,
      `${token}.AAAA`,
      `${value.slice(0, -6)}AAAAA%3D`,
      '%',
    ]) {
      const thief = app.client();
      thief.cookies.set(name, forged);
      expect((await thief.get('/api/session')).status, forged).toBe(401);
    }
  });

  test('is told by Set-Cookie alone: no body has its token', async () => {
    const client = app.client();
    const change = { currentPassword: 'correct horse battery', newPassword: 'an even longer one' };
    const answers = [
      await client.signUp('Elsa'),
      await client.signIn('Elsa'),
      await client.post('/api/auth/change-password', { ...change, revokeOtherSessions: true }),
      await client.get('/api/session'),
      await client.get('/api/sessions'),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const rows = await app.database.kysely.selectFrom('sessions').select('token').execute();
    const told = answers.map(({ body }) => JSON.stringify(body)).join();
    expect(told).toContain('"token":null');
    for (const { headers } of answers.slice(0, 3)) {
      const [token = ''] =
        /session_token=([^.;]+)/.exec(headers.getSetCookie().join())?.slice(1) ?? [];
      expect(token).toHaveLength(32);
      expect(told).not.toContain(token);
    }
    for (const { token } of rows) expect(told).not.toContain(token);
  });

  test('of before signing in is not kept (fixation)', async () => {
    const client = app.client();
    await client.signUp('Fina');
    const before = new Map(client.cookies);
    await client.signIn('Fina');
    expect([...client.cookies.values()]).not.toEqual([...before.values()]);
    const planted = app.client();
    planted.cookies.set('rita.session_token', 'chosen-by-somebody-else');
    await planted.signIn('Fina');
    expect(planted.cookies.get('rita.session_token')).not.toBe('chosen-by-somebody-else');
  });

  test('ends with its time', async () => {
    const client = app.client();
    await client.signUp('Gero');
    const userId = (await client.get('/api/session')).body.data.user.id;
    await app.database.kysely
      .updateTable('sessions')
      .set({ expires_at: new Date(Date.now() - 1_000) })
      .where('user_id', '=', userId)
      .execute();
    expect((await client.get('/api/session')).status).toBe(401);
    await client.signIn('Gero');
    const left = app.database.kysely
      .selectFrom('sessions')
      .select('id')
      .where('user_id', '=', userId);
    expect(await left.execute()).toHaveLength(1);
  });
});
