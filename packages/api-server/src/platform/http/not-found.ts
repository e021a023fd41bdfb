import { ROUTES } from '@rita/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { ProblemError } from './problems.ts';

const PATTERNS = ROUTES.map((route) => ({
  method: route.method,
  pattern: new RegExp(`^${route.path.replaceAll(/:[a-z_]+/g, '[^/]+')}/?$`),
}));

/** Unknown addresses: 404 or 405 below `/api`; a page of the client's own elsewhere. */
export function answerUnknownAddresses(app: FastifyInstance, sendClient: SendClient | undefined) {
  app.setNotFoundHandler(async (request, reply) => {
    const path = request.url.split('?')[0] ?? '/';
    const methods = allowedMethods(path);
    if (methods.length > 0) {
      reply.header('allow', methods.join(', '));
      throw new ProblemError('method_not_allowed');
    }
    const isPage = request.method === 'GET' && !/^\/(api|docs|metrics|assets)(\/|$)/.test(path);
    if (isPage && sendClient !== undefined && wantsHtml(request)) return sendClient(reply);
    throw new ProblemError('not_found');
  });
}

export type SendClient = (reply: FastifyReply) => FastifyReply;

function allowedMethods(path: string): string[] {
  const methods = PATTERNS.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method);
  return [...new Set(methods)];
}

function wantsHtml(request: FastifyRequest): boolean {
  return /text\/html|\*\/\*/.test(request.headers.accept ?? '*/*');
}
