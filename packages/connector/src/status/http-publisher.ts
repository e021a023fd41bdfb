import { postConnectorStatus } from '@rita/contracts';
import type { WebhookSigner } from '@rita/platform/signed-webhook';
import { readRetryAfter } from '../egress/retry-after.ts';
import type { Delivery, StatusPublisher } from './status-publisher.ts';

const LIMIT_MS = 10_000;

/** Posts each message to the app, signed as Standard Webhooks says. */
export function createHttpPublisher(options: {
  url: string;
  signer: WebhookSigner;
}): StatusPublisher {
  return {
    deliver: async (id, message) => {
      const body = JSON.stringify(message);
      try {
        const response = await fetch(options.url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...options.signer.sign({ id, body }) },
          body,
          redirect: 'manual',
          signal: AbortSignal.timeout(LIMIT_MS),
        });
        return await readDelivery(response);
      } catch {
        return { kind: 'unavailable' };
      }
    },
    close: async () => {},
  };
}

async function readDelivery(response: Response): Promise<Delivery> {
  const { status } = response;
  if (response.ok) {
    const answer: unknown = await response.json().catch(() => undefined);
    const parsed = postConnectorStatus.success.schema.safeParse(answer);
    return parsed.success
      ? { kind: 'accepted', outcome: parsed.data.data.outcome }
      : { kind: 'accepted' };
  }
  await response.body?.cancel();
  if (status >= 500 || status === 408 || status === 429) {
    const waitMs = readRetryAfter(response.headers.get('retry-after'), new Date());
    return { kind: 'unavailable', ...(waitMs === undefined ? {} : { waitMs }) };
  }
  return { kind: 'refused', reason: `answered ${status}` };
}
