import rateLimit, { type FastifyRateLimitStoreCtor } from '@fastify/rate-limit';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { pathOf } from './known-addresses.ts';
import { addressGroup } from './network.ts';
import { ProblemError } from './problems.ts';
import { type AddRequests, createRequestCounts, type RequestCounts } from './request-counts.ts';

export type RequestLimit = {
  perMinute: number;
  findBucket: (request: FastifyRequest) => Promise<string | undefined>;
  add: AddRequests;
};

/**
 * A ceiling for each session, and for each address as long as nobody is known, in all processes
 * together; sign-in and sign-up have their own, lower ones.
 *
 * `findBucket` names the session of a request. It answers undefined for whatever does not prove one,
 * so that cookies that are made up, or of sessions that have ended, count for their address together.
 */
export async function limitRequests(
  app: FastifyInstance,
  { perMinute, findBucket, add }: RequestLimit,
): Promise<void> {
  await app.register(rateLimit, {
    global: false,
    max: perMinute,
    timeWindow: 60_000,
    store: storeOf(createRequestCounts(add)),
    allowList: isUnlimited,
    keyGenerator: async (request) => {
      const bucket = isUnlimited(request) ? undefined : await findBucket(request);
      return bucket === undefined ? `address ${addressGroup(request.ip)}` : `session ${bucket}`;
    },
    errorResponseBuilder: (_request, { ttl }) =>
      new ProblemError('too_many_requests', { retryAfterSeconds: Math.ceil(ttl / 1000) }),
  });
  // Before the hooks of routes: a request that is refused for want of a session counts too.
  app.addHook('onRequest', app.rateLimit());
}

const IS_LIMITED = /^\/(api\/|mcp|oauth\/|authorize|token|register)/;

/**
 * Pages, probes, and the connector, which proves itself by its signature. Which of them it is says the
 * route that was found, for the same address can be written in many ways.
 */
function isUnlimited(request: FastifyRequest): boolean {
  const { url, config } = request.routeOptions;
  const address = url === undefined || url === '/*' ? pathOf(request) : url;
  return (
    !IS_LIMITED.test(address) ||
    address.startsWith('/api/health/') ||
    config.route?.access === 'connector'
  );
}

/** As the plugin wants it: a class that is asked back. */
function storeOf(counts: RequestCounts): FastifyRateLimitStoreCtor {
  return class Store {
    incr(
      key: string,
      answer: (error: Error | null, result?: ReturnType<RequestCounts['count']>) => void,
      _window: number,
      limit: number,
    ) {
      answer(null, counts.count(key, limit));
    }

    child() {
      return this;
    }
  };
}
