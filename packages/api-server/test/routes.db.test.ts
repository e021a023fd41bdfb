import { randomUUID } from 'node:crypto';
import { PROBLEMS, problemSchema, ROUTES, type Route } from '@rita/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ACCESS_CONNECTOR } from './access-steps.ts';
import { call, type Reply, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

const ROLES = ['anonymous', 'member', 'admin', 'owner', 'stranger'] as const;
type Caller = (typeof ROLES)[number];

let app: TestApp;
const users = {} as Record<Exclude<Caller, 'anonymous'>, TestUser>;
let connectionId: string;

beforeAll(async () => {
  app = await startTestApp();
  users.owner = await app.signUp('Owner');
  users.admin = await app.signUp('Admin');
  users.member = await app.signUp('Member');
  users.stranger = await app.signUp('Stranger');
  await users.owner.addMember(users.admin, 'admin');
  await users.owner.addMember(users.member, 'member');
  connectionId = (await users.owner.seeded()).id;
  // A page of the connector that belongs to nobody here.
  app.receiver.pages.set('/documents/search', { data: [], next_cursor: null, total: 0 });
  app.receiver.pages.set('/connector', ACCESS_CONNECTOR);
});
afterAll(() => app.close());

/** Bodies that pass validation, so that only access decides. */
const BODIES: Partial<Record<string, unknown>> = {
  createDataSource: { type: 'confluence' },
  updateDataSource: {},
  verifyDataSource: {},
  tryQuery: { query: 'a word' },
  assignAccount: { account_id: null },
  addDomain: { domain: 'example.org' },
};

async function ask(route: Route, caller: Caller): Promise<Reply> {
  const id = route.id.includes('nvitation') ? 'none' : connectionId;
  const path = route.path.replace(':id', id).replace(':person_id', 'nobody');
  const headers: Record<string, string> =
    caller === 'anonymous' ? {} : { cookie: users[caller].cookie, origin: app.url };
  const body = BODIES[route.id];
  if (route.id === 'streamEvents') return openStream(path, headers);
  return call(`${app.url}${path}`, route.method, { headers, ...(body ? { body } : {}) });
}

async function openStream(path: string, headers: Record<string, string>): Promise<Reply> {
  const stop = new AbortController();
  const { signal } = stop;
  const { status, headers: given } = await fetch(`${app.url}${path}`, { headers, signal });
  stop.abort();
  return { status, headers: given, body: { code: status === 401 ? 'unauthenticated' : undefined } };
}

/** The code that access control alone decides on; undefined: the request gets past it. */
function expectedRefusal(route: Route, caller: Caller): string | undefined {
  if (route.access === 'public') return undefined;
  if (route.access === 'connector') return 'invalid_signature';
  if (caller === 'anonymous') return 'unauthenticated';
  const isForWriters = route.access === 'admin' || route.access === 'owner';
  if (isForWriters && caller === 'member') return 'forbidden';
  return route.access === 'owner' && caller === 'admin' ? 'owner_required' : undefined;
}

// What deletes comes last, and never by the owner of what the others ask for.
const inOrder = ROUTES.toSorted(
  (a, b) => Number(a.method === 'DELETE') - Number(b.method === 'DELETE'),
);

describe.each(inOrder as readonly Route[])('$method $path', (route) => {
  test.each(ROLES)('as %s', async (caller) => {
    if (route.method === 'DELETE' && (caller === 'admin' || caller === 'owner')) {
      connectionId = (await users.owner.seeded()).id;
    }
    const { status, body } = await ask(route, caller);
    const refusal = expectedRefusal(route, caller);
    expect(status).toBeLessThan(503);
    if (refusal !== undefined) {
      expect([status, body.code]).toEqual([
        PROBLEMS[refusal as keyof typeof PROBLEMS].status,
        refusal,
      ]);
      return;
    }
    expect(body?.code).not.toBe('unauthenticated');
    expect(body?.code).not.toBe('forbidden');
    expect(body?.code).not.toBe('owner_required');
    expect(status).not.toBe(405);
    // Whoever is of another organization learns nothing of this one's ids.
    const isForeign = caller === 'stranger' && route.path.startsWith('/api/data-sources/:id');
    if (isForeign) expect([status, body.code]).toEqual([404, 'not_found']);
  });
});

test('an id of another organization answers exactly as an unknown one', async () => {
  const { id } = await users.owner.seeded();
  const strip = ({ status, body }: Reply) => [status, { ...body, request_id: undefined }];
  for (const route of ROUTES.filter((one) => one.path.startsWith('/api/data-sources/:id'))) {
    const body = BODIES[route.id];
    const at = (connection: string) => route.path.replace(':id', connection);
    const foreign = await users.stranger.api(route.method, at(id), body);
    const unknown = await users.stranger.api(route.method, at(randomUUID()), body);
    expect(strip(foreign)).toEqual(strip(unknown));
  }
});

test('a refusal for want of a role is a line of the log that names who and what', async () => {
  const before = app.logText().length;
  await users.member.api('POST', '/api/data-sources', BODIES.createDataSource);
  const lines = app.logText().slice(before).trim().split('\n');
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({
      security_event: 'forbidden',
      user_id: users.member.userId,
      ip: '127.0.0.1',
      method: 'POST',
      route: '/api/data-sources',
    }),
  );
});

test('whoever is of another organization finds no documents of this one', async () => {
  const { id } = await users.owner.seeded();
  const answer = await users.stranger.api('GET', `/api/documents?connection_id=${id}`);
  expect(answer.body.code).toBe('not_found');
  await users.owner.api('GET', `/api/documents?query=a%20word&connection_id=${id}`);
  expect(app.receiver.asked.at(-1)).toEqual({
    path: '/documents/search',
    body: {
      ...{ query: 'a word', connection_id: id, limit: 25, tenant_id: users.owner.organizationId },
      // An address that nobody has proved is named to nobody.
      reader: { person_id: await users.owner.memberId(), addresses: [] },
      open_connections: [],
    },
  });
});

describe('bad requests are problems with a code', () => {
  const path = '/api/data-sources';
  const post = (raw: string | Buffer, headers = {}) =>
    call(`${app.url}${path}`, 'POST', {
      raw,
      headers: { cookie: users.owner.cookie, origin: app.url, ...headers },
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
  ])('%s %s', async (method, address, code) => {
    const { status, body } = await users.owner.api(method, address);
    expect([status, body.code]).toEqual([PROBLEMS[code as keyof typeof PROBLEMS].status, code]);
  });

  test('a body where none is taken', async () => {
    const answer = await users.owner.api('POST', '/api/data-sources/seed', {
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
    const { id } = await users.owner.seeded();
    const raw = `{"type":"verification","connection_id":"${id}","tenant_id":"${users.owner.organizationId}",
      "status":"failed","error":"a\\u0000b\\ud800","options":{"x\\u0000":"y"}}`;
    expect((await app.report(raw)).body.data.outcome).toBe('applied');
    const { body } = await users.owner.api('GET', `/api/data-sources/${id}`);
    expect(body.data.last_verification_error).toBe('ab\ufffd');
  });
});
