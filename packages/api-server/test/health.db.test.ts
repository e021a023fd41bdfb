import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, METRICS_TOKEN, startTestApp, type TestApp } from './start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('health and metrics', async () => {
  const ready = await call(`${app.url}/api/health/ready`, 'GET');
  expect(ready.body.checks).toMatchObject({ database: 'ok', listener: 'ok', connector: 'failed' });
  expect(ready.status).toBe(200);

  const metrics = (authorization?: string) =>
    call(`${app.url}/metrics`, 'GET', { headers: authorization ? { authorization } : {} });
  const given = await metrics(`Bearer ${METRICS_TOKEN}`);
  expect(given.body).toContain('http_request_duration_seconds');
  for (const wrong of [
    undefined,
    METRICS_TOKEN,
    `Bearer ${METRICS_TOKEN}x`,
    'Bearer x',
    'Basic x',
  ]) {
    expect((await metrics(wrong)).body.code).toBe('not_found');
  }
});
