import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { ACCESS_CONNECTOR } from './access-steps.ts';
import { keyOf } from './mcp-steps.ts';
import { call, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let limited: TestApp;
let user: TestUser;
let other: TestUser;
beforeAll(async () => {
  limited = await startTestApp({ REQUESTS_PER_MINUTE: '12', READS_PER_PERSON: '3' });
  limited.receiver.pages.set('/documents/search', { data: [], next_cursor: null, total: 0 });
  limited.receiver.pages.set('/connector', ACCESS_CONNECTOR);
  user = await limited.signUp();
  other = await limited.signUp();
});
afterAll(() => limited.close());
beforeEach(() => limited.database.executeSql('delete from rate_limits'));

const ask = (key: string, path: string) =>
  call(`${limited.url}${path}`, 'GET', { headers: { authorization: `Bearer ${key}` } });

test('a second key of the same person is not twice as much to read', async () => {
  const first = await keyOf(user);
  const second = await keyOf(user);
  const codes: unknown[] = [];
  for (const key of [first, second, first, second]) {
    codes.push((await ask(key, '/api/documents')).status);
  }
  expect(codes).toEqual([200, 200, 200, 429]);
});

test('each key counts for itself, and keys that are made up for their address together', async () => {
  const key = await keyOf(user, { scopes: ['sources:read'] });
  const statuses = async (of: string) => {
    const answers = [];
    for (let at = 0; at < 13; at += 1) answers.push((await ask(of, '/api/data-sources')).status);
    return answers;
  };
  expect((await statuses(key)).indexOf(429)).toBe(12);
  const madeUp = Array.from({ length: 13 }, (_, at) => `rita_key_${String(at).padStart(43, 'a')}`);
  const answers = [];
  for (const one of madeUp) answers.push((await ask(one, '/api/data-sources')).status);
  expect(answers).toContain(429);
});

test('of one person there are at most so many', async () => {
  for (let at = 0; at < 20; at += 1)
    await limited.database.executeSql(
      `insert into access_keys (organization_id, kind, name, hint, key_hash, scopes, created_by, expires_at)
     values ($1, 'organization', 'k', 'h', $2, '{documents:read}', $3, now() + interval '1 day')`,
      [other.organizationId, at.toString(16).padStart(64, '0'), other.userId],
    );
  const body = { kind: 'personal', name: 'one more', scopes: ['documents:read'] };
  expect((await other.api('POST', '/api/keys', body)).body.code).toBe('too_many_keys');
});
