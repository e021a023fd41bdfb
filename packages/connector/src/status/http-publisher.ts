import { type DataSourceStatusMessage, postConnectorStatus } from '@rita/contracts';
import type { WebhookSigner } from '@rita/platform/signed-webhook';
import { z } from 'zod';
import { readRetryAfter } from '../egress/retry-after.ts';
import type { Delivery, StatusPublisher } from './status-publisher.ts';

const LIMIT_MS = 10_000;
/**
 * Said of this very message: it is malformed, or too large. Whatever else is no acceptance (a signature
 * that a clock or a secret spoils, an address that a proxy does not know yet, a redirect) is said of the
 * way, and a result that was given up for it would be missed for good.
 */
const OF_THE_MESSAGE = new Set([400, 413, 415, 422]);

/** As an app of another version may answer, which knows of more outcomes. */
const takenSchema = z.object({ data: z.object({ outcome: z.string() }) });

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
      const delivery = await readDelivery(response);
      trouble = delivery.kind === 'unavailable' ? `answered_${response.status}` : undefined;
      return delivery;
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
    if (parsed.success) return { kind: 'accepted', outcome: parsed.data.data.outcome };
    // A page that stands in the app's place while it is away says 200, too, and has taken nothing.
    return takenSchema.safeParse(answer).success ? { kind: 'accepted' } : { kind: 'unavailable' };
  }
  await response.body?.cancel();
  if (OF_THE_MESSAGE.has(status)) return { kind: 'refused', reason: `answered ${status}` };
  const waitMs = readRetryAfter(response.headers.get('retry-after'), new Date());
  return { kind: 'unavailable', ...(waitMs === undefined ? {} : { waitMs }) };
}
