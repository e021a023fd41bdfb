import { ASSISTANT_SCOPE } from '@rita/contracts';
import { atFirstUse } from '@rita/platform/at-first-use';
import { bearerTokenOf } from '@rita/platform/bearer-token';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Principal } from '../../platform/http/principal.ts';
import { allowOrigins } from './allow-origins.ts';
import { BODY_LIMIT_BYTES, MCP_PATH, type Refusal, refuse } from './challenge.ts';
import type { McpOptions } from './mcp-caller.ts';

/**
 * `POST /mcp`: the Model Context Protocol, revision 2026-07-28 and those with an opening, without
 * any state between two calls. Nothing of a body is read before it is known who calls.
 */
export function registerMcp(app: FastifyInstance, options: McpOptions): void {
  // Where no assistant calls, the protocol's library and its tools are not loaded.
  const load = atFirstUse(async () => {
    const { openAnswering } = await import('./answer-call.ts');
    return openAnswering(options);
  });
  app.addHook('preClose', async () => {
    // One that could not be opened was told to whoever called.
    const answering = await load.inUse()?.catch(() => undefined);
    await answering?.close();
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
      handler: async (request, reply) => (await load()).answer(request, reply),
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
