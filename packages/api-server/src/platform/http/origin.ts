import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from './problems.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For routes that no cookie opens, or that look at the origin themselves. */
    anyOrigin?: true;
  }
}

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses requests with an effect that a page of another site made: the session cookie would go
 * along. Callers without a browser send neither header and have no cookie that others could use;
 * the connector's routes are signed and need no such check.
 */
export function refuseForeignOrigins(app: FastifyInstance, publicUrl: string): void {
  app.addHook('onRequest', async (request) => {
    const { route, anyOrigin } = request.routeOptions.config;
    if (SAFE_METHODS.has(request.method) && !route?.ownPagesOnly) return;
    if (anyOrigin || route?.access === 'connector') return;
    if (!isOwnOrigin(request, publicUrl)) throw new ProblemError('foreign_origin');
  });
}

/** Whether a request comes from a page of ours, or from no page at all. */
export function isOwnOrigin(request: FastifyRequest, publicUrl: string): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) {
    const site = request.headers['sec-fetch-site'];
    return site === undefined || site === 'same-origin' || site === 'none';
  }
  if (!URL.canParse(origin)) return false;
  const from = new URL(origin);
  return from.origin === new URL(publicUrl).origin || from.host === host;
}
