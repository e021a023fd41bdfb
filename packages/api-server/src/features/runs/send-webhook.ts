import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { WebhookPayload } from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import type { WebhookSigner } from '@rita/platform/signed-webhook';
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
 * open. Neither the body nor the answer is kept or logged.
 */
export function createWebhookSender(target: WebhookTarget): SendWebhook {
  const { log, attemptMs = 15_000, baseDelayMs = 1_000 } = target;
  return async (payload, options) => {
    const { maxAttempts = 3, withinMs, signal, isStillWanted } = options;
    const body = JSON.stringify(payload);
    const endsAt = performance.now() + withinMs;
    const fields = { action: payload.action, webhook_id: options.id };
    let last: Delivery = { outcome: 'unreachable' };
    for (let attempt = 1; attempt <= maxAttempts; attempt += 1) {
      if (!target.breaker.admit()) {
        // What the attempts before found out tells more than that there is no further one.
        if (attempt === 1) last = withheld(target.breaker);
        break;
      }
      const result = await attemptOnce(target, { id: options.id, body, signal, attemptMs });
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
  };
}

function withheld(breaker: WebhookBreaker): Delivery {
  return { outcome: breaker.state() === 'gone' ? 'gone' : 'held_back' };
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

type Attempt = { id: string; body: string; signal: AbortSignal; attemptMs: number };

async function post(
  target: WebhookTarget,
  request: Attempt,
): Promise<Delivery & { retryAfterMs?: number }> {
  const limit = AbortSignal.any([request.signal, AbortSignal.timeout(request.attemptMs)]);
  try {
    const response = await fetch(target.url, {
      method: 'POST',
      redirect: 'manual',
      signal: limit,
      headers: {
        'content-type': 'application/json',
        traceparent: newTraceparent(),
        ...(target.authHeader === undefined ? {} : { authorization: target.authHeader }),
        ...target.signer.sign({ id: request.id, body: request.body }),
      },
      body: request.body,
    });
    // The status is the answer; reading the rest would let a receiver keep us busy.
    await response.body?.cancel().catch(() => {});
    return classify(response);
  } catch {
    return { outcome: 'unreachable' };
  }
}

function classify(response: Response): Delivery & { retryAfterMs?: number } {
  const { status } = response;
  if (status >= 200 && status < 300) return { outcome: 'accepted', status };
  if (status === 410) return { outcome: 'gone', status };
  if (status < 500 && !PASSING_STATUSES.has(status)) return { outcome: 'rejected', status };
  const retryAfterMs = readRetryAfter(response.headers.get('retry-after'), new Date());
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
