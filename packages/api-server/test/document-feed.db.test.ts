import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { PROBLEMS, type ProblemCode } from '@rita/contracts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { ACCESS_CONNECTOR } from './access-steps.ts';
import { bearer, CHANGES, keyOf, startFeedApp } from './feed-steps.ts';
import { call, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
let owner: TestUser;
let documentOf: Awaited<ReturnType<typeof startFeedApp>>['documentOf'];
beforeAll(async () => {
  ({ app, owner, documentOf } = await startFeedApp());
});
afterAll(() => app.close());
afterEach(() => void app.receiver.pages.delete(CHANGES));

const withKey = (key: string, path: string) =>
  call(`${app.url}${path}`, 'GET', { headers: bearer(key) });

const refuse = (code: ProblemCode) => (_: IncomingMessage, response: ServerResponse) => {
  const { status, title, remedy } = PROBLEMS[code];
  const headers = { 'content-type': 'application/problem+json' };
  const problem = { type: 'about:blank', title, status, code, detail: remedy };
  response.writeHead(status, headers).end(JSON.stringify(problem));
};

describe('changes', () => {
  const says = (data: unknown[], cursor = 'the-connectors') =>
    app.receiver.pages.set(CHANGES, { data, next_cursor: cursor, has_more: false });
  const cursorFor = async (user: TestUser) =>
    (await user.api('GET', '/api/documents/changes')).body.next_cursor as string;
  const path = (cursor: string) => `/api/documents/changes?cursor=${encodeURIComponent(cursor)}`;
  const lastAsked = () => app.receiver.asked.at(-1)?.body as Record<string, unknown>;

  test('are asked for as who asks, and go on with the cursor that was given', async () => {
    const document = documentOf();
    says([
      { type: 'added', document },
      { type: 'removed', id: randomUUID() },
    ]);
    const { status, body } = await owner.api('GET', '/api/documents/changes?limit=7');
    expect([status, body.data[0].document]).toEqual([200, document]);
    expect(lastAsked()).toMatchObject({
      ...{ tenant_id: owner.organizationId, limit: 7 },
      reader: { person_id: await owner.memberId() },
    });
    expect(lastAsked().cursor).toBeUndefined();
    expect(body.next_cursor).not.toContain('connectors');
    await owner.api('GET', path(body.next_cursor));
    expect(lastAsked().cursor).toBe('the-connectors');
  });

  test('a cursor is its reader’s alone, whatever they ask with', async () => {
    says([]);
    const member = await app.signUp('Member');
    await owner.addMember(member, 'member');
    const stranger = await app.signUp('Stranger');
    const cursor = await cursorFor(owner);
    const personal = await keyOf(owner);
    expect((await withKey(personal.key, path(cursor))).status).toBe(200);
    const organization = await keyOf(owner, { kind: 'organization' });
    const others = [
      await member.api('GET', path(cursor)),
      await stranger.api('GET', path(cursor)),
      await withKey(organization.key, path(cursor)),
      await owner.api('GET', path(`${cursor.slice(0, -4)}AAAA`)),
      await owner.api('GET', path('nonsense')),
      await owner.api('GET', path(Buffer.from('[1,"0",[[null,""]]]').toString('base64url'))),
    ];
    for (const { status, body } of others) {
      expect([status, body.code]).toEqual([400, 'feed_cursor_invalid']);
    }
  });

  test.each(['feed_cursor_expired', 'feed_cursor_invalid', 'search_took_too_long'] as const)(
    'what the connector says of a cursor is passed on: %s',
    async (code) => {
      app.receiver.pages.set(CHANGES, refuse(code));
      const { status, body } = await owner.api('GET', '/api/documents/changes');
      expect([status, body.code]).toEqual([PROBLEMS[code].status, code]);
    },
  );

  test('of a connection that the organization does not have are left out', async () => {
    const [own, foreign] = [documentOf(), documentOf({ connection_id: randomUUID() })];
    says([own, foreign].map((document) => ({ type: 'updated', document })));
    const { body } = await owner.api('GET', '/api/documents/changes');
    expect(body.data).toEqual([{ type: 'updated', document: own }]);
  });
});

test('a connector that does not know of either is said to be such', async () => {
  const other = await startTestApp();
  other.receiver.pages.set('/connector', ACCESS_CONNECTOR);
  const user = await other.signUp();
  for (const path of ['/api/documents/changes', '/api/documents/export']) {
    const { status, body } = await user.api('GET', path);
    expect([status, body.code]).toEqual([409, 'feed_not_supported']);
  }
  await other.close();
});
