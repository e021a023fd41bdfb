import {
  createMcpHandler,
  isJsonContentType,
  type McpHttpHandler,
  type McpRequestContext,
} from '@modelcontextprotocol/server';
import { ASSISTANT_SCOPE } from '@rita/contracts';
import { bearerTokenOf } from '@rita/platform/bearer-token';
import { whileAwaited } from '@rita/platform/while-awaited';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { allowOrigins } from './allow-origins.ts';
import { MCP_PATH, type Refusal, refuse } from './challenge.ts';
import { createMcpServer } from './create-mcp-server.ts';
import type { McpCaller, McpDeps } from './mcp-caller.ts';
import type { Subscriptions } from './subscriptions.ts';
import { toWatchable } from './watch-documents.ts';

const BODY_LIMIT_BYTES = 256 * 1024;

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

export type McpOptions = McpDeps & {
  subscriptions: Subscriptions;
  /** Of browser clients on other sites that may call. */
  origins: readonly string[];
  /** Who a bearer token stands for; undefined for one that is made up, over, or for something else. */
  findCaller: (token: string) => Promise<Principal | undefined>;
};

/**
 * `POST /mcp`: the Model Context Protocol, revision 2026-07-28 and those with an opening, without
 * any state between two calls. Nothing of a body is read before it is known who calls.
 */
export function registerMcp(app: FastifyInstance, options: McpOptions): void {
  const handler = createMcpHandler((context) => createMcpServer(options, ...callOf(context)), {
    maxRequestBodySize: BODY_LIMIT_BYTES,
    onerror: (err) => options.log.debug({ err }, 'an assistant’s call was refused'),
  });
  app.addHook('preClose', async () => {
    await handler.close();
    await options.subscriptions.close();
  });
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    // Its bytes are for the protocol's own parser, whatever they are called.
    scope.addContentTypeParser(
      '*',
      { parseAs: 'buffer' },
      async (_: unknown, body: Buffer) => body,
    );
    allowOrigins(scope, options);
    scope.route({
      method: 'POST',
      url: MCP_PATH,
      bodyLimit: BODY_LIMIT_BYTES,
      schema: { hide: true },
      config: { anyOrigin: true },
      onRequest: async (request, reply) => {
        request.principal = await requireCaller(options, request, reply);
      },
      handler: (request, reply) => answer(options, handler, { request, reply }),
    });
  });
}

async function requireCaller(
  { findCaller, publicUrl, log }: McpOptions,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Principal> {
  const stop = (reason: Refusal): never => {
    log.info({ reason, request_id: request.id, ip: request.ip }, 'an assistant was refused');
    return refuse(reply, publicUrl, reason);
  };
  const token = bearerTokenOf(request.headers.authorization);
  if (token === undefined)
    return stop(request.headers.authorization ? 'invalid_token' : 'no_token');
  const principal = await findCaller(token);
  if (principal?.program === undefined) return stop('invalid_token');
  if (!principal.program.scopes.includes(ASSISTANT_SCOPE)) return stop('insufficient_scope');
  return principal;
}

async function answer(
  options: McpOptions,
  shared: McpHttpHandler,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
) {
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
    : shared;
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
