import { randomUUID } from 'node:crypto';
import type { Document } from '@rita/contracts';
import { silentLog } from '@rita/platform/log';
import { beforeEach, expect, test } from 'vitest';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { McpDeps } from './mcp-caller.ts';
import { toWatchable, watchDocuments } from './watch-documents.ts';

const id = randomUUID();
const address = `rita://documents/${id}`;
const principal = {} as Principal;
let answer: () => Partial<Document>;
let watched: ReturnType<typeof watchDocuments>;

beforeEach(async () => {
  answer = () => ({ id, body: 'one', fetched_at: '2026-01-01T00:00:00Z' });
  const documents = { get: async () => answer() } as unknown as McpDeps['documents'];
  const caller = { ip: '', signal: new AbortController().signal };
  watched = watchDocuments({ documents, log: silentLog }, caller, [address]);
  await watched.takeChanged(principal);
});

const fails = (code: 'not_found' | 'documents_unavailable') => () => {
  throw new ProblemError(code);
};

test('a document that cannot be looked at is looked at again, and its change is not lost', async () => {
  answer = fails('documents_unavailable');
  expect([await watched.takeChanged(principal), watched.isBehind()]).toEqual([[], true]);
  answer = () => ({ id, body: 'two' });
  expect([await watched.takeChanged(principal), watched.isBehind()]).toEqual([[address], false]);
  expect(await watched.takeChanged(principal)).toEqual([]);
});

test('what was fetched again and is the same did not change; what went and what came did', async () => {
  answer = () => ({ id, body: 'one', fetched_at: '2026-02-01T00:00:00Z', passages: [] });
  expect(await watched.takeChanged(principal)).toEqual([]);
  answer = fails('not_found');
  expect(await watched.takeChanged(principal)).toEqual([address]);
  expect(await watched.takeChanged(principal)).toEqual([]);
  answer = () => ({ id, body: 'one' });
  expect(await watched.takeChanged(principal)).toEqual([address]);
});

test('only addresses of documents are watched, each once, and other fields stay as they are', () => {
  const notifications = {
    resourceSubscriptions: [address, 'rita://documents/x', 'https://a.example', address],
    toolsListChanged: true,
  };
  const message = { jsonrpc: '2.0', id: 1, params: { notifications, _meta: { a: 1 } } };
  expect(toWatchable(message)).toEqual({
    addresses: [address],
    message: {
      ...message,
      params: {
        ...message.params,
        notifications: { ...notifications, resourceSubscriptions: [address] },
      },
    },
  });
  for (const other of [undefined, null, 5, [], { params: { notifications: 'x' } }]) {
    expect(toWatchable(other)).toEqual({ message: other, addresses: [] });
  }
});
