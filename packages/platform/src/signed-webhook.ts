import { timingSafeEqual } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** How far the two clocks may be apart, as Standard Webhooks 1.0 recommends. */
const TOLERANCE_SECONDS = 5 * 60;

/** As Standard Webhooks 1.0 has it; those that we make have 32. */
const FEWEST_BYTES = 24;

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

export const WEAK_SECRET_ADVICE =
  'a webhook secret is short enough to be guessed: make one of 32 random bytes';

/** Whether one of several secrets, separated by blanks, is shorter than it should be: a guess signs as well. */
export function isWeakSecret(secrets: string): boolean {
  return secrets.split(/\s+/).some((secret) => {
    const bytes = Buffer.from(secret.replace(/^whsec_/, ''), 'base64').length;
    return secret !== '' && bytes < FEWEST_BYTES;
  });
}

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
    .map((secret) => new Webhook(secret));
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
