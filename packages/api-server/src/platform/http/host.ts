import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ProblemError } from './problems.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** For programs that know this process by another name than browsers do. */
    anyHost?: true;
  }
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const HOST = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(?::\d{1,5})?$/i;

/**
 * Answers only who asked for us by the name of `PUBLIC_URL` or one of this machine's own. A page of
 * another site can make its own name lead here (DNS rebinding), and is then of the same origin to a
 * browser. Probes, metrics and the connector, which proves itself by its signature, use no cookie
 * and know each process by a name of its own.
 */
export function refuseForeignHosts(app: FastifyInstance, publicUrl: string): void {
  const own = new Set([...LOOPBACK, new URL(publicUrl).hostname.toLowerCase()]);
  app.addHook('onRequest', async (request) => {
    if (hasTwoHosts(request)) throw new ProblemError('malformed_request');
    const { route, anyHost } = request.routeOptions.config;
    if (anyHost || route?.access === 'connector') return;
    const host = hostOf(request);
    if (host === undefined && request.raw.httpVersion === '1.1') {
      throw new ProblemError('malformed_request');
    }
    const name = HOST.exec(host ?? '')?.[1]?.toLowerCase();
    if (name === undefined || !own.has(name)) throw new ProblemError('unknown_host');
  });
}

/** Whether browsers come by a network without TLS, so that whoever is between can read and change everything. */
export function isOpenToListeners(publicUrl: string): boolean {
  const { protocol, hostname } = new URL(publicUrl);
  return protocol === 'http:' && !LOOPBACK.includes(hostname);
}

/** Of an address in full, its own host counts (RFC 9112, 3.2.2). */
function hostOf({ raw }: FastifyRequest): string | undefined {
  const url = raw.url ?? '/';
  if (url.startsWith('/') || !URL.canParse(url)) return raw.headers.host;
  return new URL(url).host;
}

/** Node takes the first of them, and whatever stands in front of it may have taken the other. */
function hasTwoHosts({ raw }: FastifyRequest): boolean {
  let hosts = 0;
  for (let at = 0; at < raw.rawHeaders.length; at += 2) {
    if (raw.rawHeaders[at]?.length === 4 && raw.rawHeaders[at]?.toLowerCase() === 'host')
      hosts += 1;
  }
  return hosts > 1;
}
