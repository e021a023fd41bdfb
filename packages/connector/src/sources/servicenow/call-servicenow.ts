import { setTimeout as wait } from 'node:timers/promises';
import { readRetryAfter } from '../../egress/retry-after.ts';
import type { SourceAnswer, SourceRequest } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import { errorOf } from './answer-errors.ts';
import { createAuthorization } from './authorization.ts';
import type { ServiceNowContext } from './context.ts';

/** How calls are made: in a verification quickly or not at all, in a sync with patience. */
export type CallMode = {
  retry: 'none' | 'patient';
  /** Milliseconds that one call may take right now. */
  timeoutMs: () => number;
};

export type Call = (path: string, query: Record<string, string>) => Promise<SourceAnswer>;

/** In a verification a short pause asked for by the source is granted once. */
const LONGEST_PAUSE_MS = 5_000;

/** Good answers only; throws `SourceError`. A token that has run out is replaced once. */
export function createCall(context: ServiceNowContext, base: string, mode: CallMode): Call {
  const send = async (request: SourceRequest): Promise<SourceAnswer> => {
    const full = { ...request, timeoutMs: mode.timeoutMs() };
    if (mode.retry === 'patient') return context.http.send({ ...full, retry: 'patient' });
    const answer = await context.http.send({ ...full, retry: 'none' });
    const pauseMs = readRetryAfter(answer.headers.get('retry-after'), context.now());
    if (answer.status !== 429 || pauseMs === undefined || pauseMs > LONGEST_PAUSE_MS) return answer;
    await wait(pauseMs, undefined, { signal: context.signal });
    return context.http.send({ ...full, retry: 'none', timeoutMs: mode.timeoutMs() });
  };
  const authorization = createAuthorization(context, base, send);
  const get = async (url: string): Promise<SourceAnswer> => {
    const headers = { accept: 'application/json', authorization: await authorization.current() };
    return send({ url, headers });
  };
  return async (path, query) => {
    const url = `${base}${path}?${new URLSearchParams(query)}`;
    const first = await get(url);
    const answer = first.status === 401 && authorization.renew() ? await get(url) : first;
    const error = errorOf(answer);
    if (error) throw error;
    return answer;
  };
}

export function isOverload(error: unknown): error is SourceError {
  return error instanceof SourceError && error.code === 'upstream_error';
}
