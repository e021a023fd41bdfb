import type { Log } from '@rita/platform/log';
import { openQueuePublisher, PublishError } from '@rita/platform/queue/publisher';
import type { WebhookSigner } from '@rita/platform/signed-webhook';
import type { StatusPublisher } from './status-publisher.ts';

/** Soon: while the broker is away, a publish waits for it by itself. */
const TRY_AGAIN_MS = 1_000;

/**
 * Publishes each message on the status queue, with the headers of a signed webhook. It counts as
 * taken when the broker has confirmed it; until then it stays in the outbox.
 */
export function createQueuePublisher(options: {
  url: string;
  queue: string;
  log: Log;
  signer: WebhookSigner;
}): StatusPublisher {
  const publisher = openQueuePublisher(options);
  return {
    deliver: async (id, message) => {
      try {
        const body = JSON.stringify(message);
        const headers = { ...options.signer.sign({ id, body }) };
        await publisher.publish(body, { messageId: id, headers });
        return { kind: 'accepted' };
      } catch (error) {
        if (!(error instanceof PublishError)) throw error;
        return { kind: 'unavailable', waitMs: TRY_AGAIN_MS };
      }
    },
    state: () => {
      const { status, reason } = publisher.state();
      const isTaking = status === 'connected';
      return { to: 'broker', isTaking, isRefused: status === 'refused', reason };
    },
    close: publisher.close,
  };
}
