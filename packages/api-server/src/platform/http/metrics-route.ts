import { isRightToken } from '@rita/platform/bearer-token';
import type { FastifyInstance } from 'fastify';
import type { Metrics } from '../metrics.ts';
import { ProblemError } from './problems.ts';

/** `GET /metrics` for whoever has the token; to all others there is no such address. */
export function serveMetrics(
  app: FastifyInstance,
  { registry }: Metrics,
  token: string | undefined,
): void {
  const config = { anyHost: true as const };
  app.get('/metrics', { schema: { hide: true }, config }, async (request, reply) => {
    if (!isRightToken(request.headers.authorization, token)) throw new ProblemError('not_found');
    reply.type(registry.contentType);
    return registry.metrics();
  });
}
