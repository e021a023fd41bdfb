import type { FastifyInstance } from 'fastify';

/** Of parts of a file, and of a file that somebody may have changed meanwhile. */
const HEADERS = ['range', 'if-range', 'if-match', 'if-unmodified-since'];

/**
 * Files of the client and of the docs are small and no request changes them: they are sent whole,
 * whatever was asked (RFC 9110 §14.2 lets a server ignore ranges).
 */
export function sendWholeFiles(app: FastifyInstance): void {
  app.addHook('onRequest', async ({ is404, method, raw, routeOptions }) => {
    const isFile = is404 || (method === 'GET' && routeOptions.url?.endsWith('/*') === true);
    if (isFile) for (const name of HEADERS) delete raw.headers[name];
  });
}
