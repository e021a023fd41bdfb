import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, startTestApp, type TestApp } from './start-test-app.ts';

const LIMIT = 20;
const COOKIE = 'rita.session_token';
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ REQUESTS_PER_MINUTE: String(LIMIT), TRUST_PROXY: 'true' });
});
afterAll(() => app.close());

const get = (path: string, ip: string, cookie = '') =>
  call(`${app.url}${path}`, 'GET', { headers: { 'x-forwarded-for': ip, cookie } });

/** Asks until it is refused, at most `most` times. Returns how often it was answered. */
async function answeredTimes(ask: (index: number) => ReturnType<typeof get>, most = LIMIT + 2) {
  for (let index = 0; index < most; index += 1) {
    const { status, body, headers } = await ask(index);
    if (status !== 429) continue;
    expect(body.code).toBe('too_many_requests');
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    return index;
  }
  return most;
}

test('people behind one address have a limit each', async () => {
  const office = '192.0.2.10';
  const [first, second] = [await app.signUp('First'), await app.signUp('Second')];
  const ofFirst = await answeredTimes(() => get('/api/session', office, first.cookie));
  expect(ofFirst).toBeGreaterThan(LIMIT - 3);
  expect(ofFirst).toBeLessThanOrEqual(LIMIT);
  // Theirs is spent from wherever they ask; nobody else's is.
  expect((await get('/api/session', '192.0.2.11', first.cookie)).status).toBe(429);
  expect((await get('/api/session', office, second.cookie)).status).toBe(200);
  expect((await get('/api/sign-in-options', office)).status).toBe(200);
});

test('whoever is not signed in is counted by address, also when refused for that', async () => {
  expect(await answeredTimes(() => get('/api/session', '192.0.2.20'))).toBe(LIMIT);
  expect((await get('/api/sign-in-options', '192.0.2.20')).status).toBe(429);
  expect((await get('/api/no-such-address', '192.0.2.20')).status).toBe(429);
  expect((await get('/api/session', '192.0.2.21')).status).toBe(401);
  // One household has a whole /64 of IPv6.
  const household = (index: number) => get('/api/session', `2001:db8:7:7::${index + 1}`);
  expect(await answeredTimes(household)).toBe(LIMIT);
});

test.each([
  ['escaped', '/%61pi/session'],
  ['with the host in it', 'http://localhost/api/session'],
  ['with a slash at the end', '/api/session/'],
])('an address counts however it is written: %s', async (_, path) => {
  const ip = `192.0.2.${60 + path.length}`;
  const statuses: (number | undefined)[] = [];
  for (let index = 0; index <= LIMIT; index += 1) statuses.push(await getAsWritten(path, ip));
  expect(statuses).toEqual([...Array(LIMIT).fill(401), 429]);
});

/** `fetch` writes addresses in one way only. */
function getAsWritten(path: string, ip: string): Promise<number | undefined> {
  const { port } = new URL(app.url);
  const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
  const headers = { host: `localhost:${port}`, 'x-forwarded-for': ip };
  request({ port, path, headers, host: '127.0.0.1' }, (response) => {
    response.resume().on('end', () => resolve(response.statusCode));
  })
    .on('error', reject)
    .end();
  return promise;
}

test('cookies that are made up count for their address together', async () => {
  const forged = (index: number) =>
    get('/api/session', '192.0.2.30', `${COOKIE}=token${index}.AAAA`);
  expect(await answeredTimes(forged)).toBe(LIMIT);
});

test('cookies of sessions that have ended count for their address together', async () => {
  const ended: string[] = [];
  for (let index = 0; index < 4; index += 1) {
    const user = await app.signUp(`Gone-${index}`);
    expect((await user.api('POST', '/api/auth/sign-out', {})).status).toBe(200);
    ended.push(user.cookie);
  }
  const dead = (index: number) => get('/api/session', '192.0.2.40', ended[index % ended.length]);
  // Each is found out to have ended by one request; from then on they share.
  expect(await answeredTimes(dead, 2 * LIMIT)).toBeLessThanOrEqual(LIMIT + ended.length);
  expect((await get('/api/sign-in-options', '192.0.2.40')).status).toBe(429);
});

test('probes, pages and the connector have no limit', async () => {
  for (const path of ['/api/health/live', '/sign-in']) {
    const ask = () => get(path, '192.0.2.50');
    expect(await answeredTimes(ask), path).toBe(LIMIT + 2);
  }
  const statuses = new Set<number>();
  for (let index = 0; index < LIMIT + 2; index += 1) {
    statuses.add((await app.report({ type: 'nothing' })).status);
  }
  expect(statuses).not.toContain(429);
});
