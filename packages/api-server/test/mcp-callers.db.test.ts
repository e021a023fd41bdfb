import type { Document } from '@rita/contracts';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { documentOf, finds, keyOf, META, modern, startMcpApp } from './mcp-steps.ts';
import { call, type TestApp, type TestUser } from './start-test-app.ts';

let app: TestApp;
let owner: TestUser;
let connectionId: string;
let authorized: { authorization: string };
let use: Awaited<ReturnType<typeof startMcpApp>>['use'];
let document: Document;

beforeAll(async () => {
  ({ app, owner, connectionId, authorized, use } = await startMcpApp());
});
afterAll(() => app.close());
beforeEach(() => {
  document = documentOf(connectionId);
  finds(app, [document]);
});

describe('who asks', () => {
  test('the connector is told of the person, by each tool', async () => {
    const reader = { person_id: await owner.memberId(), addresses: [] };
    const tools = [
      ['search', { query: 'x' }],
      ['search_documents', {}],
      ['fetch', { id: document.id }],
    ] as const;
    for (const [name, args] of tools) {
      await use(name, args);
      expect(app.receiver.asked.at(-1)?.body).toMatchObject({
        reader,
        tenant_id: owner.organizationId,
      });
    }
    await modern(app.url, 'resources/read', { uri: `rita://documents/${document.id}` }, authorized);
    expect(app.receiver.asked.at(-1)?.body).toMatchObject({ reader, document_id: document.id });
  });

  test('unknown, foreign and hidden documents have one answer', async () => {
    const answers = [];
    app.receiver.pages.set('/documents/get', { data: null });
    for (const id of [crypto.randomUUID(), 'x', '../etc', `${document.id}#x`]) {
      answers.push(await use('fetch', { id }));
    }
    // A connector that answers with a document of another organization.
    finds(app, [documentOf(crypto.randomUUID())]);
    answers.push(await use('fetch', { id: document.id }));
    const [first, ...others] = answers.map(({ content, isError }) => ({ content, isError }));
    expect(first).toEqual({ content: [{ type: 'text', text: expect.any(String) }], isError: true });
    for (const other of others) expect(other).toEqual(first);
  });

  test('documents of no connection of the organization are neither found nor counted', async () => {
    const other = documentOf(crypto.randomUUID());
    finds(app, [other, document, documentOf(other.connection_id)]);
    const { structuredContent } = await use('search', { query: 'holidays' });
    const { results } = structuredContent as { results: { id: string }[] };
    expect(results.map(({ id }) => id)).toEqual([document.id]);
    const { body } = await owner.api('GET', '/api/documents?query=holidays');
    expect(body).toMatchObject({ data: [{ id: document.id }], total: 1 });
    finds(app, [other]);
    const nothing = await owner.api('GET', '/api/documents');
    expect(nothing.body).toMatchObject({ data: [], total: 0 });
  });

  test('the log says who read what through which program, and not what was asked for', async () => {
    await use('search', { query: 'a very private matter' });
    await use('fetch', { id: document.id });
    const entries = await app.database.kysely
      .selectFrom('audit_events')
      .select(['actor_id', 'object_label', 'details'])
      .where('action', '=', 'assistant.read')
      .orderBy('position', 'desc')
      .limit(2)
      .execute();
    const by = { actor_id: owner.userId, object_label: 'a program' };
    expect(entries).toEqual([
      { ...by, details: { tool: 'fetch', results: 1, document_id: document.id } },
      { ...by, details: { tool: 'search', results: 1 } },
    ]);
    const log = await app.database.executeSql('select e::text as line from audit_events e');
    expect(JSON.stringify(log.rows) + app.logText()).not.toContain('private matter');
  });
});

describe('what clients send', () => {
  test.each([
    ['null for what is left out', null],
    ['empty texts for what is left out', ''],
  ])('%s', async (_name, nothing) => {
    const names = ['source', 'path', 'updated_after', 'author', 'limit', 'cursor', 'query'];
    const asked = Object.fromEntries(names.map((name) => [name, nothing]));
    const { isError, structuredContent } = await use('search_documents', asked);
    expect([isError, structuredContent?.documents.length]).toEqual([undefined, 1]);
    expect(app.receiver.asked.at(-1)?.body).not.toHaveProperty('author');
  });

  test('a number as a text, and fields that there are none of', async () => {
    const asked = { limit: '1', top_k: 5, filters: {} };
    expect((await use('search_documents', asked)).structuredContent.documents).toHaveLength(1);
    for (const limit of ['0', '1e9', '21', 0, -1, 1e9, 1.5]) {
      const { isError, content } = await use('search_documents', { limit });
      expect([limit, isError]).toEqual([limit, true]);
      expect(content[0].text).toContain('limit');
    }
  });

  test.each([
    ['anything', '*/*'],
    ['anything, by name and by weight', 'application/json, */*;q=0.8'],
    ['both', 'application/json, text/event-stream'],
  ])('programs that take %s, of either revision', async (_name, accept) => {
    const headers = { ...authorized, accept };
    expect((await modern(app.url, 'tools/list', {}, headers)).status).toBe(200);
    const older = { jsonrpc: '2.0', id: 1, method: 'tools/list' };
    expect((await call(`${app.url}/mcp`, 'POST', { body: older, headers })).status).toBe(200);
  });
});

describe('refusals', () => {
  const metadata = () =>
    `resource_metadata="${app.deps.publicUrl}/.well-known/oauth-protected-resource/mcp"`;

  test.each([
    ['no token', {}, ''],
    ['another kind of token', { authorization: 'Basic eDp5' }, 'error="invalid_token", '],
    ['a token that is made up', { authorization: 'Bearer x' }, 'error="invalid_token", '],
    ['a session', { cookie: 'its own' }, ''],
  ])('%s: 401 with where to sign in, and the body is not read', async (name, headers, error) => {
    const given = name === 'a session' ? { cookie: owner.cookie } : headers;
    const answer = await call(`${app.url}/mcp`, 'POST', { raw: 'not json', headers: given });
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe(
      `Bearer ${error}${metadata()}, scope="documents:read"`,
    );
  });

  test('a key for other things: 403', async () => {
    const other = await keyOf(owner, { scopes: ['sources:read'] });
    const answer = await modern(app.url, 'tools/list', {}, { authorization: `Bearer ${other}` });
    expect(answer.status).toBe(403);
    expect(answer.headers.get('www-authenticate')).toContain('error="insufficient_scope"');
  });

  test.each([
    ['GET', 405],
    ['DELETE', 405],
  ])('%s: %s', async (method, status) => {
    expect((await call(`${app.url}/mcp`, method, { headers: authorized })).status).toBe(status);
  });

  test('a page of another site: 403, unless the operator named it', async () => {
    const from = (origin: string, method = 'POST') =>
      call(`${app.url}/mcp`, method, { headers: { ...authorized, origin } });
    expect((await from('https://evil.example')).status).toBe(403);
    expect((await from('https://evil.example', 'OPTIONS')).status).toBe(403);
    const allowed = await from('https://inspector.example', 'OPTIONS');
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get('access-control-allow-origin')).toBe('https://inspector.example');
    expect(allowed.headers.get('access-control-allow-headers')).toContain('Mcp-Method');
  });

  test.each([
    ['100 kB of words', 'word '.repeat(20_000)],
    ['1,000 words', 'ab '.repeat(160)],
    ['nothing but spaces', '   '],
    ['what no text can hold', 'a\u0000b'],
  ])('a query of %s: a result that is an error', async (_name, query) => {
    const before = app.receiver.asked.length;
    const result = await use('search', { query });
    expect(result.isError).toBe(true);
    expect(app.receiver.asked.length).toBe(before);
  });

  test('what is no JSON, too large, or of another type', async () => {
    const send = (raw: string, headers = {}) =>
      call(`${app.url}/mcp`, 'POST', {
        raw,
        headers: { accept: 'application/json, text/event-stream', ...authorized, ...headers },
      });
    expect((await send('{"jsonrpc":')).body.error.code).toBe(-32700);
    expect((await send(`"${'x'.repeat(300_000)}"`)).status).toBe(413);
    expect((await send('{}', { 'content-type': 'text/plain' })).status).toBe(415);
  });

  test('several messages in one request, of either revision or both', async () => {
    const older = { jsonrpc: '2.0', id: 1, method: 'tools/call', params: { name: 'list_sources' } };
    const newer = { ...older, params: { ...older.params, _meta: META } };
    const before = app.receiver.asked.length;
    for (const body of [[older], [older, older], [newer], [older, newer], []]) {
      const accept = 'application/json, text/event-stream';
      const headers = { ...authorized, accept };
      const answer = await call(`${app.url}/mcp`, 'POST', { body, headers });
      expect([answer.status, answer.body.error.code]).toEqual([400, -32600]);
    }
    expect(app.receiver.asked).toHaveLength(before);
  });

  test('a header of another method than the body’s', async () => {
    const answer = await modern(app.url, 'tools/list', {}, { ...authorized, 'mcp-method': 'ping' });
    expect([answer.status, answer.body.error.code]).toEqual([400, -32020]);
  });

  test('a connector that is away is said in a sentence', async () => {
    app.receiver.pages.delete('/documents/search');
    const result = await use('search', { query: 'x' });
    expect(result).toMatchObject({ isError: true });
    expect(result.content[0].text).toMatch(/^The connector cannot show documents right now\./);
  });

  test('a key that was ended: refused at the next call', async () => {
    const own = await keyOf(owner, { name: 'to be ended' });
    const asks = () => modern(app.url, 'tools/list', {}, { authorization: `Bearer ${own}` });
    expect((await asks()).status).toBe(200);
    const all = (await owner.api('GET', '/api/keys')).body.data as { id: string; name: string }[];
    await owner.api('DELETE', `/api/keys/${all.find((one) => one.name === 'to be ended')?.id}`);
    expect((await asks()).status).toBe(401);
  });
});
