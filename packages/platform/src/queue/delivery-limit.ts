import { setTimeout as wait } from 'node:timers/promises';
import { z } from 'zod';
import type { Log } from '../log.ts';
import { openQueueLink } from './link.ts';
import { RENEW_AT } from './renewing.ts';
import { codeOf } from './session.ts';

/**
 * What the broker does with a message that it has delivered often.
 * - `unlimited`: it goes on · `kept`: after `limit` deliveries it lies in another queue
 * - `dropped`: after `limit` deliveries it is gone, and nobody hears of it
 * - `unknown`: the queue is one that may have a limit, and only the management API tells
 */
export type DeliveryLimit =
  | { is: 'unlimited' }
  | { is: 'kept' | 'dropped'; limit: number }
  | { is: 'unknown' };

export type LimitWatch = {
  /** Undefined until the broker was asked. */
  get: () => DeliveryLimit | undefined;
  /** After how many deliveries a message is to be renewed. */
  renewAt: () => number;
  /** Asks unless it did so a short while ago. Never fails. */
  look: () => Promise<void>;
};

export type LimitOptions = {
  url: string;
  queue: string;
  /** Of the broker's management API, with a user of its own or that of `url`. */
  managementUrl?: string | undefined;
  log: Log;
};

const ASK_AGAIN_MS = 9 * 60_000;
const ANSWER_LIMIT_MS = 5_000;

/** The parts of the management API's answer on a queue that matter here. */
const queueSchema = z.object({
  type: z.string(),
  /** Of RabbitMQ 4 on quorum queues, whatever sets it; negative: none. */
  delivery_limit: z.number().optional(),
  arguments: z.record(z.string(), z.unknown()),
  effective_policy_definition: z.record(z.string(), z.unknown()).nullish(),
});

/** Finds out, and says loudly, whether the broker drops messages that it has delivered often. */
export function createLimitWatch(options: LimitOptions): LimitWatch {
  const { queue, log } = options;
  let known: DeliveryLimit | undefined;
  let askedAt = Number.NEGATIVE_INFINITY;
  return {
    get: () => known,
    renewAt: () =>
      known !== undefined && 'limit' in known
        ? Math.max(1, Math.min(RENEW_AT, Math.floor(known.limit / 2)))
        : RENEW_AT,
    look: async () => {
      if (performance.now() - askedAt < ASK_AGAIN_MS) return;
      askedAt = performance.now();
      try {
        known = await readLimit(options);
        tell(log, queue, known);
      } catch (err) {
        known = { is: 'unknown' };
        log.warn(
          { queue, err, reason: codeOf(err) },
          'the broker could not be asked for its limits',
        );
      }
    },
  };
}

function tell(log: Log, queue: string, limit: DeliveryLimit): void {
  if (limit.is === 'dropped') {
    const fields = { queue, count: limit.limit, reason: 'no_dead_letter_target' };
    log.error(
      fields,
      'the broker drops what it has delivered so often: give it a dead-letter target',
    );
  } else if (limit.is === 'unknown') {
    const reason = 'no_management_url';
    log.warn({ queue, reason }, 'a quorum queue: RabbitMQ 4 drops what it has delivered 20 times');
  }
}

async function readLimit(options: LimitOptions): Promise<DeliveryLimit> {
  const { managementUrl } = options;
  if (managementUrl !== undefined) return askManagement({ ...options, managementUrl });
  return (await isQuorumQueue(options)) ? { is: 'unknown' } : { is: 'unlimited' };
}

async function askManagement({
  url,
  queue,
  managementUrl,
}: LimitOptions & { managementUrl: string }): Promise<DeliveryLimit> {
  const base = new URL(managementUrl);
  const { username, password } = base.username === '' ? new URL(url) : base;
  const vhost = decodeURIComponent(new URL(url).pathname.slice(1)) || '/';
  const folder = base.pathname.replace(/\/+$/, '');
  const path = `${folder}/api/queues/${encodeURIComponent(vhost)}/${encodeURIComponent(queue)}`;
  const user = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  const response = await fetch(new URL(path, base.origin), {
    headers: { authorization: `Basic ${Buffer.from(user).toString('base64')}` },
    redirect: 'manual',
    signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
  });
  if (!response.ok) {
    await response.body?.cancel();
    throw new Error(`the management API answered ${response.status}`);
  }
  return limitOf(queueSchema.parse(await response.json()));
}

/** A policy and the queue's own arguments count both. */
export function limitOf(queue: z.output<typeof queueSchema>): DeliveryLimit {
  const policy = queue.effective_policy_definition ?? {};
  const setting = (name: string) => policy[name] ?? queue.arguments[`x-${name}`];
  const limit = queue.delivery_limit ?? Number(setting('delivery-limit') ?? -1);
  if (queue.type !== 'quorum' || !(limit >= 0)) return { is: 'unlimited' };
  return { is: setting('dead-letter-exchange') === undefined ? 'dropped' : 'kept', limit };
}

/**
 * Declares the queue once more, as a quorum queue, right after it was seen to be there: that changes
 * nothing, and the broker refuses it where the queue is of another type. AMQP has no question for it.
 */
async function isQuorumQueue({ url, queue }: LimitOptions): Promise<boolean> {
  const link = await openQueueLink({ url, name: `rita asks about ${queue}` });
  try {
    const channel = await link.openChannel();
    await channel.queueDeclare({ queue, passive: true });
    const type = { 'x-queue-type': 'quorum' } as const;
    const asked = channel.queueDeclare({ queue, durable: true, arguments: type });
    asked.catch(() => {});
    const late = wait(ANSWER_LIMIT_MS, undefined, { ref: false });
    return (await Promise.race([asked.then(() => true), late])) ?? false;
  } catch (error) {
    if (codeOf(error) === 'PRECONDITION_FAILED') return false;
    throw error;
  } finally {
    await link.close();
  }
}
