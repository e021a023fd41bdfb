import { timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** How far the two clocks may be apart, as Standard Webhooks 1.0 recommends. */
const TOLERANCE_SECONDS = 5 * 60;

/** 128 bits; Standard Webhooks recommends 192 and more, and ours have 256. */
const FEWEST_BYTES = 16;

export type SignatureHeaders = {
  'webhook-id': string;
  'webhook-timestamp': string;
  'webhook-signature': string;
};

export const SIGNATURE_HEADERS = [
  'webhook-id',
  'webhook-timestamp',
  'webhook-signature',
] as const satisfies (keyof SignatureHeaders)[];

export type SignatureFailure = 'missing' | 'mismatch' | 'clock_skew';

export class SignatureError extends Error {
  readonly reason: SignatureFailure;
  constructor(reason: SignatureFailure, message: string) {
    super(message);
    this.name = 'SignatureError';
    this.reason = reason;
  }
}

export type WebhookSigner = {
  sign: (message: { id: string; body: string; now?: Date }) => SignatureHeaders;
  /**
   * Takes the body exactly as it arrived.
   *
   * @throws SignatureError
   */
  verify: (message: Signed & { now?: Date }) => { id: string; timestamp: Date };
  /**
   * The same for a message that may have lain in a queue: its age does not matter.
   *
   * @throws SignatureError
   */
  verifyStored: (message: Signed) => { id: string; timestamp: Date };
};

type Signed = { headers: Record<string, unknown>; body: string };

/**
 * Signs and checks requests as Standard Webhooks 1.0 says (https://www.standardwebhooks.com).
 *
 * @param secrets one `whsec_…`, or several separated by spaces during a rotation: each of them
 *   signs, and any of them is accepted.
 */
export function createWebhookSigner(secrets: string): WebhookSigner {
  const keys = secrets
    .split(/\s+/)
    .filter((secret) => secret !== '')
    .map(readSecret);
  if (keys.length === 0) throw new Error('no webhook secret');

  function verifyStored({ headers, body }: Signed) {
    const { id, timestamp, signatures } = readHeaders(headers);
    const expected = keys.map((key) => key.sign(id, timestamp, body));
    const matches = signatures.filter((given) => expected.some((own) => isEqual(own, given)));
    if (matches.length === 0) {
      throw new SignatureError('mismatch', 'The signature does not fit the body and our secret.');
    }
    return { id, timestamp };
  }

  return {
    sign({ id, body, now = new Date() }) {
      return {
        'webhook-id': id,
        'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
        'webhook-signature': keys.map((key) => key.sign(id, now, body)).join(' '),
      };
    },
    verify({ headers, body, now = new Date() }) {
      const signed = verifyStored({ headers, body });
      checkClock(signed.timestamp, now);
      return signed;
    },
    verifyStored,
  };
}

/** Throws an `Error` that holds nothing of the secret. */
function readSecret(secret: string): Webhook {
  const bytes = Buffer.from(secret.replace(/^whsec_/, ''), 'base64').length;
  if (bytes < FEWEST_BYTES) throw new Error('a webhook secret is too short');
  return new Webhook(secret);
}

function readHeaders(headers: Record<string, unknown>) {
  const id = headers['webhook-id'];
  const seconds = headers['webhook-timestamp'];
  const signature = headers['webhook-signature'];
  const complete =
    typeof id === 'string' && typeof seconds === 'string' && typeof signature === 'string';
  if (!complete || !/^[\w.:-]{1,200}$/.test(id) || !/^\d{1,12}$/.test(seconds)) {
    throw new SignatureError(
      'missing',
      'webhook-id, webhook-timestamp or webhook-signature is missing or malformed.',
    );
  }
  return {
    id,
    timestamp: new Date(Number(seconds) * 1000),
    signatures: signature.slice(0, 2000).split(' '),
  };
}

function isEqual(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

function checkClock(timestamp: Date, now: Date) {
  const seconds = Math.round((now.getTime() - timestamp.getTime()) / 1000);
  if (Math.abs(seconds) <= TOLERANCE_SECONDS) return;
  const direction = seconds > 0 ? 'behind' : 'ahead of';
  throw new SignatureError(
    'clock_skew',
    `The request was signed ${Math.abs(seconds)} s ${direction} this machine's clock; at most ${TOLERANCE_SECONDS} s are accepted. Check the clocks of both machines.`,
  );
}
