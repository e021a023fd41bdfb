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

  test('is bound to the host and secure on https', async () => {
    const secure = await startSessionTestApp({ publicUrl: 'https://rita.example.com' });
    try {
      const client = secure.client();
      const cookie = (await client.signUp('Dora')).headers.get('set-cookie') ?? '';
      expect(cookie).toMatch(/^__Host-rita\.session_token=/);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; Path=\//);
      expect(cookie).not.toMatch(/; Domain/i);
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
