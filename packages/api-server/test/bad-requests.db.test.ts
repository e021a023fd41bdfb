import { PROBLEMS, problemSchema } from '@rita/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
let owner: TestUser;
beforeAll(async () => {
  app = await startTestApp();
  owner = await app.signUp('Owner');
});
afterAll(() => app.close());

describe('bad requests are problems with a code', () => {
  const path = '/api/data-sources';
  const numbered = Array.from({ length: 5_000 }, (_, at) => [`k${at}`, at]);
  const post = (raw: string | Buffer, headers = {}) =>
    call(`${app.url}${path}`, 'POST', {
      raw,
      headers: { cookie: owner.cookie, origin: app.url, ...headers },
    });

  test.each([
    ['not JSON', '{"type":', 'malformed_request'],
    ['NUL', '{"type":"confluence","name":"a\\u0000b"}', 'malformed_request'],
    ['NUL in a key', '{"type":"confluence","settings":{"a\\u0000":1}}', 'malformed_request'],
    ['a lone surrogate', '{"type":"confluence","settings":{"cql":"\\ud800"}}', 'malformed_request'],
    [
      '__proto__',
      '{"type":"confluence","settings":{"__proto__":{"polluted":1}}}',
      'malformed_request',
    ],
    ['constructor', '{"constructor":{"prototype":{"polluted":1}}}', 'malformed_request'],
    ['great depth', `${'['.repeat(30_000)}${']'.repeat(30_000)}`, 'malformed_request'],
    ['thousands of keys', JSON.stringify(Object.fromEntries(numbered)), 'validation_failed'],
    ['an array', '[]', 'validation_failed'],
    ['null', 'null', 'validation_failed'],
    [
      '1 MB of settings',
      JSON.stringify({ settings: { cql: 'x'.repeat(1e6) } }),
      'payload_too_large',
    ],
  ])('%s', async (_name, raw, code) => {
    const { status, body, headers } = await post(raw);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect(problemSchema.parse(body).code).toBe(code);
    expect(JSON.stringify(body).length).toBeLessThan(10_000);
    expect(status).toBe(PROBLEMS[code as keyof typeof PROBLEMS].status);
    expect(({} as { polluted?: number }).polluted).toBeUndefined();
  });

  test('another content type', async () => {
    const { body } = await post('type=confluence', { 'content-type': 'text/plain' });
    expect(body.code).toBe('unsupported_media_type');
  });

  test.each([
    ['another site', { origin: 'https://evil.example' }],
    ['an opaque origin', { origin: 'null' }],
    ['a cross-site fetch', { origin: '', 'sec-fetch-site': 'cross-site' }],
  ])('from %s', async (_name, headers: Record<string, string>) => {
    const { status, body } = await post('{"type":"websearch"}', headers);
    expect([status, body.code]).toEqual([403, 'foreign_origin']);
  });

  test('reading that leaves a trace, from a page of another site', async () => {
    const headers = { cookie: owner.cookie, 'sec-fetch-site': 'cross-site' };
    const answer = await call(`${app.url}/api/documents/export`, 'GET', { headers });
    expect([answer.status, answer.body.code]).toEqual([403, 'foreign_origin']);
  });

  test.each([
    ['GET', '/api/nothing', 'not_found'],
    ['GET', '/api/data-sources/not-a-uuid', 'not_found'],
    ['GET', '/api/data-sources/%00', 'not_found'],
    ['GET', '/api/data-sources/%zz', 'malformed_request'],
    ['GET', '/api/documents?query=%00', 'malformed_request'],
    ['GET', '/api/documents?limit=1000', 'validation_failed'],
    ['GET', '/api/documents?surprise=1', 'validation_failed'],
    ['GET', '/api/audit-events?cursor=x', 'validation_failed'],
    ['PUT', '/api/data-sources', 'method_not_allowed'],
    ['DELETE', '/api/session', 'method_not_allowed'],
    // The dot of `/.well-known` is a dot.
    ['POST', '/.well-known/oauth-protected-resource', 'method_not_allowed'],
    ['POST', '/-well-known/oauth-protected-resource', 'not_found'],
  ])('%s %s', async (method, address, code) => {
    const { status, body } = await owner.api(method, address);
    expect([status, body.code]).toEqual([PROBLEMS[code as keyof typeof PROBLEMS].status, code]);
  });

  test('a body where none is taken', async () => {
    const answer = await owner.api('POST', '/api/data-sources/seed', {
      organization_id: 'x',
    });
    expect(answer.body.code).toBe('validation_failed');
  });
});

describe('status callback', () => {
  test('takes nothing that is not signed', async () => {
    const { body } = await call(`${app.url}/api/connector/status`, 'POST', { body: {} });
    expect(body.code).toBe('invalid_signature');
    const empty = await call(`${app.url}/api/connector/status`, 'POST');
    expect(empty.body.code).toBe('invalid_signature');
  });

  test.each([
    ['half of it', '{"type":', 'malformed_request'],
    ['what is missing fields', '{"type":"sync"}', 'validation_failed'],
    ['__proto__', '{"__proto__":{}}', 'malformed_request'],
    ['300 KB', `"${'x'.repeat(300_000)}"`, 'payload_too_large'],
  ])('refuses %s', async (_name, raw, code) => {
    const { body } = await app.report(raw);
    expect(body.code).toBe(code);
  });

  test('mends text that could not be stored', async () => {
    const { id } = await owner.seeded();
    const raw = `{"type":"verification","connection_id":"${id}","tenant_id":"${owner.organizationId}",
      "status":"failed","error":"a\\u0000b\\ud800","options":{"x\\u0000":"y"}}`;
    expect((await app.report(raw)).body.data.outcome).toBe('applied');
    const { body } = await owner.api('GET', `/api/data-sources/${id}`);
    expect(body.data.last_verification_error).toBe('ab\ufffd');
  });
});
