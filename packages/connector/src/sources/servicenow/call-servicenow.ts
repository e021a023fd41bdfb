import { setTimeout as wait } from 'node:timers/promises';
import { backoffMs, shortPauseMs } from '../../egress/retry-after.ts';
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

/** Good answers only; throws `SourceError`. A token that has run out is replaced once. */
export function createCall(context: ServiceNowContext, base: string, mode: CallMode): Call {
  const send = async (request: SourceRequest): Promise<SourceAnswer> => {
    const full = { ...request, timeoutMs: mode.timeoutMs() };
    if (mode.retry === 'patient') return sendTwice(context, full);
    const answer = await context.http.send({ ...full, retry: 'none' });
    const pauseMs = shortPauseMs(answer, context.now());
    if (pauseMs === undefined) return answer;
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

/** The egress client does not know 500 to be passing; here it also stands for a query too large. */
async function sendTwice(
  { http, signal }: ServiceNowContext,
  request: SourceRequest,
): Promise<SourceAnswer> {
  const first = await http.send({ ...request, retry: 'patient' });
  if (first.status !== 500) return first;
  await wait(backoffMs(0), undefined, { signal });
  return http.send({ ...request, retry: 'patient' });
}

export function isOverload(error: unknown): error is SourceError {
  return error instanceof SourceError && error.code === 'upstream_error';
}
