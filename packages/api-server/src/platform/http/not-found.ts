import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { pathOf } from './known-addresses.ts';
import { ProblemError } from './problems.ts';

const NO_FILES = /^\/(api|docs|metrics|mcp|oauth|\.well-known)(\/|$)/;
const NO_PAGES = /^\/(api|docs|metrics|assets|mcp|oauth|\.well-known)(\/|$)/;

export type SendClient = (reply: FastifyReply) => FastifyReply;

/**
 * Unknown addresses: 405 where another method would do, 404 below `/api`; a page of the client's
 * own elsewhere. Before anything is read of a body that nobody wants.
 */
export function answerUnknownAddresses(app: FastifyInstance, sendClient: SendClient | undefined) {
  const answer = async (request: FastifyRequest, reply: FastifyReply) => {
    const path = pathOf(request);
    const methods = app.knownAddresses.methodsOf(path);
    if (methods.length > 0 && !methods.includes(request.method)) {
      throw new ProblemError('method_not_allowed');
    }
    const isPage = request.method === 'GET' && !NO_PAGES.test(path);
    if (isPage && sendClient !== undefined && wantsHtml(request)) return sendClient(reply);
    throw new ProblemError('not_found');
  };
  app.addHook('onRequest', async (request, reply) => {
    if (request.is404 || isTakenByWildcard(app, request)) return answer(request, reply);
  });
  // What a route says is not there: a file.
  app.setNotFoundHandler(answer);
}

/** A wildcard takes what no route has: the files of the client, and the endpoints of better-auth. */
function isTakenByWildcard(app: FastifyInstance, request: FastifyRequest): boolean {
  const route = request.routeOptions.url ?? '';
  if (!route.endsWith('*')) return false;
  const path = pathOf(request);
  if (route === '/*') return NO_FILES.test(path);
  return route.startsWith('/api/') && !app.knownAddresses.methodsOf(path).includes(request.method);
}

function wantsHtml(request: FastifyRequest): boolean {
  return /text\/html|\*\/\*/.test(request.headers.accept ?? '*/*');
}
