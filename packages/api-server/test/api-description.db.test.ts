import { ROUTES } from '@rita/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeAssistantEndpoints } from '../src/features/mcp/describe-endpoints.ts';
import { AUTH_ENDPOINTS } from '../src/features/session/auth-endpoints.ts';
import { call, startTestApp, type TestApp } from './start-test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

test('the API describes itself, with every route', async () => {
  const { body } = await call(`${app.url}/api/openapi.json`, 'GET');
  const described = Object.entries(body.paths as Record<string, object>).flatMap(
    ([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const expected = ROUTES.map(
    (route) => `${route.method} ${route.path.replaceAll(/:(\w+)/g, '{$1}')}`,
  );
  const auth = described.filter((one) => one.includes(' /api/auth/'));
  expect(auth).toHaveLength(Object.keys(AUTH_ENDPOINTS).length);
  const assistants = Object.entries(describeAssistantEndpoints()).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(assistants).toContain('POST /mcp');
  expect(described.toSorted()).toEqual([...expected, ...auth, ...assistants].toSorted());
  const security = (path: string) => body.paths[path].get.security;
  expect(security('/api/documents')).toEqual([{ session: [] }, { key: ['documents:read'] }]);
  expect(security('/api/members')).toEqual([{ session: [] }]);
  const answers = body.paths['/api/data-sources/{id}'].put.responses;
  expect(Object.keys(answers)).toEqual(expect.arrayContaining(['200', '403', '404', '412']));
  expect(Object.keys(answers['404'].content)).toEqual(['application/problem+json']);
  expect((await call(`${app.url}/docs/`, 'GET')).status).toBe(200);
});

test('what many answers have is described once, so that the page of the API opens quickly', async () => {
  const { body } = await call(`${app.url}/api/openapi.json`, 'GET');
  const text = JSON.stringify(body);
  expect(text.length).toBeLessThan(600_000);
  const names = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, name]) => name);
  const shared = Object.keys(body.components.schemas);
  expect(new Set(names)).toEqual(new Set(shared.map((name) => `#/components/schemas/${name}`)));
  expect(shared.toSorted()).toEqual(['DataSourceConnection', 'Problem']);
  const { properties } = body.components.schemas.Problem;
  expect(properties.code.enum).toContain('run_in_progress');
});

test('headers that an answer has are told with it, whoever describes it', async () => {
  const { body } = await call(`${app.url}/api/openapi.json`, 'GET');
  const answer = (address: string, method: string, status: number) =>
    body.paths[address][method].responses[status];
  const one = '/api/data-sources/{id}';
  const text = { description: expect.stringMatching(/\w/), schema: { type: 'string' } };
  for (const method of ['get', 'put']) {
    expect(answer(one, method, 200)).toMatchObject({ headers: { ETag: text } });
  }
  for (const [address, method] of [
    [one, 'get'],
    ['/api/auth/sign-in/email', 'post'],
    ['/mcp', 'post'],
  ] as const) {
    expect(answer(address, method, 429).headers).toEqual({ 'Retry-After': text });
    expect(answer(address, method, 503).headers).toEqual({ 'Retry-After': text });
    expect(answer(address, method, 401).headers).toEqual({ 'WWW-Authenticate': text });
    expect(answer(address, method, 405).headers).toEqual({ Allow: text });
  }
  const { etag } = Object.fromEntries((await readOne()).headers);
  expect(etag).toMatch(/^"\d+"$/);
});

async function readOne() {
  const user = await app.signUp('Ada');
  const { id } = await user.seeded();
  return fetch(`${app.url}/api/data-sources/${id}`, { headers: { cookie: user.cookie } });
}
