import type { ProblemCode } from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Metrics } from '../metrics.ts';
import { sendProblem, toProblem } from './problems.ts';

/** Refusals that somebody should look at when there are many. */
const SECURITY_EVENTS: ReadonlySet<ProblemCode> = new Set([
  'forbidden',
  'foreign_origin',
  'unknown_host',
]);

/** Answers every error as a problem, and logs those that are ours. */
export function answerErrors(log: Log) {
  return (error: unknown, request: FastifyRequest, reply: FastifyReply) => {
    const problem = toProblem(error);
    const fields = {
      code: problem.code,
      request_id: request.id,
      method: request.method,
      route: request.routeOptions?.url ?? 'unknown',
    };
    if (problem.code === 'internal_error') log.error({ ...fields, err: error }, 'request failed');
    if (problem.code === 'service_unavailable') {
      log.warn({ ...fields, err: error }, 'request could not be answered');
    }
    if (SECURITY_EVENTS.has(problem.code)) {
      const who = { user_id: request.principal?.userId, ip: request.ip };
      log.warn({ ...fields, ...who, security_event: problem.code }, 'request refused');
    }
    sendProblem(request, reply, problem);
  };
}

/** Durations by route as it was described, never by the address asked for. */
export function measureRequests(app: FastifyInstance, metrics: Metrics): void {
  app.addHook('onResponse', async (request, reply) => {
    const labels = {
      route: request.routeOptions.url ?? 'unknown',
      method: request.method,
      status: String(reply.statusCode),
    };
    metrics.httpSeconds.observe(labels, reply.elapsedTime / 1_000);
  });
}
