import type { ConnectorInfo } from '@rita/contracts';
import { isRightToken } from '@rita/platform/bearer-token';
import { isDatabaseAway } from '@rita/platform/database-away';
import { type Drain, prepareDrain } from '@rita/platform/drain';
import type { WebhookSigner } from '@rita/platform/signed-webhook';
import {
  answerUnreadable,
  ignoreExpectations,
  responsesWith,
} from '@rita/platform/standing-headers';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { registerAccess } from './access/access.routes.ts';
import type { Reading } from './access/reading.ts';
import { type FeedDeps, registerDocumentFeed } from './document-feed/document-feed.routes.ts';
import { registerDocuments } from './documents/documents.routes.ts';
import type { TurnDeps } from './documents/reading-turns.ts';
import { ProblemError, problemBody, sendProblem } from './platform/http/signed-request.ts';
import type { Metrics } from './platform/metrics.ts';
import { type PreviewDeps, registerPreviews } from './previews/previews.routes.ts';
import { registerTryQuery, type TryQueryDeps } from './queries/try-query.ts';
import type { StatusPublisher } from './status/status-publisher.ts';
import type { LostSets } from './vault/lost-sets.ts';
import type { AcceptDeps } from './webhook/accept-webhook.ts';
import { registerWebhook } from './webhook/receive-webhook.ts';

declare module 'fastify' {
  interface FastifyInstance {
    drain: Drain;
  }
}

export type AppDeps = {
  accept: AcceptDeps;
  signer: WebhookSigner;
  metrics: Metrics;
  /** Absent: nobody reads them. */
  metricsToken: string | undefined;
  documents: TurnDeps;
  feed: FeedDeps;
  queries: TryQueryDeps;
  previews: PreviewDeps;
  reading: Reading;
  accessStaleLimitMs: number;
  describe: () => Promise<ConnectorInfo>;
  lostSets: LostSets;
  publisherState: StatusPublisher['state'];
  waitingResults: () => Promise<ConnectorInfo['results']>;
};

const BODY_LIMIT = 256 * 1024;
/** Whoever gets an answer here is a program; a browser that is led here makes nothing of it. */
const HEADERS = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

function refuseSchemas(): never {
  throw new Error('routes here have no schemas: signed bodies are parsed by whoever checked them');
}

/** Fastify would load compilers for them, a hundred files. */
const WITHOUT_SCHEMAS = {
  compilersFactory: { buildValidator: refuseSchemas, buildSerializer: refuseSchemas },
};

/** The connector's HTTP side. */
export function buildApp(deps: AppDeps): FastifyInstance {
  const { database, log } = deps.accept;
  const app = fastify({
    bodyLimit: BODY_LIMIT,
    logger: false,
    schemaController: WITHOUT_SCHEMAS,
    requestTimeout: 15_000,
    // What came in just before the door was shut is still answered.
    return503OnClosing: false,
    frameworkErrors: (error, _, reply) => sendProblem(reply, problemOf(error)),
    clientErrorHandler: answerUnreadable(HEADERS, answerTo),
    http: { ServerResponse: responsesWith(HEADERS) },
  });
  ignoreExpectations(app.server);
  const drain = prepareDrain(app.server);
  app.decorate('drain', drain);
  app.addHook('preClose', () => drain.begin(0));
  // Signatures are over the bytes as they came, so nothing may parse them before.
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/json', { parseAs: 'string' }, (_, body, done) =>
    done(null, body),
  );

  app.setErrorHandler((error: FastifyError | ProblemError, request, reply) => {
    const problem = error instanceof ProblemError ? error : problemOf(error);
    const fields = { route: request.routeOptions.url, code: problem.code, ip: request.ip };
    if (problem.code === 'invalid_signature') {
      log.warn({ ...fields, security_event: 'invalid_signature' }, 'request refused');
    } else if (problem.code === 'internal_error') {
      log.error({ ...fields, err: error }, 'request failed');
    }
    return sendProblem(reply, problem);
  });
  app.setNotFoundHandler((_, reply) => sendProblem(reply, new ProblemError('not_found')));

  registerWebhook(app, deps);
  const { signer, reading, accessStaleLimitMs: staleLimitMs } = deps;
  registerDocuments(app, { ...deps.documents, database, signer, reading });
  registerDocumentFeed(app, { ...deps.documents, ...deps.feed, database, signer, reading });
  registerAccess(app, { database, signer, reading, staleLimitMs });
  registerTryQuery(app, { ...deps.queries, signer });
  registerPreviews(app, { ...deps.previews, signer });
  app.get('/connector', async () => {
    const [info, results] = await Promise.all([deps.describe(), deps.waitingResults()]);
    return { ...info, ...(results && { results }) };
  });
  app.get('/health/live', () => ({ status: 'ok' }));
  app.get('/health/ready', async (_, reply) => {
    const isUp = await database.isUp();
    const { to, isTaking, isRefused, reason = 'not_taken' } = deps.publisherState();
    const lost = await deps.lostSets.list();
    // Without the broker, work goes on and results wait; what it refuses will not pass by itself.
    const isReady = isUp && !isRefused && !drain.isDraining();
    const way = to === 'broker' ? 'status_queue' : 'status_callback';
    const reasons = {
      ...(isUp ? {} : { database: 'cannot_be_written' }),
      ...(isTaking ? {} : { [way]: reason }),
    };
    return reply.code(isReady ? 200 : 503).send({
      status: isReady ? 'ok' : 'unavailable',
      checks: {
        database: isUp ? 'ok' : 'failed',
        vault: lost.length === 0 ? 'ok' : 'credentials_lost',
        [way]: isTaking ? 'ok' : 'failed',
      },
      ...(Object.keys(reasons).length > 0 && { reasons }),
      ...(lost.length > 0 && { credentials_lost: describeLost(lost) }),
    });
  });
  app.get('/metrics', async (request, reply) => {
    if (!isRightToken(request.headers.authorization, deps.metricsToken)) {
      throw new ProblemError('not_found');
    }
    const { registry } = deps.metrics;
    return reply.type(registry.contentType).send(await registry.metrics());
  });
  return app;
}

const UNREADABLE = {
  malformed: 'malformed_request',
  headers_too_large: 'headers_too_large',
  timed_out: 'request_timed_out',
} as const;

function answerTo(kind: keyof typeof UNREADABLE) {
  const body = problemBody(new ProblemError(UNREADABLE[kind]));
  return {
    status: body.status,
    contentType: 'application/problem+json',
    body: JSON.stringify(body),
  };
}

/** Work goes on for all other connections, so this takes the connector out of no balancer. */
function describeLost(lost: Awaited<ReturnType<LostSets['list']>>) {
  const connection_ids = lost.slice(0, 20).map(({ connectionId }) => connectionId);
  return { count: lost.length, connection_ids };
}

function problemOf(error: FastifyError): ProblemError {
  if (isDatabaseAway(error)) return new ProblemError('service_unavailable');
  if (error.statusCode === 413) return new ProblemError('payload_too_large');
  if (error.statusCode === 415) return new ProblemError('unsupported_media_type');
  if (error.statusCode === 400) return new ProblemError('malformed_request');
  return new ProblemError(isDatabaseAway(error) ? 'service_unavailable' : 'internal_error');
}
