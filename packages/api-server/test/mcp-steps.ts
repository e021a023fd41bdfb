import { randomUUID } from 'node:crypto';
import type { Document, DocumentSummary } from '@rita/contracts';
import { ACCESS_CONNECTOR } from './access-steps.ts';
import { call, startTestApp, type TestApp, type TestUser } from './start-test-app.ts';

export const MODERN = '2026-07-28';

/** An app with an owner, their key, and a connection that was synced, with permissions as of later. */
export async function startMcpApp() {
  const app = await startTestApp({ MCP_ORIGINS: 'https://inspector.example' });
  const owner = await app.signUp('Owner');
  const key = await keyOf(owner);
  const connectionId = (await owner.seeded()).id;
  await app.database.executeSql(
    `update data_source_connections set enabled = true, last_sync_at = '2026-06-01T00:00:00Z' where id = $1`,
    [connectionId],
  );
  await app.database.executeSql(
    `update connection_access set last_checked_at = '2026-06-02T00:00:00Z' where connection_id = $1`,
    [connectionId],
  );
  const authorized = { authorization: `Bearer ${key}` };
  const use = async (name: string, args: Record<string, unknown> = {}) =>
    (await modern(app.url, 'tools/call', { name, arguments: args }, authorized)).body.result;
  return { app, owner, key, connectionId, authorized, use };
}

/** A key of a person that reads documents, as a program has it. */
export async function keyOf(user: TestUser, asked: Record<string, unknown> = {}): Promise<string> {
  const body = { kind: 'personal', name: 'a program', scopes: ['documents:read'], ...asked };
  const answer = await user.api('POST', '/api/keys', body);
  if (answer.status !== 201) throw new Error(`no key: ${JSON.stringify(answer.body)}`);
  return answer.body.data.key;
}

export function documentOf(connectionId: string, more: Partial<Document> = {}): Document {
  return {
    id: randomUUID(),
    connection_id: connectionId,
    connection_type: 'confluence',
    title: 'Holidays',
    url: 'https://example.atlassian.net/wiki/x',
    path: ['HR', 'Handbook'],
    author: 'Ada Lovelace',
    updated_at: '2026-05-01T00:00:00.000Z',
    created_at: '2026-04-01T00:00:00.000Z',
    fetched_at: '2026-05-02T00:00:00.000Z',
    body: '# Holidays\n\nThirty days.',
    ...more,
  };
}

export function summaryOf({ body: _, created_at: __, fetched_at: ___, ...rest }: Document) {
  return { ...rest, excerpt: '\uE000Thirty\uE001 days.' } satisfies DocumentSummary;
}

/** A connector that finds these documents, whatever it is asked for, and has the first of them. */
export function finds(app: TestApp, documents: Document[], next_cursor: string | null = null) {
  const data = documents.map(summaryOf);
  app.receiver.pages.set('/connector', ACCESS_CONNECTOR);
  app.receiver.pages.set('/documents/search', { data, next_cursor, total: data.length });
  app.receiver.pages.set('/documents/get', { data: documents[0] ?? null });
}

/** What each message of the newest revision says of its client. */
export const META = {
  'io.modelcontextprotocol/protocolVersion': MODERN,
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': { name: 'tests', version: '1' },
};

/** One message to the endpoint as a client of the newest revision sends it. */
export function modern(
  url: string,
  method: string,
  params: Record<string, unknown> = {},
  headers: Record<string, string> = {},
) {
  const name = params.name ?? params.uri;
  return call(`${url}/mcp`, 'POST', {
    body: { jsonrpc: '2.0', id: 1, method, params: { ...params, _meta: META } },
    headers: {
      accept: 'application/json, text/event-stream',
      'mcp-protocol-version': MODERN,
      'mcp-method': method,
      ...(typeof name === 'string' ? { 'mcp-name': name } : {}),
      ...headers,
    },
  });
}

/** A search of somebody who has this token. */
export const searchAs = (url: string, token: string) =>
  modern(
    url,
    'tools/call',
    { name: 'search', arguments: { query: 'x' } },
    { authorization: `Bearer ${token}` },
  );
