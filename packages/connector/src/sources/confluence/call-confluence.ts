import type { z } from 'zod';
import { pauseFor } from '../../egress/host-pace.ts';
import { backoffMs, readRetryAfter } from '../../egress/retry-after.ts';
import type { SourceAnswer, SourceHttp, SourceRequest } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import { errorOf, errorOfFile, PassingError } from './answer-errors.ts';

/** How calls are made: in a verification quickly or not at all, in a sync with patience. */
export type CallMode = {
  retry: 'none' | 'patient';
  signal: AbortSignal;
  /** Milliseconds that one call may take right now. */
  timeoutMs: () => number;
};

export type Answer<T extends z.ZodType> = { value: z.output<T>; headers: Headers };

export type Call = {
  get: <T extends z.ZodType>(url: URL, schema: T) => Promise<z.output<T>>;
  post: <T extends z.ZodType>(url: URL, schema: T, body: unknown) => Promise<z.output<T>>;
  /** Like `get`, with the headers of the answer. */
  ask: <T extends z.ZodType>(url: URL, schema: T) => Promise<Answer<T>>;
  /** Like `ask`, but a server error comes back at once, for callers that ask for less then. */
  askLarge: <T extends z.ZodType>(url: URL, schema: T) => Promise<Answer<T>>;
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
    http.send({ ...request, headers, timeoutMs: mode.timeoutMs() }).catch(asPassing);
  const usual = (request: SourceRequest) =>
    mode.retry === 'none' ? sendOnce(send, request, mode) : send({ ...request, retry: 'patient' });
  const read = <T extends z.ZodType>(request: SourceRequest, schema: T): Promise<Answer<T>> =>
    again(mode, async () => parse(await usual(request), schema));
  return {
    get: async (url, schema) => (await read({ url }, schema)).value,
    post: async (url, schema, body) => (await read({ url, method: 'POST', body }, schema)).value,
    ask: (url, schema) => read({ url }, schema),
    askLarge: async (url, schema) => {
      const first = await send({ url, retry: 'none' }).catch((error: unknown) => {
        if (error instanceof SourceError && mode.retry === 'patient') return undefined;
        throw error;
      });
      // Only an overload can be helped by asking for less; a 429 or a broken line needs patience.
      const isSettled = first !== undefined && first.status !== 429;
      return isSettled ? parse(first, schema) : read({ url }, schema);
    },
    download: (url, maxBytes) =>
      again(mode, async () => {
        const answer = await usual({ url, maxBytes, redirects: 'to_other_hosts' });
        const error = errorOfFile(answer);
        // What another host says is not repeated: the address it was asked at opens the file for anybody.
        if (error instanceof PassingError) throw new PassingError(error.code, error.message);
        if (error) throw new SourceError(error.code, error.message);
        return answer.body;
      }),
  };
}

/** What breaks is asked for again; `http` itself does so only where the line or a gateway says so. */
const MOST_REPEATS = 2;

async function again<T>(mode: CallMode, work: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      const isWorthIt = mode.retry === 'patient' && error instanceof PassingError;
      if (!isWorthIt || attempt >= MOST_REPEATS) throw error;
      await pauseFor(backoffMs(attempt), mode.signal);
    }
  }
}

/** An answer that broke off in the middle. */
function asPassing(error: unknown): never {
  const isBroken = error instanceof SourceError && error.code === 'upstream_error' && error.cause;
  throw isBroken ? new PassingError(error.code, error.message, { cause: error.cause }) : error;
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
  await pauseFor(pauseMs, mode.signal);
  return send({ ...request, retry: 'none' });
}

function parse<T extends z.ZodType>(answer: SourceAnswer, schema: T): Answer<T> {
  const error = errorOf(answer);
  if (error) throw error;
  const parsed = schema.safeParse(jsonOf(answer));
  if (parsed.success) return { value: parsed.data, headers: answer.headers };
  const where = parsed.error.issues[0]?.path.join('.') ?? '';
  throw new SourceError(
    'upstream_error',
    `Confluence’s answer lacks something that is needed (${where}).`,
  );
}

function jsonOf(answer: SourceAnswer): unknown {
  try {
    return answer.json();
  } catch (error) {
    return asPassing(error);
  }
}
