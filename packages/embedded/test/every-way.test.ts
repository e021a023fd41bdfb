import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DocumentChangesPage, DocumentPage, SampleSource } from '@rita/contracts';
import { waitFor } from '@rita/test-kit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { signUp } from '../../../scripts/canary/customer.ts';
import { type Embedded, startEmbedded } from '../src/start-embedded.ts';

// Who finds what is held against the sources themselves in the connector's leak-matrix.db.test.ts;
// here it is the same by each way through the whole product, assistants included.

const MODERN = '2026-07-28';
const WORDS = ['team', 'vacation', 'password', 'the', 'tea'];
/** To open single documents takes long; each is a question of its own. */
const HIDDEN_ASKED = 60;
const OWN_ASKED = 10;
const READERS = ['broad', 'narrow'] as const;

let dataDir: string;
let product: Embedded;
/** A key of each reader, and of the organization. */
const keys = new Map<string, string>();

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'rita-every-way-'));
  product = await startEmbedded({
    ...{ DATA_DIR: dataDir, HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error' },
    ...{ READS_PER_PERSON: '100000', READS_PER_ORGANIZATION: '100000' },
    REQUESTS_PER_MINUTE: '100000',
  });
  const owner = await signUp(product.url, 'owner');
  const { body } = await owner.ask('GET', '/api/sample-sources');
  const sample = (body.data as SampleSource[]).find(({ type }) => type === 'confluence');
  if (sample === undefined) throw new Error('there is no sample of Confluence');
  const { settings, credentials } = sample;
  await owner.verify('confluence', { settings, credentials: credentials as never });
  const { id } = await owner.untilIdle('confluence');
  await owner.ask('PUT', `/api/data-sources/${id}`, { enabled: true });
  await owner.start('confluence', 'sync');
  const synced = await owner.untilIdle('confluence');
  expect(synced.last_sync_status).toBe('completed');
  const areRead = async () => {
    const { access, last_sync_at: syncedAt } = await owner.find('confluence');
    const readAt = access.status === 'idle' ? access.last_checked_at : null;
    return readAt !== null && syncedAt !== null && Date.parse(readAt) > Date.parse(syncedAt);
  };
  await waitFor(areRead, { timeoutMs: 60_000, what: 'the permissions' });
  const made = await owner.ask('POST', '/api/keys', keyFor('organization'));
  keys.set('organization', made.body.data.key);
  for (const reader of READERS) keys.set(reader, await keyOfSample(reader));
}, 150_000);
afterAll(async () => {
  await product.close();
  await rm(dataDir, { recursive: true, force: true });
});

const keyFor = (kind: string) => ({ kind, name: 'a program', scopes: ['documents:read'] });

/** One of the people of the sample sources, through whose eyes one may look on one's own machine. */
async function keyOfSample(reader: string): Promise<string> {
  const post = async (path: string, body: object, cookie = '') => {
    const headers = { 'content-type': 'application/json', origin: product.url, cookie };
    const answer = await fetch(`${product.url}${path}`, {
      ...{ method: 'POST', headers, body: JSON.stringify(body) },
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return answer;
  };
  const signedIn = await post('/api/auth/sign-in/sample', { reader });
  const cookie = signedIn.headers.getSetCookie().map((line) => line.split(';')[0]);
  const made = await post('/api/keys', keyFor('personal'), cookie.join('; '));
  return ((await made.json()) as { data: { key: string } }).data.key;
}

const authorized = (key: string) => ({ authorization: `Bearer ${key}` });

async function read(key: string, path: string): Promise<Response> {
  const answer = await fetch(`${product.url}${path}`, { headers: authorized(key) });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

async function listed(key: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let cursor: string | null = ''; cursor !== null; ) {
    const more: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = (await (
      await read(key, `/api/documents?limit=100${more}`)
    ).json()) as DocumentPage;
    for (const { id } of page.data) ids.add(id);
    cursor = page.next_cursor;
  }
  return ids;
}

async function fed(key: string): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let cursor = ''; ; ) {
    const more = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const answer = await read(key, `/api/documents/changes?limit=100${more}`);
    const page = (await answer.json()) as DocumentChangesPage;
    for (const one of page.data) ids.add(one.type === 'removed' ? one.id : one.document.id);
    if (!page.has_more) return ids;
    cursor = page.next_cursor;
  }
}

async function exported(key: string): Promise<Set<string>> {
  const lines = (await (await read(key, '/api/documents/export')).text()).trimEnd().split('\n');
  const last = JSON.parse(lines.pop() ?? '');
  expect(last).toMatchObject({ type: 'manifest', documents: lines.length });
  return new Set(lines.map((line) => JSON.parse(line).document.id as string));
}

async function useTool(key: string, name: string, args: object) {
  const _meta = {
    'io.modelcontextprotocol/protocolVersion': MODERN,
    'io.modelcontextprotocol/clientCapabilities': {},
  };
  const params = { name, arguments: args, _meta };
  const answer = await fetch(`${product.url}/mcp`, {
    method: 'POST',
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/call', params }),
    headers: {
      ...authorized(key),
      'content-type': 'application/json',
      accept: 'application/json, text/event-stream',
      ...{ 'mcp-protocol-version': MODERN, 'mcp-method': 'tools/call', 'mcp-name': name },
    },
  });
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into results of every shape
  return ((await answer.json()) as { result: any }).result;
}

test('each finds the same by every way, and by none what another has to themselves', async () => {
  const readable = new Map<string, Set<string>>();
  for (const [reader, key] of keys) readable.set(reader, await listed(key));
  const all = new Set([...readable.values()].flatMap((ids) => [...ids]));
  const [broad, narrow] = READERS.map((reader) => readable.get(reader) ?? new Set());
  expect(narrow?.size).toBeGreaterThan(0);
  expect(broad?.size).toBeGreaterThan(narrow?.size ?? 0);
  for (const [reader, key] of keys) {
    const own = readable.get(reader) ?? new Set();
    expect(await fed(key), reader).toEqual(own);
    expect(await exported(key), reader).toEqual(own);
    for (const query of WORDS) {
      const { structuredContent } = await useTool(key, 'search', { query });
      for (const { id } of structuredContent.results)
        expect(own, `${reader}: ${query}`).toContain(id);
    }
    const hidden = [...all].filter((id) => !own.has(id));
    for (const id of [...hidden.slice(0, HIDDEN_ASKED), ...[...own].slice(0, OWN_ASKED)]) {
      const result = await useTool(key, 'fetch', { id });
      expect([id, result.isError === true], reader).toEqual([id, !own.has(id)]);
    }
  }
}, 120_000);
