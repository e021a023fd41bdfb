import type { Log } from '../log.ts';
import { type ConsumerSession, consume, openConsumerSession } from './consumption.ts';
import type { ConsumerCounters } from './deliveries.ts';
import { createLimitWatch, type DeliveryLimit } from './delivery-limit.ts';
import { type HandleBatch, PassingFailure } from './handling.ts';
import { untilReady } from './hold.ts';
import { parkedQueueOf } from './parking.ts';
import { openQueuePublisher, PublishError } from './publisher.ts';
import {
  codeOf,
  createQueueStatus,
  type QueueStatus,
  readRefusal,
  repeatSessions,
} from './session.ts';

export type ConsumerStatus = 'consuming' | 'connecting' | 'paused' | 'refused';

export type ConsumerState = ConsumerCounters & {
  status: ConsumerStatus;
  reason?: string;
  /** Undefined until the broker was asked. */
  deliveryLimit: DeliveryLimit | undefined;
};

export type QueueConsumer = {
  state: () => ConsumerState;
  /** Asks the broker now; when it sees no consumer, consumption begins anew. */
  check: () => Promise<void>;
  /** Takes no more messages, finishes the batches in hand (at most 3 s), acknowledges and closes. */
  close: () => Promise<void>;
};

export type QueueConsumerOptions = {
  url: string;
  queue: string;
  log: Log;
  handleBatch: HandleBatch;
  /** Of the broker's management API: it tells whether the broker drops messages, and AMQP does not. */
  managementUrl?: string | undefined;
  /** Whether what the handler needs is there; messages are held, and none let in, until it is. */
  isReady: () => Promise<boolean>;
  batchSize?: number;
  prefetch?: number;
  /** A handler that takes longer is given up, and its batch is tried again. */
  handlerLimitMs?: number;
  /** Messages that are held for longer go back to the queue. */
  longestHoldMs?: number;
  /** How often our idea of consuming is compared with the broker's. */
  watchEveryMs?: number;
};

const ASK_FOR_LIMITS_EVERY_MS = 10 * 60_000;

/**
 * Consumes a queue for as long as the process lives, whatever happens to the broker, to the queue
 * or to what the handler needs. A message is acknowledged after the handler's work is committed,
 * or after it was parked and the broker confirmed that; it may therefore come twice, never not
 * at all.
 */
export function openQueueConsumer(options: QueueConsumerOptions): QueueConsumer {
  const { url, queue, log, batchSize = 500, handlerLimitMs = 10_000 } = options;
  const counters = newCounters();
  const parking = openQueuePublisher({ url, queue: parkedQueueOf(queue), log });
  const limits = createLimitWatch(options);
  const asking = setInterval(() => void limits.look(), ASK_FOR_LIMITS_EVERY_MS).unref();
  const defaults = { prefetch: 3 * batchSize, watchEveryMs: 5_000 };
  const own = { batchSize, handlerLimitMs, parking, counters, renewAt: limits.renewAt };
  const consumption = { ...defaults, ...options, ...own };
  const first = 'connecting' as const;
  const status = createQueueStatus<ConsumerStatus>({ first, good: ['consuming'], queue, log });
  const stopping = new AbortController();
  let session: ConsumerSession | undefined;

  const ended = repeatSessions({
    stop: stopping.signal,
    run: async (established) => {
      await untilReady({
        isReady: options.isReady,
        failures: counters.passingFailures,
        onWait: () => status.set('paused', { reason: 'not_ready' }),
        stop: stopping.signal,
      });
      if (stopping.signal.aborted) return;
      const onConsuming = () => {
        established();
        status.set('consuming');
        void limits.look();
      };
      const onHold = (cause: unknown) => tell(status, cause, stopping.signal);
      try {
        session = await openConsumerSession(consumption, { onConsuming, onHold });
        await consume(session, consumption, {
          stop: stopping.signal,
          onConsuming,
          onEnding: (cause) => tell(status, cause, stopping.signal),
        });
      } catch (cause) {
        const refusal = session ? undefined : readRefusal(cause);
        if (refusal) status.set('refused', { reason: refusal, err: cause });
        else tell(status, cause, stopping.signal);
      } finally {
        await session?.link.close();
        session = undefined;
      }
    },
  });

  return {
    state: () => ({ ...status.get(), ...counters, deliveryLimit: limits.get() }),
    check: async () => {
      const current = session;
      await current?.watch.look().catch((cause) => current.link.lose(cause));
    },
    close: async () => {
      clearInterval(asking);
      stopping.abort();
      await ended;
      await parking.close();
    },
  };
}

function tell(status: QueueStatus<ConsumerStatus>, cause: unknown, stop: AbortSignal): void {
  if (stop.aborted) return;
  if (cause instanceof PassingFailure) status.set('paused', { reason: 'not_ready', err: cause });
  else if (cause instanceof PublishError) {
    status.set('paused', { reason: `parking_${cause.code}`, err: cause });
  } else status.set('connecting', { reason: codeOf(cause), err: cause });
}

function newCounters(): ConsumerCounters {
  return {
    received: 0,
    redelivered: 0,
    handled: 0,
    parked: 0,
    renewed: 0,
    failedBatches: 0,
    timedOutBatches: 0,
    sessions: 0,
    passingFailures: 0,
  };
}
