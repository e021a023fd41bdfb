import { randomUUID } from 'node:crypto';
import { PROBLEMS, ROUTES, type Route } from '@rita/contracts';
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
  renameOrganization: { name: 'Another name' },
  deleteOrganization: { id: 'another', name: 'Another name' },
  updateAlertSettings: { mail: true, kinds: [], quiet: null },
};

async function ask(route: Route, caller: Caller): Promise<Reply> {
  const id = route.id.includes('nvitation') ? 'none' : connectionId;
  const path = route.path
    .replace(':id', id)
    .replace(':person_id', 'nobody')
    .replace(':topic', 'alerts');
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
