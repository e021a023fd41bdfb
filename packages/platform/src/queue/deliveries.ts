import type { Channel } from 'rabbitmq-client';
import type { Log } from '../log.ts';
import { type HandleBatch, HandlerTimeout, handleInParts, type Verdict } from './handling.ts';
import type { Hold } from './hold.ts';
import type { Delivery, Intake } from './intake.ts';
import { parkMessage } from './parking.ts';
import type { Place } from './places.ts';
import { PublishError, type QueuePublisher } from './publisher.ts';
import { type Aside, renewMessage, whyNotNow } from './renewing.ts';

/** Counted since the process began. */
export type ConsumerCounters = {
  received: number;
  redelivered: number;
  handled: number;
  parked: number;
  /** Put at the end of the queue because they had been delivered so often. */
  renewed: number;
  failedBatches: number;
  timedOutBatches: number;
  sessions: number;
  /** In a row: failures for a cause that lies outside the messages. */
  passingFailures: number;
};

export type DeliveryOptions = {
  queue: string;
  log: Log;
  handleBatch: HandleBatch;
  isReady: () => Promise<boolean>;
  handlerLimitMs: number;
  /** After how many deliveries a message is renewed. */
  renewAt: () => number;
  parking: QueuePublisher;
  counters: ConsumerCounters;
};

type Session = { channel: Channel; intake: Intake; hold: Hold; ending: AbortController };

/**
 * Handles a batch and acknowledges what is committed or lies elsewhere, confirmed by the broker.
 *
 * @throws what `hold` gave up on; what was not acknowledged is still the broker's
 */
export async function handleDeliveries(
  session: Session,
  options: DeliveryOptions,
  { batch, place }: { batch: Delivery[]; place: Place },
): Promise<void> {
  const { channel, hold, intake, ending } = session;
  const { counters } = options;
  const onFailure = (error: unknown) => {
    counters.failedBatches += 1;
    if (error instanceof HandlerTimeout) counters.timedOutBatches += 1;
  };
  const settle = async (part: { item: Delivery; verdict: Verdict }[]) => {
    const parked = part.flatMap(({ item, verdict }) =>
      'park' in verdict ? [{ item, aside: verdict }] : [],
    );
    await putAside(session, options, parked);
    counters.handled += part.length - parked.length;
    // All deliveries before it are settled too: they are settled in order.
    channel.basicAck({ deliveryTag: part.at(-1)?.item.tag ?? 0, multiple: true });
    await hold.release();
  };
  const { now, asides } = sort(batch, options.renewAt());
  if (asides.length > 0) {
    await place.alone;
    await putAside(session, options, asides);
    for (const { item } of asides) channel.basicAck({ deliveryTag: item.tag });
  }
  const handling = { ...options, ending: ending.signal, place, onFailure };
  await handleInParts({ ...handling, hold: hold.untilReady }, now, settle);
  await intake.widen();
}

type PutAside = { item: Delivery; aside: Aside };

function sort(batch: Delivery[], renewAt: number) {
  const now: Delivery[] = [];
  const asides: PutAside[] = [];
  for (const item of batch) {
    const aside = whyNotNow(item, renewAt);
    if (aside === undefined) now.push(item);
    else asides.push({ item, aside });
  }
  return { now, asides };
}

/** Publishes what is not handled where it belongs, again and again until the broker has taken it. */
async function putAside(
  { hold }: Session,
  options: DeliveryOptions,
  items: PutAside[],
): Promise<void> {
  for (let left = items; left.length > 0; ) {
    const results = await Promise.allSettled(left.map((one) => publishAside(options, one)));
    left = left.filter((_, at) => results[at]?.status === 'rejected');
    const failure = results.find((result) => result.status === 'rejected')?.reason;
    if (failure === undefined) return;
    if (!(failure instanceof PublishError)) throw failure;
    await hold.untilReady(failure);
  }
}

async function publishAside(
  { queue, parking, log, counters }: DeliveryOptions,
  { item, aside }: PutAside,
): Promise<void> {
  if (aside === 'renew') {
    await renewMessage(parking, item, { queue, log });
    counters.renewed += 1;
    return;
  }
  const { message, large } = item;
  await parkMessage(parking, { ...message, large }, { reason: aside.park, log });
  counters.parked += 1;
}
