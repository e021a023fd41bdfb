import type { FastifyInstance } from 'fastify';
import { isOwnOrigin } from '../../platform/http/origin.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { MCP_PATH } from './challenge.ts';

const ALLOWED_HEADERS = [
  'Authorization',
  'Content-Type',
  'Last-Event-ID',
  'MCP-Protocol-Version',
  'Mcp-Method',
  'Mcp-Name',
].join(', ');
const DAY_SECONDS = 86_400;

/**
 * Pages of other sites may call only where the operator names them: a present `Origin` that is
 * neither ours nor named is refused, whatever the method.
 */
export function allowOrigins(
  app: FastifyInstance,
  { publicUrl, origins }: { publicUrl: string; origins: readonly string[] },
): void {
  const allowed = new Set(origins);
  app.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers;
    if (origin !== undefined && allowed.has(origin)) {
      reply.header('access-control-allow-origin', origin).header('vary', 'Origin');
      reply.header('access-control-expose-headers', 'WWW-Authenticate, Retry-After');
      return;
    }
    if (!isOwnOrigin(request, publicUrl)) throw new ProblemError('foreign_origin');
  });
  app.options(
    MCP_PATH,
    { schema: { hide: true }, config: { anyOrigin: true } },
    async (_request, reply) =>
      reply
        .code(204)
        .header('access-control-allow-methods', 'POST')
        .header('access-control-allow-headers', ALLOWED_HEADERS)
        .header('access-control-max-age', DAY_SECONDS)
        .send(),
  );
}
