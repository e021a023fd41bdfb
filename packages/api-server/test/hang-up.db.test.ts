import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startTestApp, type TestApp } from './start-test-app.ts';

const ATTEMPTS = 4;
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

/** Sends a request and is gone before anybody can answer. */
async function askAndHangUp(request: string): Promise<void> {
  const socket = connect(Number(new URL(app.url).port), '127.0.0.1');
  await once(socket, 'connect');
  socket.end(request, () => socket.destroy());
  await once(socket, 'close');
}

function signIn(email: string, cookie: string): string {
  const body = JSON.stringify({ email, password: 'not the one at all' });
  return [
    `POST /api/auth/sign-in/email HTTP/1.1\r\nHost: ${new URL(app.url).host}\r\n`,
    `Origin: ${app.url}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\n`,
    `Content-Length: ${body.length}\r\n\r\n${body}`,
  ].join('');
}

/** Of a session that is over, which takes the database to find out. */
async function oldCookie(): Promise<string> {
  const { api, cookie } = await app.signUp();
  await api('POST', '/api/auth/sign-out', {});
  return cookie;
}

test('who hangs up is still known by address, and nothing of it is an error of ours', async () => {
  const { email } = await app.signUp();
  for (let index = 0; index < ATTEMPTS; index += 1) {
    await askAndHangUp(signIn(email, await oldCookie()));
  }
  const refused = () =>
    app.database.kysely
      .selectFrom('audit_events')
      .select('ip')
      .where('action', '=', 'session.sign_in_failed')
      .execute();
  await vi.waitFor(async () => expect(await refused()).toHaveLength(ATTEMPTS), 20_000);
  expect(new Set((await refused()).map(({ ip }) => ip))).toEqual(new Set(['127.0.0.1']));
  expect(app.logText()).not.toContain('"level":50');
});
