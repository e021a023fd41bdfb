import { createHash } from 'node:crypto';
import type { Log } from '../log.ts';
import type { Delivery } from './intake.ts';
import type { QueuePublisher } from './publisher.ts';

/** How often a message was put at the end of the queue as a new one. */
const RENEWALS_HEADER = 'x-rita-renewals';
/** Added by the broker; a new message begins without. */
const BROKER_HEADERS = /^x-(?:delivery-count|acquired-count|death|first-death-.*|last-death-.*)$/;

/** Deliveries after which a message is renewed: half of what RabbitMQ 4 allows without being asked. */
export const RENEW_AT = 10;
const MOST_RENEWALS = 3;

/** Why a message is parked that was in hand at the death of too many processes. */
const DELIVERED_TOO_OFTEN = 'delivered_too_often';

/** What becomes of a message that is not handled now. */
export type Aside = 'renew' | { park: string };

/**
 * What to do with a message instead of handling it; undefined when it is to be handled. A broker
 * that counts deliveries drops a message when there are too many, and whoever published it does
 * not hear of it. So before that comes near, the message is published once more, which begins with
 * no deliveries. One that outlived forty processes is no accident any more.
 */
export function whyNotNow({ message, large }: Delivery, renewAt: number): Aside | undefined {
  if (large) return { park: 'too_large' };
  if (!(message.deliveryCount >= renewAt)) return undefined;
  return renewalsOf(message.headers) < MOST_RENEWALS ? 'renew' : { park: DELIVERED_TOO_OFTEN };
}

/**
 * Publishes the message at the end of its queue, confirmed. To be acknowledged afterwards: it may
 * be there twice, never not at all.
 *
 * @throws PublishError
 */
export async function renewMessage(
  publisher: QueuePublisher,
  { message }: Delivery,
  { queue, log }: { queue: string; log: Log },
): Promise<void> {
  const { body, headers, deliveryCount, messageId } = message;
  await publisher.publish(body, {
    to: queue,
    messageId: messageId || createHash('sha256').update(body).digest('hex'),
    headers: {
      ...printable(headers),
      [RENEWALS_HEADER]: renewalsOf(headers) + 1,
    },
  });
  const fields = { queue, count: deliveryCount, webhook_id: messageId };
  log.warn(
    fields,
    'message delivered many times without being handled: put at the end of the queue',
  );
}

function renewalsOf(headers: Record<string, unknown>): number {
  const count = Number(headers[RENEWALS_HEADER]);
  return Number.isSafeInteger(count) && count > 0 ? count : 0;
}

function printable(headers: Record<string, unknown>): Record<string, string | number> {
  const kept = Object.entries(headers).filter(
    (entry): entry is [string, string | number] =>
      !BROKER_HEADERS.test(entry[0]) && ['string', 'number'].includes(typeof entry[1]),
  );
  return Object.fromEntries(kept);
}
