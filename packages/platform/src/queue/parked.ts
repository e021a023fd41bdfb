import { createHash } from 'node:crypto';
import type { Channel, SyncMessage } from 'rabbitmq-client';
import type { Log } from '../log.ts';
import { keepBodiesRaw } from './bodies.ts';
import { openQueueLink } from './link.ts';
import { PARKED_HEADERS, parkedQueueOf, signatureOf } from './parking.ts';
import { openQueuePublisher } from './publisher.ts';

export type ParkedMessage = {
  /** Ten hex digits, the same each time it is looked at. */
  id: string;
  reason: string;
  /** ISO 8601. */
  parkedAt: string;
  /** Of the body as it was sent, in bytes. */
  size: number;
  sha256: string;
  /** A body above 256 KiB was not kept. */
  isBodyKept: boolean;
  body: string;
};

/** The parked messages, held back from everybody else while they are open here. */
export type ParkedMessages = {
  messages: ParkedMessage[];
  /** Sends it to the queue again, confirmed, and removes it. @throws PublishError, RangeError */
  replay: (id: string) => Promise<void>;
  /** Removes it for good. */
  discard: (id: string) => Promise<void>;
  /** What was neither replayed nor discarded goes back where it was. */
  close: () => Promise<void>;
};

type Held = {
  message: ParkedMessage;
  tag: number;
  messageId: string;
  headers: Record<string, string>;
};

/** At most as many are looked at in one go. */
export const MOST_PARKED_AT_ONCE = 500;

/** Opens what is parked beside `queue`, the oldest first. */
export async function openParkedMessages(options: {
  url: string;
  queue: string;
  log: Log;
}): Promise<ParkedMessages> {
  const { url, queue, log } = options;
  const link = await openQueueLink({ url, name: `rita looks at ${parkedQueueOf(queue)}` });
  const held = new Map<string, Held>();
  const channel = await link.openChannel();
  for (const found of await takeAll(channel, parkedQueueOf(queue))) {
    const message = describeParked(found);
    const { deliveryTag: tag, messageId = message.sha256 } = found;
    const headers = signatureOf(found.headers ?? {});
    held.set(message.id, { message, tag, messageId, headers });
  }

  function requireHeld(id: string) {
    const found = held.get(id);
    if (!found) throw new RangeError(`no parked message ${id}`);
    return found;
  }

  /** Answered by the broker: an acknowledgement alone might be lost with the connection. */
  async function remove(id: string, tag: number) {
    channel.basicAck({ deliveryTag: tag });
    await channel.queueDeclare({ queue: parkedQueueOf(queue), passive: true });
    held.delete(id);
  }

  return {
    messages: [...held.values()].map(({ message }) => message),
    replay: async (id) => {
      const { message, tag, messageId, headers } = requireHeld(id);
      if (!message.isBodyKept) throw new RangeError(`the body of ${id} was too large to be kept`);
      const publisher = openQueuePublisher({ url, queue, log });
      try {
        await publisher.publish(message.body, { messageId, headers });
      } finally {
        await publisher.close();
      }
      await remove(id, tag);
    },
    discard: (id) => remove(id, requireHeld(id).tag),
    close: link.close,
  };
}

async function takeAll(channel: Channel, queue: string): Promise<SyncMessage[]> {
  await channel.queueDeclare({ queue, durable: true });
  keepBodiesRaw(channel, Number.MAX_SAFE_INTEGER);
  const taken: SyncMessage[] = [];
  while (taken.length < MOST_PARKED_AT_ONCE) {
    const message = await channel.basicGet({ queue });
    if (!message) break;
    taken.push(message);
  }
  return taken;
}

function describeParked({ headers = {}, body }: SyncMessage): ParkedMessage {
  if (headers[PARKED_HEADERS.reason] === undefined) return describeDropped(headers, body as Buffer);
  const text = (name: string) => String(headers[name] ?? '');
  const sha256 = text(PARKED_HEADERS.sha256);
  const parkedAt = text(PARKED_HEADERS.at);
  return {
    id: idOf(parkedAt, sha256),
    reason: text(PARKED_HEADERS.reason),
    parkedAt,
    size: Number(headers[PARKED_HEADERS.size] ?? 0),
    sha256,
    isBodyKept: text(PARKED_HEADERS.isBodyKept) === 'yes',
    body: (body as Buffer).toString('utf8'),
  };
}

/** What the broker itself put aside, by its dead-letter policy; it says when, and the body is whole. */
function describeDropped(headers: Record<string, unknown>, body: Buffer): ParkedMessage {
  const [death] = Array.isArray(headers['x-death']) ? headers['x-death'] : [];
  // In seconds, as AMQP has it.
  const at = new Date(Number(death?.time ?? 0) * 1_000);
  const sha256 = createHash('sha256').update(body).digest('hex');
  return {
    id: idOf(at.toISOString(), sha256),
    reason: 'dropped_by_broker',
    parkedAt: at.toISOString(),
    size: body.length,
    sha256,
    isBodyKept: true,
    body: body.toString('utf8'),
  };
}

function idOf(parkedAt: string, sha256: string): string {
  return createHash('sha256').update(`${parkedAt} ${sha256}`).digest('hex').slice(0, 10);
}
