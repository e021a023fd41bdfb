import { createHash } from 'node:crypto';
import type { Log } from '../log.ts';
import { SIGNATURE_HEADERS } from '../signed-webhook.ts';
import type { LargeBody } from './bodies.ts';
import type { QueuePublisher } from './publisher.ts';

/** Where messages lie that can never be handled, until somebody looks at them. */
export function parkedQueueOf(queue: string): string {
  return `${queue}.parked`;
}

/** Headers of a parked message. */
export const PARKED_HEADERS = {
  reason: 'x-parked-reason',
  /** ISO 8601, UTC. */
  at: 'x-parked-at',
  /** Size and SHA-256 of the body as it was sent; the body itself is kept only when it is small. */
  size: 'x-parked-size',
  sha256: 'x-parked-sha256',
  isBodyKept: 'x-parked-body',
} as const;

/** Several signatures during a change of the secret; a longer one is not kept. */
const MAX_HEADER_LENGTH = 2_000;

export type Parkable = {
  body: Buffer;
  messageId: string | undefined;
  headers: Record<string, unknown>;
  large: LargeBody | undefined;
};

/**
 * Keeps a message aside: persistent, confirmed by the broker.
 *
 * @throws PublishError; the message is then still where it was
 */
export async function parkMessage(
  publisher: QueuePublisher,
  { body, messageId, headers, large }: Parkable,
  { reason, log }: { reason: string; log: Log },
): Promise<void> {
  const { size, sha256 } = large ?? describeBody(body);
  await publisher.publish(body, {
    messageId: messageId || sha256,
    headers: {
      ...signatureOf(headers),
      [PARKED_HEADERS.reason]: reason,
      [PARKED_HEADERS.at]: new Date().toISOString(),
      [PARKED_HEADERS.size]: size,
      [PARKED_HEADERS.sha256]: sha256,
      [PARKED_HEADERS.isBodyKept]: large ? 'no' : 'yes',
    },
  });
  log.warn({ reason, count: size, webhook_id: messageId }, 'message parked');
}

/** What of a message's headers has to be there when it is replayed. */
export function signatureOf(headers: Record<string, unknown>): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of SIGNATURE_HEADERS) {
    const value = headers[name];
    if (typeof value === 'string' && value.length <= MAX_HEADER_LENGTH) kept[name] = value;
  }
  return kept;
}

function describeBody(body: Buffer): LargeBody {
  return { size: body.length, sha256: createHash('sha256').update(body).digest('hex') };
}
