import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { WebhookPayload } from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import type { WebhookSigner } from '@rita/platform/signed-webhook';
import { type PostAnswer, postBytes } from './post-bytes.ts';
import { readRetryAfter } from './retry-after.ts';
import type { WebhookBreaker } from './webhook-breaker.ts';

/**
 * - `rejected`: answered with a status that will not change by itself
 * - `gone`: answered 410, now or before; nothing is sent any more · `held_back`: the breaker is open
 */
export type Delivery = {
  outcome: 'accepted' | 'unreachable' | 'rejected' | 'gone' | 'held_back';
  status?: number;
};

export type SendOptions = {
  /** The `webhook-id`; the same on each attempt, so that a receiver acts once. */
  id: string;
  maxAttempts?: number;
  /** No attempt begins later than this many milliseconds from now. */
  withinMs: number;
  signal: AbortSignal;
  /** Asked before each further attempt: the run may have been cancelled meanwhile. */
  isStillWanted?: () => Promise<boolean>;
};

export type SendWebhook = (payload: WebhookPayload, options: SendOptions) => Promise<Delivery>;

export type WebhookTarget = {
  url: string;
  signer: WebhookSigner;
  /** Sent as `Authorization`. */
  authHeader?: string | undefined;
  breaker: WebhookBreaker;
  log: Log;
  attemptMs?: number;
  baseDelayMs?: number;
};

const PASSING_STATUSES = new Set([408, 429]);

/**
 * Posts signed webhooks (Standard Webhooks 1.0): three attempts on connection errors, 408, 429
 * and 5xx, never on anything else, never following a redirect; none at all while the breaker is
 * open. Neither the body nor the answer is kept or logged; the bytes of the body are overwritten at
 * the end, for they may be a secret.
 */
export function createWebhookSender(target: WebhookTarget): SendWebhook {
  return async (payload, options) => {
    const text = JSON.stringify(payload);
    const bytes = Buffer.from(text);
    try {
      return await attempt(target, { action: payload.action, text, bytes }, options);
    } finally {
      bytes.fill(0);
    }
  };
}

function withheld(breaker: WebhookBreaker): Delivery {
  return { outcome: breaker.state() === 'gone' ? 'gone' : 'held_back' };
}

type Message = { action: WebhookPayload['action']; text: string; bytes: Buffer };

async function attempt(
  target: WebhookTarget,
  { action, text, bytes }: Message,
  options: SendOptions,
): Promise<Delivery> {
  const { log, attemptMs = 15_000, baseDelayMs = 1_000 } = target;
  const { id, maxAttempts = 3, withinMs, signal, isStillWanted } = options;
  const endsAt = performance.now() + withinMs;
  const fields = { action, webhook_id: id };
  let last: Delivery = { outcome: 'unreachable' };
  for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
    if (!target.breaker.admit()) {
      // What the attempts before found out tells more than that there is no further one.
      if (attempt === 1) last = withheld(target.breaker);
      break;
    }
    const result = await attemptOnce(target, { id, text, bytes, signal, attemptMs });
    const { retryAfterMs, ...delivery } = result;
    last = delivery;
    log.debug({ ...fields, ...delivery, attempt }, 'webhook attempt');
    if (last.outcome !== 'unreachable' || attempt === maxAttempts) break;
    const delayMs = retryAfterMs ?? jittered(baseDelayMs * 2 ** (attempt - 1));
    if (performance.now() + delayMs >= endsAt || !(await pause(delayMs, signal))) break;
    if (isStillWanted !== undefined && !(await isStillWanted())) break;
  }
  if (last.outcome !== 'accepted') log.warn({ ...fields, ...last }, 'webhook not delivered');
  return last;
}

async function attemptOnce(
  target: WebhookTarget,
  request: Attempt,
): Promise<Delivery & { retryAfterMs?: number }> {
  const delivery = await post(target, request);
  const isFailure =
    delivery.outcome === 'unreachable' && !PASSING_STATUSES.has(delivery.status ?? 0);
  if (delivery.outcome === 'gone') target.breaker.record('gone');
  else target.breaker.record(isFailure ? 'failed' : 'answered');
  return delivery;
}

type Attempt = {
  id: string;
  text: string;
  bytes: Buffer;
  signal: AbortSignal;
  attemptMs: number;
};

async function post(
  target: WebhookTarget,
  request: Attempt,
): Promise<Delivery & { retryAfterMs?: number }> {
  try {
    const answer = await postBytes(target.url, {
      signal: AbortSignal.any([request.signal, AbortSignal.timeout(request.attemptMs)]),
      headers: {
        'content-type': 'application/json',
        traceparent: newTraceparent(),
        ...(target.authHeader === undefined ? {} : { authorization: target.authHeader }),
        ...target.signer.sign({ id: request.id, body: request.text }),
      },
      body: request.bytes,
    });
    return classify(answer);
  } catch {
    return { outcome: 'unreachable' };
  }
}

function classify({ status, retryAfter }: PostAnswer): Delivery & { retryAfterMs?: number } {
  if (status >= 200 && status < 300) return { outcome: 'accepted', status };
  if (status === 410) return { outcome: 'gone', status };
  if (status < 500 && !PASSING_STATUSES.has(status)) return { outcome: 'rejected', status };
  const retryAfterMs = readRetryAfter(retryAfter, new Date());
  return {
    outcome: 'unreachable',
    status,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  };
}

function jittered(ms: number): number {
  return ms * (0.5 + Math.random() / 2);
}

/** False when the process stops meanwhile. */
async function pause(ms: number, signal: AbortSignal): Promise<boolean> {
  return wait(ms, true, { signal }).catch(() => false);
}

/** W3C Trace Context, so that the receiver's traces can be joined to ours. */
function newTraceparent(): string {
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;
}
