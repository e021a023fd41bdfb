import type { Channel } from 'rabbitmq-client';
import { type Batches, createBatches } from './batches.ts';
import { type DeliveryOptions, handleDeliveries } from './deliveries.ts';
import { createHold, type Hold } from './hold.ts';
import { createIntake, type Delivery, type Intake } from './intake.ts';
import { openQueueLink, type QueueLink } from './link.ts';
import { aborted } from './session.ts';
import { openQueueWatch, type QueueWatch } from './watch.ts';

const MAX_BATCH_BYTES = 4 * 1024 * 1024;

export type Consumption = DeliveryOptions & {
  url: string;
  batchSize: number;
  prefetch: number;
  watchEveryMs: number;
  longestHoldMs?: number | undefined;
};

/** One time of consuming, from connecting to the loss of the connection or the end of the process. */
export type ConsumerSession = {
  link: QueueLink;
  channel: Channel;
  intake: Intake;
  watch: QueueWatch;
  batches: Batches<Delivery>;
  hold: Hold;
  ending: AbortController;
};

export type SessionEvents = {
  onConsuming: () => void;
  /** Messages are held in hand for this cause. */
  onHold: (cause: unknown) => void;
};

/** Declares the queue as the contract says: durable, no arguments. @throws what the broker says */
export async function openConsumerSession(
  consumption: Consumption,
  { onConsuming, onHold }: SessionEvents,
): Promise<ConsumerSession> {
  const { url, queue, prefetch, isReady, counters, longestHoldMs: longestMs } = consumption;
  const link = await openQueueLink({ url, name: `rita consumes ${queue}` });
  try {
    const channel = await link.openChannel();
    await channel.queueDeclare({ queue, durable: true });
    const ending = new AbortController();
    const batches: Batches<Delivery> = createBatches({
      maxItems: consumption.batchSize,
      maxSize: MAX_BATCH_BYTES,
      sizeOf: ({ message }: Delivery) => message.body.length,
      work: (batch, place) => handleDeliveries(session, consumption, { batch, place }),
    });
    const onDelivery = (delivery: Delivery) => {
      counters.received += 1;
      if (delivery.message.isRedelivered) counters.redelivered += 1;
      batches.push(delivery);
    };
    const intake = createIntake({ link, channel }, { queue, prefetch, onDelivery });
    const watch = await openQueueWatch(link, { queue, intake });
    const events = { onHold, onRelease: onConsuming, ending: ending.signal };
    const hold = createHold({ intake, isReady, counters, longestMs, ...events });
    const session: ConsumerSession = { link, channel, intake, watch, batches, hold, ending };
    return session;
  } catch (error) {
    await link.close();
    throw error;
  }
}

/**
 * Consumes until `stop`, and then finishes the batches in hand.
 *
 * @throws what ended the session otherwise
 */
export async function consume(
  session: ConsumerSession,
  consumption: Consumption,
  { stop, onConsuming, onEnding }: ConsumeEvents,
): Promise<void> {
  const { link, channel, intake, watch, batches, ending } = session;
  await intake.open();
  consumption.counters.sessions += 1;
  onConsuming();
  watch.start(consumption.watchEveryMs);
  const lost = link.lost.then((error) => ({ error, isLost: true }));
  const failed = batches.failed.then((error) => ({ error, isLost: false }));
  const ended = await Promise.race([lost, failed, aborted(stop)]);
  onEnding(ended?.error);
  if (!ended?.isLost) await intake.shut();
  ending.abort();
  // In order also across sessions: what is in hand ends before another session begins.
  await batches.stop();
  if (!ended?.isLost) giveBack(channel);
  if (ended) throw ended.error;
}

export type ConsumeEvents = {
  stop: AbortSignal;
  onConsuming: () => void;
  /** With the error, unless it was `stop`. */
  onEnding: (error: unknown) => void;
};

/** From RabbitMQ 4.3 on, what is given back does not count as delivered; what a closed channel leaves does. */
function giveBack(channel: Channel): void {
  if (channel.active) channel.basicNack({ deliveryTag: 0, multiple: true, requeue: true });
}
