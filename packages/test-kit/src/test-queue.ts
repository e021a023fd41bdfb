import { randomUUID } from 'node:crypto';
import { keepBodiesRaw } from '@rita/platform/queue/bodies';
import { Connection } from 'rabbitmq-client';

/** A queue of a test's own, and what a test does to it by hand. */
export type TestQueue = {
  name: string;
  declare: (queueArguments?: Record<string, unknown>) => Promise<void>;
  /** Sends in order; resolves when the broker has taken all. */
  send: (...bodies: (string | Buffer)[]) => Promise<void>;
  /** What lies ready in the queue, or in `<name>.parked`; undefined when it is not there. */
  count: (suffix?: '' | '.parked') => Promise<number | undefined>;
  /** Takes one message out for good. */
  take: (suffix?: '' | '.parked') => Promise<TakenMessage | undefined>;
  remove: () => Promise<void>;
  /** Removes the queues and closes the connection. */
  close: () => Promise<void>;
};

export type TakenMessage = {
  body: string;
  headers: Record<string, unknown>;
  durable: boolean;
  messageId: string | undefined;
};

/** The broker that tests share. */
export function testAmqpUrl(): string {
  const url = process.env.TEST_AMQP_URL;
  if (url === undefined) throw new Error('TEST_AMQP_URL is not set; run the tests by npm test');
  return url;
}

export async function openTestQueue(
  url: string,
  name = `test_${randomUUID()}`,
): Promise<TestQueue> {
  const connection = new Connection({ url, retryLow: 100, retryHigh: 500 });
  // A test may kill the broker; the calls below say what matters.
  connection.on('error', () => {});

  /** A channel for one call: a refusal closes it. */
  async function ask<T>(work: (channel: Awaited<ReturnType<Connection['acquire']>>) => Promise<T>) {
    const channel = await connection.acquire();
    try {
      return await work(channel);
    } finally {
      await channel.close();
    }
  }

  return {
    name,
    declare: async (queueArguments) => {
      const settings = { queue: name, durable: true };
      await ask((channel) =>
        channel.queueDeclare(
          queueArguments ? { ...settings, arguments: queueArguments } : settings,
        ),
      );
    },
    send: (...bodies) =>
      ask(async (channel) => {
        await channel.confirmSelect();
        const sent = bodies.map((body) =>
          channel.basicPublish(
            { routingKey: name, durable: true, contentType: 'application/json' },
            Buffer.isBuffer(body) ? body : Buffer.from(body),
          ),
        );
        await Promise.all(sent);
      }),
    count: (suffix = '') =>
      ask((channel) => channel.queueDeclare({ queue: name + suffix, passive: true })).then(
        ({ messageCount }) => messageCount,
        () => undefined,
      ),
    take: (suffix = '') =>
      ask(async (channel) => {
        keepBodiesRaw(channel, 64 * 1024 * 1024);
        const taken = await channel.basicGet({ queue: name + suffix, noAck: true });
        if (!taken) return undefined;
        const { headers = {}, durable = false, messageId } = taken;
        return { body: (taken.body as Buffer).toString(), headers, durable, messageId };
      }),
    remove: async () => {
      await ask((channel) => channel.queueDelete({ queue: name }));
    },
    close: async () => {
      for (const queue of [name, `${name}.parked`]) {
        await ask((channel) => channel.queueDelete({ queue })).catch(() => {});
      }
      await connection.close();
    },
  };
}
