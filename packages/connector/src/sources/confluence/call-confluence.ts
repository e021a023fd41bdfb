import { setTimeout as wait } from 'node:timers/promises';
import type { z } from 'zod';
import { readRetryAfter } from '../../egress/retry-after.ts';
import type { SourceAnswer, SourceHttp, SourceRequest } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import { errorOf, errorOfFile } from './answer-errors.ts';

/** How calls are made: in a verification quickly or not at all, in a sync with patience. */
export type CallMode = {
  retry: 'none' | 'patient';
  signal: AbortSignal;
  /** Milliseconds that one call may take right now. */
  timeoutMs: () => number;
};

export type Call = {
  get: <T extends z.ZodType>(url: URL, schema: T) => Promise<z.output<T>>;
  post: <T extends z.ZodType>(url: URL, schema: T, body: unknown) => Promise<z.output<T>>;
  /** Like `get`, but a server error comes back at once, for callers that ask for less then. */
  getLarge: <T extends z.ZodType>(url: URL, schema: T) => Promise<z.output<T>>;
  /** A file, from wherever Confluence sends us: to another host without our credentials. */
  download: (url: URL, maxBytes: number) => Promise<Uint8Array>;
};

/** In a verification a short pause asked for by the source is granted once. */
const LONGEST_PAUSE_MS = 5_000;

export function createCall(
  http: SourceHttp,
  options: { authorization: string | undefined; mode: CallMode },
): Call {
  const { mode } = options;
  const headers: Record<string, string> = {
    accept: 'application/json',
    ...(options.authorization ? { authorization: options.authorization } : {}),
  };
  const send = (request: SourceRequest) =>
    http.send({ ...request, headers, timeoutMs: mode.timeoutMs() });
  const usual = (request: SourceRequest) =>
    mode.retry === 'none' ? sendOnce(send, request, mode) : send({ ...request, retry: 'patient' });
  return {
    get: async (url, schema) => parse(await usual({ url }), schema),
    post: async (url, schema, body) => parse(await usual({ url, method: 'POST', body }), schema),
    getLarge: async (url, schema) => {
      const first = await send({ url, retry: 'none' }).catch((error: unknown) => {
        if (error instanceof SourceError && mode.retry === 'patient') return undefined;
        throw error;
      });
      // Only an overload can be helped by asking for less; a 429 or a broken line needs patience.
      const isSettled = first !== undefined && first.status !== 429;
      return parse(isSettled ? first : await usual({ url }), schema);
    },
    download: async (url, maxBytes) => {
      const answer = await usual({ url, maxBytes, redirects: 'to_other_hosts' });
      const error = errorOfFile(answer);
      // What another host says is not repeated: the address it was asked at opens the file for anybody.
      if (error) throw new SourceError(error.code, error.message);
      return answer.body;
    },
  };
}

async function sendOnce(
  send: (request: SourceRequest) => Promise<SourceAnswer>,
  request: SourceRequest,
  mode: CallMode,
): Promise<SourceAnswer> {
  const answer = await send({ ...request, retry: 'none' });
  if (answer.status !== 429) return answer;
  const pauseMs = readRetryAfter(answer.headers.get('retry-after'), new Date());
  if (pauseMs === undefined || pauseMs > LONGEST_PAUSE_MS) return answer;
  await wait(pauseMs, undefined, { signal: mode.signal });
  return send({ ...request, retry: 'none' });
}

function parse<T extends z.ZodType>(answer: SourceAnswer, schema: T): z.output<T> {
  const error = errorOf(answer);
  if (error) throw error;
  const parsed = schema.safeParse(answer.json());
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new SourceError('upstream_error', `Confluence’s answer was not understood (${where}).`);
}
