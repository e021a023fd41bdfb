import type { Channel } from 'rabbitmq-client';
import type { Log } from '../log.ts';
import { type Batches, createBatches } from './batches.ts';
import { keepBodiesRaw, type LargeBody } from './bodies.ts';
import {
  type HandleBatch,
  HandlerTimeout,
  handleInParts,
  PassingFailure,
  type QueueMessage,
  type Verdict,
} from './handling.ts';
import { openQueueLink, type QueueLink, QueueLinkError } from './link.ts';
import { parkMessage } from './parking.ts';
import type { Place } from './places.ts';
import { PublishError, type QueuePublisher } from './publisher.ts';
import { aborted } from './session.ts';
import { openQueueWatch, type QueueWatch } from './watch.ts';

/** A larger message is parked by its hash, without being read. */
export const MAX_MESSAGE_BYTES = 256 * 1024;
const MAX_BATCH_BYTES = 4 * 1024 * 1024;

/** Counted since the process began. */
export type ConsumerCounters = {
  received: number;
  redelivered: number;
  handled: number;
  parked: number;
  failedBatches: number;
  timedOutBatches: number;
  sessions: number;
  /** In a row: failures for a cause that lies outside the messages. */
  passingFailures: number;
};

export type Consumption = {
  url: string;
  queue: string;
  log: Log;
  handleBatch: HandleBatch;
  isReady: () => Promise<boolean>;
  batchSize: number;
  prefetch: number;
  handlerLimitMs: number;
  watchEveryMs: number;
  parking: QueuePublisher;
  counters: ConsumerCounters;
};

type Delivery = { tag: number; message: QueueMessage; large: LargeBody | undefined };

/** One time of consuming, from connecting to the loss of the connection or the end of the process. */
export type ConsumerSession = { link: QueueLink; channel: Channel; watch: QueueWatch };

/** Declares the queue as the contract says: durable, no arguments. @throws what the broker says */
export async function openConsumerSession(consumption: Consumption): Promise<ConsumerSession> {
  const { url, queue, prefetch } = consumption;
  const link = await openQueueLink({ url, name: `rita consumes ${queue}` });
  try {
    const channel = await link.openChannel();
    await channel.queueDeclare({ queue, durable: true });
    await channel.basicQos({ prefetchCount: prefetch });
    return { link, channel, watch: await openQueueWatch(link, queue) };
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
  const { link, channel, watch } = session;
  const ending = new AbortController();
  const batches = createBatches<Delivery>({
    maxItems: consumption.batchSize,
    maxSize: MAX_BATCH_BYTES,
    sizeOf: ({ message }) => message.body.length,
    work: (batch, place) =>
      handleDeliveries(channel, consumption, { batch, place, ending: ending.signal }),
  });
  const consumerTag = await startConsuming(session, consumption, batches);
  consumption.counters.sessions += 1;
  onConsuming();
  watch.start(consumption.watchEveryMs);
  const lost = Promise.race([link.lost, batches.failed]).then((error) => ({ error }));
  const ended = await Promise.race([lost, aborted(stop)]);
  onEnding(ended?.error);
  if (!ended) await channel.basicCancel({ consumerTag }).catch(() => {});
  ending.abort();
  // In order also across sessions: what is in hand ends before another session begins.
  await batches.stop();
  if (ended) throw ended.error;
}

export type ConsumeEvents = {
  stop: AbortSignal;
  onConsuming: () => void;
  /** With the error, unless it was `stop`. */
  onEnding: (error: unknown) => void;
};

async function startConsuming(
  { link, channel }: ConsumerSession,
  { queue, counters }: Consumption,
  batches: Batches<Delivery>,
): Promise<string> {
  const bodies = keepBodiesRaw(channel, MAX_MESSAGE_BYTES);
  channel.on('basic.cancel', () => link.lose(new QueueLinkError('cancelled_by_broker')));
  const { consumerTag } = await channel.basicConsume({ queue }, (delivered) => {
    counters.received += 1;
    if (delivered.redelivered) counters.redelivered += 1;
    const { deliveryTag: tag, messageId, headers = {}, redelivered: isRedelivered } = delivered;
    const message = { body: delivered.body as Buffer, messageId, headers, isRedelivered };
    batches.push({ tag, message, large: bodies.takeLarge(tag) });
  });
  return consumerTag;
}

async function handleDeliveries(
  channel: Channel,
  consumption: Consumption,
  { batch, place, ending }: { batch: Delivery[]; place: Place; ending: AbortSignal },
): Promise<void> {
  const { counters } = consumption;
  const onFailure = (error: unknown) => {
    counters.failedBatches += 1;
    if (error instanceof HandlerTimeout) counters.timedOutBatches += 1;
  };
  const settle = async (part: { item: Delivery; verdict: Verdict }[]) => {
    await park(
      consumption,
      part.map(({ item, verdict }) => ({
        item,
        reason: 'park' in verdict ? verdict.park : undefined,
      })),
    );
    counters.handled += part.filter(({ verdict }) => 'done' in verdict).length;
    counters.passingFailures = 0;
    acknowledgeUpTo(channel, part.at(-1)?.item);
  };
  try {
    const unread = batch.filter(({ large }) => large);
    if (unread.length > 0) await place.alone;
    await park(
      consumption,
      unread.map((item) => ({ item, reason: 'too_large' })),
    );
    const readable = batch.filter(({ large }) => !large);
    await handleInParts({ ...consumption, ending, place, onFailure }, readable, settle);
  } catch (error) {
    const isPassing = error instanceof PassingFailure || error instanceof PublishError;
    if (isPassing) counters.passingFailures += 1;
    throw error;
  }
  // Twice the same acknowledgement is an error to the broker.
  if (batch.at(-1)?.large) acknowledgeUpTo(channel, batch.at(-1));
}

async function park(
  { parking, log, counters }: Consumption,
  items: { item: Delivery; reason: string | undefined }[],
): Promise<void> {
  const parked = items.map(async ({ item, reason }) => {
    if (reason === undefined) return;
    await parkMessage(parking, { ...item.message, large: item.large }, { reason, log });
    counters.parked += 1;
  });
  await Promise.all(parked);
}

/** All deliveries before it are settled too: they are settled in order. */
function acknowledgeUpTo(channel: Channel, last: Delivery | undefined): void {
  if (last) channel.basicAck({ deliveryTag: last.tag, multiple: true });
}
