import {
  type ChaosProxy,
  openChaosProxyFor,
  openTestQueue,
  type TestQueue,
  testAmqpUrl,
  waitFor,
} from '@rita/test-kit';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { silentLog } from '../log.ts';
import { openQueuePublisher, type QueuePublisher } from './publisher.ts';

let queue: TestQueue;
let proxy: ChaosProxy;
let publisher: QueuePublisher;

beforeEach(async () => {
  queue = await openTestQueue(testAmqpUrl());
  proxy = await openChaosProxyFor(testAmqpUrl());
  publisher = openQueuePublisher({
    url: proxy.through(testAmqpUrl()),
    queue: queue.name,
    log: silentLog,
    limitMs: 1_000,
    maxWaiting: 3,
  });
});
afterEach(async () => {
  await publisher.close();
  await proxy.close();
  await queue.close();
});

test('resolves when the broker has the message, persistent and with its id', async () => {
  await publisher.publish('{"a":1}', { messageId: 'm1' });
  expect(await queue.take()).toMatchObject({ body: '{"a":1}', durable: true, messageId: 'm1' });
});

test('a queue that is gone: rejects as returned, and declares it for the next (row 23)', async () => {
  await publisher.publish('one', { messageId: 'm1' });
  await queue.remove();
  const lost = publisher.publish('two', { messageId: 'm2' });
  await expect(lost).rejects.toMatchObject({ code: 'returned' });
  await publisher.publish('two', { messageId: 'm2' });
  expect(await queue.take()).toMatchObject({ body: 'two' });
});

test('no broker: rejects as unavailable within the limit, and buffers nothing', async () => {
  await publisher.publish('one', { messageId: 'm1' });
  proxy.cut();
  const lost = publisher.publish('two', { messageId: 'm2' });
  await expect(lost).rejects.toMatchObject({ code: expect.stringMatching(/^un/) });
  proxy.heal();
  await waitFor(() => publisher.state().status === 'connected');
  await publisher.publish('three', { messageId: 'm3' });
  expect(await queue.take()).toMatchObject({ body: 'one' });
  expect(await queue.take()).toMatchObject({ body: 'three' });
});

test('a link that swallows everything: unconfirmed, then a new link', async () => {
  await publisher.publish('one', { messageId: 'm1' });
  proxy.blackHole();
  const lost = publisher.publish('two', { messageId: 'm2' });
  await expect(lost).rejects.toMatchObject({ code: 'unconfirmed' });
  proxy.heal();
  await waitFor(() => publisher.publish('two', { messageId: 'm2' }).then(() => true));
});

test('more than a few that wait are turned away at once', async () => {
  await publisher.publish('one', { messageId: 'm1' });
  proxy.blackHole();
  const waiting = [1, 2, 3].map((n) => publisher.publish('x', { messageId: `w${n}` }));
  const turnedAway = publisher.publish('x', { messageId: 'w4' });
  await expect(turnedAway).rejects.toMatchObject({ code: 'busy' });
  const ends = await Promise.allSettled(waiting);
  expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(publisher.state().waiting).toBe(0);
});

test('a caller that gives up, and a publisher that is closed, are told apart', async () => {
  await publisher.publish('one', { messageId: 'm1' });
  proxy.blackHole();
  const signal = AbortSignal.abort();
  const aborted = publisher.publish('x', { messageId: 'm2', signal });
  await expect(aborted).rejects.toMatchObject({ code: 'aborted' });
  const open = publisher.publish('x', { messageId: 'm3' });
  const closing = publisher.close();
  await expect(open).rejects.toMatchObject({ code: 'closed' });
  await closing;
  await expect(publisher.publish('x', { messageId: 'm4' })).rejects.toMatchObject({
    code: 'closed',
  });
});

test('a queue with other arguments: refused, and said so', async () => {
  await publisher.publish('one', { messageId: 'm1' });
  await queue.remove();
  await queue.declare({ 'x-max-length': 10 });
  proxy.reset();
  await waitFor(() => publisher.state().status === 'refused');
  expect(publisher.state().reason).toBe('queue_has_other_arguments');
  const refused = publisher.publish('two', { messageId: 'm2' });
  await expect(refused).rejects.toMatchObject({ code: 'refused' });
});
