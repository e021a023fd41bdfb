import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectInvariants } from './invariants.ts';
import { openLiveReader } from './live-reader.ts';
import { startTestApp, type TestApp, TOKEN } from './start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('the listening connection is cut: a new snapshot within 5 s, with what changed meanwhile (row 7)', async () => {
  const user = await app.signUp();
  const { id } = await user.seeded();
  const reader = await openLiveReader(app.url, { cookie: user.cookie });
  await reader.next('snapshot');
  const { rows } = await app.database.executeSql(
    `select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'rita-listener'`,
  );
  expect(rows).toHaveLength(1);
  const begun = performance.now();
  const changed = await user.api('PUT', `/api/data-sources/${id}`, { name: 'Named meanwhile' });
  const names = (event: { data: { data_sources?: { name: string }[]; name?: string } }) =>
    JSON.stringify(event.data).includes('Named meanwhile');
  await expect.poll(() => reader.events.some(names), { timeout: 5_000 }).toBe(true);
  expect(performance.now() - begun).toBeLessThan(5_000);
  const snapshots = () => reader.events.filter(({ name }) => name === 'snapshot').length;
  await expect.poll(snapshots, { timeout: 5_000 }).toBeGreaterThan(1);
  expect(changed.body.data.version).toBeGreaterThan(1);
  reader.stop();
  await expectInvariants(app, TOKEN.api_token);
});
