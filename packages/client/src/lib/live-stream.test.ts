import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeEach, expect, test, vi } from 'vitest';
import { connectionFixture } from '../testing/connection-fixture.ts';
import { type LiveStatus, nextDelay, parseLiveEvent, readLiveStream } from './live-stream.ts';

const timestamp = '2026-11-23T12:00:00.000Z';
const snapshot = JSON.stringify({
  timestamp,
  organization_id: 'organization-1',
  data_sources: [connectionFixture()],
});
const closers: (() => void)[] = [];

// Node has no window, whose “online” event ends a wait early.
const page = new EventTarget();
beforeEach(() => {
  vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
  vi.stubGlobal('removeEventListener', page.removeEventListener.bind(page));
});
afterEach(() => {
  for (const close of closers.splice(0)) close();
});
afterAll(() => vi.unstubAllGlobals());

/** A server that answers the stream's connections one after the other. */
async function serve(...answers: ((response: ServerResponse) => void)[]) {
  const server = createServer((_, response) => {
    const answer = answers.shift();
    if (answer) answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const statuses: LiveStatus['kind'][] = [];
  const listener = {
    onEvent: vi.fn(),
    onSessionEnded: vi.fn(),
    onStatus: ({ kind }: LiveStatus) => statuses.push(kind),
  };
  const stop = readLiveStream(`http://127.0.0.1:${port}/api/events`, listener);
  closers.push(() => {
    stop();
    server.closeAllConnections();
    server.close();
  });
  return { ...listener, statuses };
}

function stream(response: ServerResponse, text: string) {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.write(text);
}

test('connects again after a loss and gets a new snapshot', async () => {
  const live = await serve(
    (response) => {
      stream(response, `retry: 1\n\nevent: snapshot\ndata: ${snapshot}\n\n`);
      response.end();
    },
    (response) => stream(response, `event: snapshot\ndata: ${snapshot}\n\n`),
  );
  await vi.waitFor(() => expect(live.onEvent).toHaveBeenCalledTimes(2));
  expect(live.statuses).toEqual(['connecting', 'live', 'paused', 'paused', 'live']);
});

test.each<[string, (response: ServerResponse) => void]>([
  ['a 401', (response) => response.writeHead(401).end()],
  [
    'session_ended',
    (response) => stream(response, `event: session_ended\ndata: {"timestamp":"${timestamp}"}\n\n`),
  ],
])('%s ends the stream for good', async (_, answer) => {
  const again = vi.fn();
  const live = await serve(answer, again);
  await vi.waitFor(() => expect(live.onSessionEnded).toHaveBeenCalledOnce());
  expect(again).not.toHaveBeenCalled();
});

test('does not wait for its time when the network comes back', async () => {
  const live = await serve(
    (response) => {
      stream(response, 'retry: 3600000\n\n');
      response.end();
    },
    (response) => stream(response, `event: snapshot\ndata: ${snapshot}\n\n`),
  );
  await vi.waitFor(() => expect(live.statuses).toContain('paused'));
  page.dispatchEvent(new Event('online'));
  await vi.waitFor(() => expect(live.onEvent).toHaveBeenCalledOnce());
});

test('a browser that is offline says so at once, and finds a server that is there all the same', async () => {
  const live = await serve(
    (response) => stream(response, `retry: 1\n\nevent: snapshot\ndata: ${snapshot}\n\n`),
    (response) => stream(response, `event: snapshot\ndata: ${snapshot}\n\n`),
  );
  await vi.waitFor(() => expect(live.onEvent).toHaveBeenCalledOnce());
  page.dispatchEvent(new Event('offline'));
  await vi.waitFor(() => expect(live.onEvent).toHaveBeenCalledTimes(2));
  expect(live.statuses).toEqual(['connecting', 'live', 'paused', 'paused', 'live']);
});

test('an event of an unknown name or shape is passed over', () => {
  expect(parseLiveEvent('snapshot', snapshot)?.name).toBe('snapshot');
  expect(parseLiveEvent('snapshot', '{"data_sources":1}')).toBeUndefined();
  expect(parseLiveEvent('snapshot', 'not JSON')).toBeUndefined();
  expect(parseLiveEvent('constructor', '{}')).toBeUndefined();
});

test('waits longer after each failure, up to half a minute, with some chance in it', () => {
  const longest = (failures: number) => nextDelay(1000, failures, () => 1);
  expect([1, 2, 3, 10].map(longest)).toEqual([1000, 2000, 4000, 30_000]);
  expect(nextDelay(1000, 3, () => 0)).toBe(2000);
});
