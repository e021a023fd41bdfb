import rateLimit from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from './problems.ts';

/** A ceiling for each address; sign-in and sign-up have their own, lower ones in the database. */
export async function limitRequests(app: FastifyInstance, perMinute: number): Promise<void> {
  await app.register(rateLimit, {
    max: perMinute,
    timeWindow: 60_000,
    allowList: isUnlimited,
    errorResponseBuilder: (_request, { ttl }) =>
      new ProblemError('too_many_requests', { retryAfterSeconds: Math.ceil(ttl / 1000) }),
  });
}

/** Pages, probes, and the connector, which proves itself by its signature. */
function isUnlimited(request: FastifyRequest): boolean {
  return (
    !request.url.startsWith('/api/') ||
    request.url.startsWith('/api/health/') ||
    request.routeOptions.config.route?.access === 'connector'
  );
}
