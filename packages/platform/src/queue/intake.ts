import type { Channel } from 'rabbitmq-client';
import { keepBodiesRaw, type LargeBody } from './bodies.ts';
import type { QueueMessage } from './handling.ts';
import { type QueueLink, QueueLinkError } from './link.ts';

/** A larger message is parked by its hash, without being read. */
export const MAX_MESSAGE_BYTES = 256 * 1024;

export type Delivery = { tag: number; message: QueueMessage; large: LargeBody | undefined };

/** Where messages come in. What was delivered stays with us, unacknowledged, also while it is shut. */
export type Intake = {
  /** Lets messages in, at first only one. */
  open: () => Promise<void>;
  shut: () => Promise<void>;
  /** Of what came in, some has been handled: more may be in hand at once. */
  widen: () => Promise<void>;
  isOpen: () => boolean;
  /** Another one each time that it was opened or shut. */
  generation: () => number;
};

/**
 * How many messages may be in hand is counted in deliveries: a broker that limits them counts one
 * more for each message that was in hand when this process died. So the first message comes alone.
 * When it was never delivered before, nothing died of late, and all that is allowed may follow;
 * otherwise twice as many each time that some were handled.
 */
export function createIntake(
  { link, channel }: { link: QueueLink; channel: Channel },
  options: { queue: string; prefetch: number; onDelivery: (delivery: Delivery) => void },
): Intake {
  const { queue, prefetch, onDelivery } = options;
  const bodies = keepBodiesRaw(channel, MAX_MESSAGE_BYTES);
  let allowed = 0;
  let consumerTag: string | undefined;
  let generation = 0;
  let changing: Promise<void> = Promise.resolve();

  channel.on('basic.cancel', () => link.lose(new QueueLinkError('cancelled_by_broker')));

  /** One change after the other; what goes wrong ends the link, which tells everybody. */
  function change(work: () => Promise<void>): Promise<void> {
    changing = changing.then(work).catch(link.lose);
    return changing;
  }

  async function begin(count: number) {
    generation += 1;
    allowed = count;
    // It holds for consumers that begin later: that is why they begin anew for another number.
    await channel.basicQos({ prefetchCount: count });
    ({ consumerTag } = await channel.basicConsume({ queue }, take));
  }

  async function end() {
    if (consumerTag === undefined) return;
    generation += 1;
    const tag = consumerTag;
    consumerTag = undefined;
    await channel.basicCancel({ consumerTag: tag });
  }

  function take(delivered: Parameters<Parameters<Channel['basicConsume']>[1]>[0]) {
    const { deliveryTag: tag, messageId, headers = {}, redelivered: isRedelivered } = delivered;
    const deliveryCount = Number(headers['x-delivery-count'] ?? 0);
    const body = delivered.body as Buffer;
    const message = { body, messageId, headers, isRedelivered, deliveryCount };
    onDelivery({ tag, message, large: bodies.takeLarge(tag) });
    if (!isRedelivered) void allow(prefetch);
  }

  function allow(count: number): Promise<void> {
    if (allowed >= count) return Promise.resolve();
    return change(async () => {
      if (consumerTag === undefined || allowed >= count) return;
      await end();
      await begin(count);
    });
  }

  return {
    open: () => change(async () => (consumerTag === undefined ? begin(1) : undefined)),
    shut: () => change(end),
    widen: () => allow(Math.min(allowed * 2, prefetch)),
    isOpen: () => consumerTag !== undefined,
    generation: () => generation,
  };
}
