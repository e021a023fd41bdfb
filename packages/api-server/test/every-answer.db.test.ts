import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { problemSchema } from '@rita/contracts';
import { sendRaw } from '@rita/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { securityHeaders } from '../src/platform/http/security-headers.ts';
import { METRICS_TOKEN, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

const HEADERS = securityHeaders({ isHttps: true, withSubdomains: false });
let folder: string;
let app: TestApp;
let user: TestUser;
let port: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rita-client-'));
  await mkdir(join(folder, 'assets'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>client</title>');
  await writeFile(join(folder, 'assets', 'app-abc.js'), 'export {};');
  const clientFolder = pathToFileURL(`${folder}/`);
  app = await startTestApp({ PUBLIC_URL: 'https://rita.example' }, { clientFolder });
  port = Number(new URL(app.url).port);
  user = await app.signUp();
});
afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** A request of a signed-in browser; `more` are lines of further headers, each with its end. */
function request(method: string, path: string, { more = '', body = '' } = {}): string {
  return [
    `${method} ${path} HTTP/1.1\r\n`,
    'Host: rita.example\r\nOrigin: https://rita.example\r\n',
    `Cookie: ${user.cookie}\r\nConnection: close\r\n`,
    more,
    body === '' ? '' : `Content-Length: ${Buffer.byteLength(body)}\r\n`,
    `\r\n${body}`,
  ].join('');
}

const json = { more: 'Content-Type: application/json\r\n' };
const LONG = 'a'.repeat(201);
const NEVER = '00000000-0000-4000-8000-000000000000';

/** Every kind of answer: what is sent, and the status that comes back. */
const ANSWERS: [name: string, bytes: () => string | Buffer, status: number, until?: string][] = [
  ['a list', () => request('GET', '/api/data-sources'), 200],
  ['a page', () => request('GET', '/'), 200],
  ['a page of the client’s own', () => request('GET', '/data-sources/x'), 200],
  ['a page, head only', () => request('HEAD', '/'), 200],
  ['a file', () => request('GET', '/assets/app-abc.js'), 200],
  ['a file that is not there', () => request('GET', '/assets/none.js'), 404],
  ['a file by a way around', () => request('GET', '/assets/..%2f..%2fpackage.json'), 404],
  ['a file by NUL', () => request('GET', '/assets/%00'), 404],
  ['a page by NUL', () => request('GET', '/%00'), 404],
  ['two slashes', () => request('GET', '//'), 404],
  ['two slashes and a host', () => request('GET', '//evil.example/%2e%2e'), 404],
  ['slashes in the middle', () => request('GET', '/api//data-sources'), 404],
  ['slashes at the end', () => request('GET', '/api/data-sources//'), 404],
  ['only slashes in an id', () => request('GET', '/api/data-sources/%2f%2f'), 404],
  ['a backslash', () => request('GET', '/\\evil.example'), 404],
  ['a long id', () => request('GET', `/api/data-sources/${LONG}`), 404],
  ['a long id to change', () => request('PUT', `/api/data-sources/${LONG}`, json), 404],
  ['a long id to remove', () => request('DELETE', `/api/data-sources/${LONG}`), 404],
  ['a long id in the middle', () => request('POST', `/api/data-sources/${LONG}/sync`), 404],
  ['a long second id', () => request('GET', `/api/data-sources/${NEVER}/previews/${LONG}`), 404],
  ['NUL in an id', () => request('GET', '/api/data-sources/%00'), 404],
  ['an id with NUL inside', () => request('GET', `/api/documents/${NEVER.slice(1)}%00`), 404],
  ['a long name below sign-in', () => request('GET', `/api/auth/${LONG}`), 404],
  ['NUL below sign-in', () => request('GET', '/api/auth/%00'), 404],
  ['slashes below sign-in', () => request('GET', '/api/auth//get-session'), 404],
  ['an address that cannot be decoded', () => request('GET', '/%zz'), 400],
  ['bytes that are no text', () => request('GET', '/api/data-sources/%ff%fe'), 400],
  ['no address', () => request('GET', 'http://'), 400],
  ['an address in full', () => request('GET', 'http://rita.example/api/session'), 200],
  ['an address in full elsewhere', () => request('GET', 'http://evil.example/api/session'), 421],
  ['the server as a whole', () => request('OPTIONS', '*'), 404],
  ['options', () => request('OPTIONS', '/api/data-sources'), 405],
  ['head of a route', () => request('HEAD', '/api/data-sources'), 405],
  ['a method of others', () => request('PROPFIND', '/api/data-sources'), 405],
  ['a new method', () => request('QUERY', '/api/data-sources'), 405],
  ['another method for sign-in', () => request('PUT', '/api/auth/sign-in/email', json), 405],
  ['another method for the docs', () => request('POST', '/docs', json), 405],
  ['another method for metrics', () => request('DELETE', '/metrics'), 405],
  ['a method that is none', () => request('FOO', '/api/data-sources'), 400],
  ['a tunnel', () => request('TRACE', '/api/data-sources'), 405],
  ['the docs', () => request('GET', '/docs/'), 200],
  ['a file of the docs', () => request('GET', '/docs/static/index.css'), 200],
  ['no file of the docs', () => request('GET', '/docs/static/%00'), 404],
  ['the description', () => request('GET', '/api/openapi.json'), 200],
  ['metrics', () => request('GET', '/metrics'), 404],
  [
    'metrics for who may',
    () => request('GET', '/metrics', { more: `Authorization: Bearer ${METRICS_TOKEN}\r\n` }),
    200,
  ],
  ['health', () => request('GET', '/api/health/live'), 200],
  ['events', () => request('GET', '/api/events'), 200, 'snapshot'],
  [
    'nobody',
    () => 'GET /api/session HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n',
    401,
  ],
  [
    'another site',
    () =>
      request('POST', '/api/data-sources', { ...json, body: '{}' }).replace(
        'Origin: https://rita',
        'Origin: https://evil',
      ),
    403,
  ],
  ['no JSON', () => request('POST', '/api/data-sources', { ...json, body: '{' }), 400],
  ['no content type', () => request('POST', '/api/data-sources', { body: '{}' }), 415],
  [
    'too much',
    () => request('POST', '/api/data-sources', { ...json, body: `"${'x'.repeat(70_000)}"` }),
    413,
  ],
  [
    'an expectation',
    () => request('GET', '/api/data-sources', { more: 'Expect: wonders\r\n' }),
    200,
  ],
  [
    'an upgrade',
    () =>
      request('GET', '/api/session')
        .replace('close', 'upgrade, close')
        .replace('\r\n\r\n', '\r\nUpgrade: websocket\r\n\r\n'),
    200,
  ],
  ['no host', () => 'GET / HTTP/1.1\r\nConnection: close\r\n\r\n', 400],
  ['no host in HTTP/1.0', () => 'GET / HTTP/1.0\r\n\r\n', 421],
  ['a probe without a host', () => 'GET /api/health/live HTTP/1.0\r\n\r\n', 200],
  [
    'two hosts',
    () => 'GET / HTTP/1.1\r\nHost: rita.example\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
    400,
  ],
  ['another host', () => 'GET / HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n', 421],
  [
    'a host that is none',
    () => 'GET / HTTP/1.1\r\nHost: rita.example/x\r\nConnection: close\r\n\r\n',
    421,
  ],
  ['another version', () => 'GET / HTTP/9.9\r\n\r\n', 400],
  ['no request at all', () => Buffer.from([22, 3, 1, 0, 200, 1, 0, 0, 196, 3, 3, 13, 10]), 400],
  ['an impossible length', () => request('POST', '/', { more: 'Content-Length: x\r\n' }), 400],
  [
    'two lengths',
    () => request('POST', '/', { more: 'Content-Length: 1\r\nContent-Length: 2\r\n' }),
    400,
  ],
  [
    'length and pieces',
    () => request('POST', '/', { more: 'Content-Length: 3\r\nTransfer-Encoding: chunked\r\n' }),
    400,
  ],
  [
    'an encoding of nobody',
    () => request('POST', '/', { more: 'Transfer-Encoding: odd\r\n' }),
    400,
  ],
  ['a line break in a header', () => request('GET', '/', { more: 'X-A: a\rb\r\n' }), 400],
  [
    'headers without an end',
    () => request('GET', '/', { more: `X-A: ${'a'.repeat(20_000)}\r\n` }),
    431,
  ],
];

describe('the same headers stand on every kind of answer', () => {
  test.each(ANSWERS)('%s', async (_, bytes, status, until) => {
    const answer = await sendRaw(port, bytes(), until);
    expect(answer?.status).toBe(status);
    expect(Object.fromEntries(answer?.headers ?? [])).toMatchObject(HEADERS);
    const contentType = answer?.headers.get('content-type') ?? '';
    if (contentType.startsWith('text/')) expect(contentType).toMatch(/; charset=utf-8$/i);
  });

  test('nothing of that was an error of ours', () => {
    const lines = app.logText().split('\n');
    expect(lines.filter((line) => line.includes('"level":50'))).toEqual([]);
  });

  test('and they say what they should', () => {
    expect(HEADERS['content-security-policy']).not.toContain('unsafe');
    expect(Object.keys(HEADERS)).toEqual(
      expect.arrayContaining([
        'content-security-policy',
        'cross-origin-opener-policy',
        'cross-origin-resource-policy',
        'permissions-policy',
        'referrer-policy',
        'strict-transport-security',
        'x-content-type-options',
        'x-frame-options',
      ]),
    );
  });

  test('https is asked for a year, of names below ours only where the operator says so', () => {
    const said = (isHttps: boolean, withSubdomains: boolean) =>
      securityHeaders({ isHttps, withSubdomains })['strict-transport-security'];
    expect(said(true, false)).toBe('max-age=31536000');
    expect(said(true, true)).toBe('max-age=31536000; includeSubDomains');
    expect(said(false, true)).toBeUndefined();
  });
});

test('nothing but files of the client is kept by a browser', async () => {
  const kept: Record<string, string> = {};
  for (const [name, bytes, , until] of ANSWERS) {
    const control = (await sendRaw(port, bytes(), until))?.headers.get('cache-control') ?? 'unsaid';
    if (!control.startsWith('no-store')) kept[name] = control;
  }
  expect(kept).toEqual({
    'a page': 'no-cache',
    'a page of the client’s own': 'no-cache',
    'a page, head only': 'no-cache',
    'a file': 'public, max-age=31536000, immutable',
    'a file of the docs': 'public, max-age=0',
  });
});

test('a refusal is a problem, whoever refuses', async () => {
  const refused = ANSWERS.filter(([, , status]) => status >= 400);
  for (const [name, bytes, status] of refused) {
    const answer = await sendRaw(port, bytes());
    if (bytes().toString().startsWith('HEAD')) continue;
    expect(answer?.headers.get('content-type'), name).toMatch(/^application\/problem\+json/);
    expect(problemSchema.parse(JSON.parse(answer?.body ?? '')).status, name).toBe(status);
  }
});

test.each([
  ['/api/data-sources', 'GET, POST'],
  [`/api/data-sources/${NEVER}`, 'DELETE, GET, PUT'],
  ['/api/auth/sign-in/email', 'POST'],
  ['/api/openapi.json', 'GET'],
  ['/metrics', 'GET'],
])('405 for %s names its methods', async (path, methods) => {
  const answer = await sendRaw(port, request('PATCH', path, json));
  expect([answer?.status, answer?.headers.get('allow')]).toEqual([405, methods]);
});
