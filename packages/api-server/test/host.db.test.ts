import { sendRaw } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { isOpenToListeners } from '../src/platform/http/host.ts';
import { METRICS_TOKEN, startTestApp, type TestApp } from './start-test-app.ts';

let app: TestApp;
let port: number;
beforeAll(async () => {
  app = await startTestApp({ PUBLIC_URL: 'https://rita.example' });
  port = Number(new URL(app.url).port);
});
afterAll(() => app.close());

test.each([
  ['rita.example', 200],
  ['RITA.example:443', 200],
  ['rita.example.', 200],
  ['localhost:3000', 200],
  ['127.0.0.1', 200],
  ['[::1]:3000', 200],
  ['rita.example.evil.example', 421],
  ['xrita.example', 421],
  ['localhost.evil.example', 421],
  ['127.0.0.2', 421],
  ['user@rita.example', 421],
  ['', 421],
])('asked for as %s', async (host, status) => {
  const bytes = `GET /api/sign-in-options HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
  expect((await sendRaw(port, bytes))?.status).toBe(status);
});

test('probes, metrics and the connector know the process by another name', async () => {
  const ask = (line: string, more = '') =>
    sendRaw(
      port,
      `${line} HTTP/1.1\r\nHost: api-server-1:3000\r\nConnection: close\r\n${more}\r\n`,
    );
  expect((await ask('GET /api/health/ready'))?.status).toBe(200);
  const token = `Authorization: Bearer ${METRICS_TOKEN}\r\n`;
  expect((await ask('GET /metrics', token))?.status).toBe(200);
  expect((await ask('POST /api/connector/status'))?.status).toBe(401);
  expect((await ask('GET /api/session'))?.status).toBe(421);
});

test('an address without TLS that others can listen to is a line of the log', async () => {
  const open = await startTestApp({ PUBLIC_URL: 'http://rita.example' });
  const lines = open.logText();
  await open.close();
  expect(lines).toContain('"security_event":"no_tls"');
  expect(app.logText()).not.toContain('no_tls');
});

test.each([
  ['http://rita.example', true],
  ['http://10.0.0.7:3000', true],
  ['https://rita.example', false],
  ['http://localhost:3000', false],
  ['http://127.0.0.1:3000', false],
  ['http://[::1]:3000', false],
])('%s is open to listeners: %s', (publicUrl, isOpen) => {
  expect(isOpenToListeners(publicUrl)).toBe(isOpen);
});
