import {
  createOwnBroker,
  findFreePort,
  type OwnBroker,
  openChaosProxyFor,
  openTestQueue,
  waitFor,
} from '@rita/test-kit';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { silentLog } from '../log.ts';
import { openQueueConsumer, type QueueConsumer, type QueueConsumerOptions } from './consumer.ts';
import { PassingFailure } from './handling.ts';
import { openParkedMessages } from './parked.ts';

const root = process.env.TEST_RABBITMQ4_ROOT;
type Open = (options?: Partial<QueueConsumerOptions>) => QueueConsumer;
const MESSAGES = Array.from({ length: 50 }, (_, at) => String(at));

/** RabbitMQ 4 as it comes, with quorum queues: what was delivered twenty times is dropped. */
describe.skipIf(root === undefined)('a broker that counts deliveries', () => {
  let broker: OwnBroker;
  let managementUrl: string;
  beforeAll(async () => {
    const port = await findFreePort();
    managementUrl = `http://127.0.0.1:${port}`;
    const configuration = [
      'default_queue_type = quorum',
      `management.tcp.port = ${port}`,
      'management.tcp.ip = 127.0.0.1',
    ];
    const plugins = ['rabbitmq_management'];
    broker = await createOwnBroker({ root: root ?? '/', configuration, plugins });
    await broker.start();
  });
  afterAll(() => broker?.remove());

  /** A queue with fifty messages, and what a consumer of it handled. */
  async function prepare() {
    const queue = await openTestQueue(broker.url);
    await queue.declare();
    await queue.send(...MESSAGES);
    const handled: string[] = [];
    const open = (options: Partial<QueueConsumerOptions> = {}) =>
      openQueueConsumer({
        url: broker.url,
        queue: queue.name,
        log: silentLog,
        isReady: async () => true,
        handleBatch: async (messages) => {
          handled.push(...messages.map(({ body }) => body.toString()));
          return messages.map(() => ({ done: true }));
        },
        ...options,
      });
    return { queue, handled, open };
  }

  /** To the broker, a connection that is reset with messages in hand is a process that died. */
  async function dieWithMessagesInHand(open: Open, deaths: number) {
    const closing: Promise<void>[] = [];
    for (let death = 0; death < deaths; death += 1) {
      const proxy = await openChaosProxyFor(broker.url);
      const inHand = Promise.withResolvers<void>();
      const doomed = open({
        url: proxy.through(broker.url),
        handleBatch: () => {
          inHand.resolve();
          return new Promise(() => {});
        },
      });
      await inHand.promise;
      proxy.cut();
      closing.push(doomed.close().then(proxy.close));
    }
    return { closed: () => Promise.all(closing) };
  }

  test('a cause that passes costs no message a delivery', async () => {
    const { queue, handled, open } = await prepare();
    const counts = new Set<number>();
    let isReady = true;
    let failures = 0;
    const consumer = open({
      isReady: async () => isReady,
      handleBatch: async (messages) => {
        failures += 1;
        // Ready although it fails, not ready, and ready again.
        isReady = failures !== 3;
        if (failures === 3) setTimeout(() => (isReady = true), 300);
        if (failures < 6) throw new PassingFailure(new Error('away'));
        for (const { deliveryCount } of messages) counts.add(deliveryCount);
        handled.push(...messages.map(({ body }) => body.toString()));
        return messages.map(() => ({ done: true }));
      },
    });
    try {
      await waitFor(() => handled.length === MESSAGES.length, { timeoutMs: 20_000 });
      expect(handled.toSorted()).toEqual(MESSAGES.toSorted());
      expect([...counts]).toEqual([0]);
      expect(consumer.state()).toMatchObject({ sessions: 1, redelivered: 0, parked: 0 });
    } finally {
      await consumer.close();
      await queue.close();
    }
  });

  test('whether it drops messages is found out and said, and a dead-letter policy ends it', async () => {
    const { queue, open } = await prepare();
    const said: string[] = [];
    const log = { ...silentLog, error: (_: unknown, text: string) => said.push(text) };
    const limitSeen = async (options: Partial<QueueConsumerOptions>) => {
      const consumer = open({ log, ...options });
      await waitFor(() => consumer.state().deliveryLimit !== undefined, { timeoutMs: 20_000 });
      await consumer.close();
      return consumer.state().deliveryLimit;
    };
    expect(await limitSeen({})).toEqual({ is: 'unknown' });
    // Its statistics know of a queue a moment after it was made.
    await waitFor(async () => (await limitSeen({ managementUrl }))?.is === 'dropped', {
      timeoutMs: 30_000,
    });
    expect(await limitSeen({ managementUrl })).toEqual({ is: 'dropped', limit: 20 });
    expect(said.length).toBeGreaterThan(0);
    const policy = JSON.stringify({
      'delivery-limit': 2,
      'dead-letter-exchange': '',
      'dead-letter-routing-key': `${queue.name}.parked`,
    });
    const scope = ['--apply-to', 'queues'];
    await broker.control('set_policy', 'kept', `^${queue.name}$`, policy, ...scope);
    await waitFor(async () => (await limitSeen({ managementUrl }))?.is === 'kept', {
      timeoutMs: 30_000,
    });
    await queue.close();
  }, 90_000);

  test('what the broker itself puts aside is among the parked messages, and can be replayed', async () => {
    const { queue, open } = await prepare();
    const policy = JSON.stringify({
      'delivery-limit': 1,
      'dead-letter-exchange': '',
      'dead-letter-routing-key': `${queue.name}.parked`,
    });
    await broker.control('set_policy', 'aside', `^${queue.name}$`, policy, '--apply-to', 'queues');
    const options = { url: broker.url, queue: queue.name, log: silentLog };
    await (await openParkedMessages(options)).close();
    const deaths = await dieWithMessagesInHand(open, 2);
    await waitFor(async () => ((await queue.count('.parked')) ?? 0) > 0, { timeoutMs: 20_000 });
    const parked = await openParkedMessages(options);
    const [first] = parked.messages;
    expect(first).toMatchObject({ reason: 'dropped_by_broker', isBodyKept: true });
    expect(Date.now() - Date.parse(first?.parkedAt ?? '')).toBeLessThan(600_000);
    const before = (await queue.count()) ?? 0;
    await parked.replay(first?.id ?? '');
    await parked.close();
    expect(await queue.count()).toBe(before + 1);
    await deaths.closed();
    await queue.close();
  }, 60_000);

  test('26 that die with messages in hand lose none of fifty', async () => {
    const { queue, handled, open } = await prepare();
    const deaths = await dieWithMessagesInHand(open, 26);
    const consumer = open();
    try {
      await waitFor(() => new Set(handled).size === MESSAGES.length, { timeoutMs: 20_000 });
      await waitFor(async () => (await queue.count()) === 0);
      expect(consumer.state().parked).toBe(0);
      expect(await queue.count('.parked')).toBe(0);
    } finally {
      await deaths.closed();
      await consumer.close();
      await queue.close();
    }
  }, 120_000);
});
