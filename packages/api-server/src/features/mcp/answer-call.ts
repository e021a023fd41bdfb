import {
  createMcpHandler,
  isJsonContentType,
  type McpHttpHandler,
  type McpRequestContext,
} from '@modelcontextprotocol/server';
import { bearerTokenOf } from '@rita/platform/bearer-token';
import { whileAwaited } from '@rita/platform/while-awaited';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { BODY_LIMIT_BYTES, MCP_PATH } from './challenge.ts';
import { createMcpServer } from './create-mcp-server.ts';
import type { McpCaller, McpOptions } from './mcp-caller.ts';
import { createSubscriptions, type Subscriptions } from './subscriptions.ts';
import { toWatchable } from './watch-documents.ts';

const LISTEN = 'subscriptions/listen';
/** A hundred questions in one request would count as one, and no revision that is spoken here has them. */
const NO_BATCHES = {
  jsonrpc: '2.0',
  id: null,
  error: {
    code: -32600,
    message: 'Send one message in each request; batches ended with 2025-06-18',
  },
};

/** Answers calls whose caller is known, with the protocol's library. */
export type Answering = {
  answer: (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;
  close: () => Promise<void>;
};

export async function openAnswering(options: McpOptions): Promise<Answering> {
  const subscriptions = await createSubscriptions({
    ...options,
    readSources: options.readSourcesNow,
  });
  const shared = createMcpHandler((context) => createMcpServer(options, ...callOf(context)), {
    maxRequestBodySize: BODY_LIMIT_BYTES,
    onerror: (err) => options.log.debug({ err }, 'an assistant’s call was refused'),
  });
  return {
    answer: (request, reply) => answer({ ...options, subscriptions, shared }, { request, reply }),
    close: async () => {
      await shared.close();
      await subscriptions.close();
    },
  };
}

async function answer(
  options: McpOptions & { subscriptions: Subscriptions; shared: McpHttpHandler },
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): Promise<FastifyReply> {
  const { principal } = request;
  const token = bearerTokenOf(request.headers.authorization);
  if (principal?.program === undefined || token === undefined) {
    throw new ProblemError('unauthenticated');
  }
  const message = parsedBodyOf(request);
  if (Array.isArray(message)) return reply.code(400).send(NO_BATCHES);
  const signal = whileAwaited(reply.raw);
  const caller: McpCaller = { principal, ip: request.ip, signal };
  const { id: clientId, scopes } = principal.program;
  const authInfo = { token: '', clientId, scopes: [...scopes], extra: { caller, message } };
  // The header is checked against the body; a stream has a handler that ends with its access.
  const isStream = request.headers['mcp-method'] === LISTEN;
  const { message: parsedBody, addresses } = isStream
    ? toWatchable(message)
    : { message, addresses: [] };
  const recheck = () => options.findCaller(token);
  const handler = isStream
    ? await options.subscriptions.open(caller, { recheck, response: reply.raw, addresses })
    : options.shared;
  const asked = toRequest(request, { signal, parsedBody });
  const response = await handler.fetch(asked, { authInfo, parsedBody });
  reply.header('cache-control', 'no-store').header('x-accel-buffering', 'no');
  if (!isJsonContentType(response.headers.get('content-type'))) return reply.send(response);
  // Whole, since it is there already: a stream costs several writes to the network.
  return reply
    .code(response.status)
    .headers(Object.fromEntries(response.headers))
    .send(await response.text());
}

type Context = Pick<McpRequestContext, 'era' | 'authInfo'>;

/** Who calls, and with what, as they were handed to the protocol's library. */
function callOf({
  era,
  authInfo,
}: Context): [McpCaller, { era: Context['era']; message: unknown }] {
  const { caller, message } = authInfo?.extra ?? {};
  if (caller === undefined) throw new Error('a call without a caller');
  return [caller as McpCaller, { era, message }];
}

const BOTH_KINDS = 'application/json, text/event-stream';

/** Programs that say nothing of what they take, as most libraries send it: the protocol's wants both named. */
function takesAnything(accept: string | undefined): boolean {
  return accept === undefined || /(?:^|,)\s*\*\/\*\s*(?:,|;|$)/.test(accept);
}

/** Undefined for what is no JSON: the protocol's library has the words for that. */
function parsedBodyOf({ body }: FastifyRequest): unknown {
  try {
    return body instanceof Buffer ? JSON.parse(body.toString()) : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The request as the protocol's library reads it: without the token, which is not for it, and without
 * a body where that is read already.
 */
function toRequest(
  request: FastifyRequest,
  { signal, parsedBody }: { signal: AbortSignal; parsedBody: unknown },
): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (name === 'authorization' || name === 'cookie' || name === 'content-length') continue;
    if (typeof value === 'string') headers.set(name, value);
  }
  if (takesAnything(request.headers.accept)) headers.set('accept', BOTH_KINDS);
  const isRead = parsedBody !== undefined || !(request.body instanceof Buffer);
  const body = isRead ? null : new Uint8Array(request.body as Buffer);
  return new Request(new URL(MCP_PATH, 'http://localhost'), {
    method: 'POST',
    headers,
    body,
    signal,
  });
}
