import type { FastifyInstance, FastifyRequest } from 'fastify';

/** Which methods each address has; for answers to all others. */
export type KnownAddresses = {
  /** `path` in Fastify's spelling: `/api/data-sources/:id`. */
  add: (method: string, path: string) => void;
  /** In alphabetical order; empty for an address that is not known. */
  methodsOf: (path: string) => string[];
};

declare module 'fastify' {
  interface FastifyInstance {
    knownAddresses: KnownAddresses;
  }
}

/** Notes every route as it comes; those below a wildcard have to be added by whoever serves them. */
export function noteAddresses(app: FastifyInstance): void {
  const known = new Map<string, { pattern: RegExp; methods: Set<string> }>();
  const addresses: KnownAddresses = {
    add(method, path) {
      const parts = path.split(/:[a-zA-Z_]+/).map(RegExp.escape);
      const pattern = new RegExp(`^${parts.join('[^/]+')}/?$`);
      const { methods } = known.get(path) ?? { methods: new Set<string>() };
      known.set(path, { pattern, methods: methods.add(method) });
    },
    methodsOf(path) {
      const matching = [...known.values()].filter(({ pattern }) => pattern.test(path));
      return [...new Set(matching.flatMap(({ methods }) => [...methods]))].toSorted();
    },
  };
  app.decorate('knownAddresses', addresses);
  app.addHook('onRoute', ({ method, url }) => {
    if (url.includes('*')) return;
    for (const one of [method].flat()) addresses.add(one, url);
  });
  app.addHook('onSend', async (request, reply) => {
    if (reply.statusCode === 405)
      reply.header('allow', addresses.methodsOf(pathOf(request)).join(', '));
  });
}

/** Without the query; of an address in full, what comes after the host. */
export function pathOf(request: FastifyRequest): string {
  const { url } = request;
  const path = url.startsWith('/') || !URL.canParse(url) ? url : new URL(url).pathname;
  return path.split('?')[0] ?? '/';
}
