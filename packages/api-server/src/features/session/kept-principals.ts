import { streamEvents } from '@rita/contracts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticate, Principal } from '../../platform/http/principal.ts';
import { sessionCookieName } from './auth-options.ts';
import { cookieOf } from './request-cookies.ts';

/** What another process changes counts here after this time at the latest. */
const KEPT_MS = 1_000;
const MOST_KEPT = 10_000;

type Kept = { principal: Promise<Principal | undefined>; until: number };

/**
 * An `authenticate` that looks a session up once a second instead of with each request that only
 * reads. Whatever this process changes counts at once: `forget` is called with each answer to a
 * request that may change something. Changes ask anew, and so do streams, which last.
 *
 * The key is the cookie as it was sent, signature included, and only one that proved somebody stays.
 */
export function keepPrincipals(
  authenticate: Authenticate,
  options: { publicUrl: string; keptMs?: number; now?: () => number },
): { authenticate: Authenticate; forget: () => void } {
  const { publicUrl, keptMs = KEPT_MS, now = () => performance.now() } = options;
  const cookieName = sessionCookieName(publicUrl);
  const kept = new Map<string, Kept>();

  function lookUp(cookie: string, request: FastifyRequest): Promise<Principal | undefined> {
    const entry = { principal: authenticate(request), until: now() + keptMs };
    const drop = () => {
      if (kept.get(cookie) === entry) kept.delete(cookie);
    };
    kept.delete(cookie);
    kept.set(cookie, entry);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) kept.delete(oldest);
    entry.principal.then((principal) => {
      if (principal === undefined) drop();
    }, drop);
    return entry.principal;
  }

  return {
    authenticate: async (request) => {
      const cookie = mayBeKept(request) ? cookieOf(request.headers.cookie, cookieName) : undefined;
      if (cookie === undefined) return authenticate(request);
      const found = kept.get(cookie);
      if (found !== undefined && now() < found.until) return found.principal;
      return lookUp(cookie, request);
    },
    forget: () => kept.clear(),
  };
}

function mayBeKept({ method, routeOptions }: FastifyRequest): boolean {
  return method === 'GET' && routeOptions.config.route?.id !== streamEvents.id;
}

/** Has whatever a request changed count from its answer on; sign-in may change something by GET. */
export function forgetOnChanges(app: FastifyInstance, forget: () => void): void {
  app.addHook('onSend', async (request) => {
    if (mayChange(request)) forget();
  });
}

/** Messages of the connector and questions of assistants are many, and change nothing about people. */
function mayChange({ method, url, routeOptions }: FastifyRequest): boolean {
  if (url.startsWith('/api/auth/')) return true;
  const isAsking = routeOptions.config.route?.access === 'connector' || routeOptions.url === '/mcp';
  return method !== 'GET' && !isAsking;
}
