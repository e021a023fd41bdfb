import { type DataSourceStatusMessage, postConnectorStatus } from '@rita/contracts';
import type { WebhookSigner } from '@rita/platform/signed-webhook';
import { readRetryAfter } from '../egress/retry-after.ts';
import type { Delivery, StatusPublisher } from './status-publisher.ts';

const LIMIT_MS = 10_000;

/** Posts each message to the app, signed as Standard Webhooks says. */
export function createHttpPublisher(options: {
  url: string;
  signer: WebhookSigner;
}): StatusPublisher {
  let trouble: string | undefined;

  async function post(id: string, message: DataSourceStatusMessage): Promise<Delivery> {
    const body = JSON.stringify(message);
    try {
      const response = await fetch(options.url, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...options.signer.sign({ id, body }) },
        body,
        redirect: 'manual',
        signal: AbortSignal.timeout(LIMIT_MS),
      });
      trouble = response.status >= 500 ? `answered_${response.status}` : undefined;
      return await readDelivery(response);
    } catch {
      trouble = 'no_answer';
      return { kind: 'unavailable' };
    }
  }

  return {
    deliver: post,
    state: () => ({
      to: 'app',
      isTaking: trouble === undefined,
      isRefused: false,
      reason: trouble,
    }),
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
