import type { DataSourceConnection } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
let user: TestUser;
beforeAll(async () => {
  app = await startTestApp();
  user = await app.signUp();
  await user.seeded();
});
afterAll(() => app.close());

const list = async (asker = user): Promise<DataSourceConnection[]> =>
  (await asker.api('GET', '/api/data-sources')).body.data;

test('a list says what each connection says of itself, after every change, and nothing of others', async () => {
  const first = await list();
  expect(first.map(({ type }) => type)).toEqual([
    'confluence',
    'servicenow',
    'sharepoint',
    'websearch',
  ]);
  const [changed, removed] = [first[1]?.id ?? '', first[2]?.id ?? ''];
  const path = `/api/data-sources/${changed}`;
  for (const name of ['One', 'Two']) {
    expect((await user.api('PUT', path, { name })).status).toBe(200);
    const single = (await user.api('GET', path)).body.data;
    expect(single.name).toBe(name);
    expect((await list()).find(({ id }) => id === changed)).toEqual(single);
  }
  expect((await user.api('DELETE', `/api/data-sources/${removed}`)).status).toBe(200);
  expect((await list()).map(({ id }) => id)).not.toContain(removed);
  const stranger = await app.signUp();
  expect(await list(stranger)).toEqual([]);
});

test('a session that was just used is over at once for this process', async () => {
  const member = await app.signUp();
  expect(await list(member)).toEqual([]);
  expect((await member.api('POST', '/api/auth/sign-out', {})).status).toBe(200);
  expect((await member.api('GET', '/api/data-sources')).status).toBe(401);
});
