import { randomUUID } from 'node:crypto';
import { prepareDrain } from '@rita/platform/drain';
import { setStandingHeaders } from '@rita/platform/standing-headers';
import Fastify, { type FastifyInstance } from 'fastify';
import type { AppDeps } from './deps.ts';
import { registerAccount } from './features/account/account.routes.ts';
import { registerAudit } from './features/audit/audit.routes.ts';
import { registerConnector } from './features/connector/connector.routes.ts';
import { registerDataSources } from './features/data-sources/data-sources.routes.ts';
import { createDocumentReader } from './features/documents/document-reader.ts';
import { registerDocuments } from './features/documents/documents.routes.ts';
import { registerDomains } from './features/domains/domains.routes.ts';
import { registerHealth } from './features/health/health.routes.ts';
import { createKeyBuckets, withKeys } from './features/keys/authenticate-key.ts';
import { findKeyPrincipal } from './features/keys/find-key-principal.ts';
import { registerKeys } from './features/keys/keys.routes.ts';
import { registerLive } from './features/live/live.routes.ts';
import { registerMcp } from './features/mcp/mcp.routes.ts';
import { registerMembers } from './features/members/members.routes.ts';
import { registerPeople } from './features/people/people.routes.ts';
import { registerPreviews } from './features/previews/previews.routes.ts';
import { registerQueries } from './features/queries/queries.routes.ts';
import { registerStatusCallback } from './features/runs/status-callback.ts';
import { registerSampleSources } from './features/sample-sources/sample-sources.routes.ts';
import { invitationLink } from './features/session/auth.ts';
import { createAuthenticate } from './features/session/authenticate.ts';
import { describeAuthEndpoints, noteAuthAddresses } from './features/session/describe-auth.ts';
import { registerSession } from './features/session/register-session.ts';
import { createSessionBuckets } from './features/session/session-buckets.ts';
import { documentApi, serveApiDocs } from './platform/http/api-docs.ts';
import { serveClient } from './platform/http/client-files.ts';
import { refuseForeignHosts } from './platform/http/host.ts';
import { takeOnlyJson } from './platform/http/json-body.ts';
import { noteAddresses } from './platform/http/known-addresses.ts';
import { limitRequests } from './platform/http/limit-requests.ts';
import { serveMetrics } from './platform/http/metrics-route.ts';
import { rememberPeers } from './platform/http/network.ts';
import { answerUnknownAddresses } from './platform/http/not-found.ts';
import { refuseForeignOrigins } from './platform/http/origin.ts';
import { answerErrors, measureRequests } from './platform/http/requests.ts';
import { keepOutOfCaches, securityHeaders } from './platform/http/security-headers.ts';
import { serializeBySchema } from './platform/http/serializer.ts';
import { answerUnreadableRequests } from './platform/http/unreadable-requests.ts';

const BODY_LIMIT_BYTES = 64 * 1024;
const CLIENT_FOLDER = new URL('../../client/dist/', import.meta.url);

/** The application over what was opened for it. Listens to nothing yet. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const headers = securityHeaders(deps.publicUrl.startsWith('https:'));
  const app = Fastify({
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: trustedProxies(deps.env.TRUST_PROXY),
    genReqId: () => randomUUID(),
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    // What came in just before the door was shut is still answered.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => answerErrors(deps.log)(error, request, reply),
    clientErrorHandler: answerUnreadableRequests(headers),
    // Without one it is answered like everything else.
    http: { requireHostHeader: false },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  const buckets = createSessionBuckets(deps.auth);
  const keyBuckets = createKeyBuckets(deps.db);
  const bySession = buckets.watch(createAuthenticate(deps.auth));
  const authenticate = withKeys(deps.db, keyBuckets, bySession);
  app.decorate('authenticate', authenticate);
  setStandingHeaders(app.server, headers);
  rememberPeers(app.server);
  const drain = prepareDrain(app.server);
  app.decorate('drain', drain);
  app.addHook('preClose', () => drain.begin(0));
  app.decorateRequest('principal', null);
  app.decorateRequest('isSigned', false);
  app.setErrorHandler(answerErrors(deps.log));
  takeOnlyJson(app);
  serializeBySchema(app);
  measureRequests(app, deps.metrics);
  noteAddresses(app);
  keepOutOfCaches(app);
  refuseForeignHosts(app, deps.publicUrl);
  await limitRequests(app, deps.env.REQUESTS_PER_MINUTE, (request) =>
    request.headers.authorization ? keyBuckets.find(request) : buckets.find(request),
  );
  refuseForeignOrigins(app, deps.publicUrl);
  await documentApi(app);
  registerFeatures(app, deps, bySession);
  serveMetrics(app, deps.metrics, deps.env.METRICS_TOKEN);
  await serveApiDocs(app, describeAuthEndpoints());
  answerUnknownAddresses(app, await serveClient(app, deps.clientFolder ?? CLIENT_FOLDER));
  return app;
}

function registerFeatures(
  app: FastifyInstance,
  deps: AppDeps,
  bySession: FastifyInstance['authenticate'],
) {
  const { auth, db } = deps;
  // How people sign in is never changed with a key.
  registerSession(app, { options: auth, authenticate: bySession });
  noteAuthAddresses(app);
  registerAccount(app, auth);
  registerMembers(app, {
    kysely: db,
    linkToHandOver: (id) => (auth.mailer.delivers ? null : invitationLink(auth.publicUrl, id)),
  });
  registerDataSources(app, deps);
  registerStatusCallback(app, deps);
  registerLive(app, { hub: deps.hub, streamsPerPerson: deps.env.STREAMS_PER_PERSON });
  registerAudit(app, { db, secret: deps.env.AUTH_SECRET });
  const documents = createDocumentReader({
    ...deps,
    readingRates: {
      perPerson: deps.env.READS_PER_PERSON,
      perOrganization: deps.env.READS_PER_ORGANIZATION,
    },
  });
  registerDocuments(app, { ...deps, documents });
  registerKeys(app, deps);
  registerMcp(app, {
    ...{ db, log: deps.log, documents, publicUrl: deps.publicUrl, origins: deps.env.MCP_ORIGINS },
    findCaller: (token) => findKeyPrincipal(db, token),
  });
  registerPeople(app, deps);
  registerDomains(app, deps);
  registerConnector(app, deps.sealing);
  registerPreviews(app, deps);
  registerQueries(app, deps);
  registerSampleSources(app, deps.listSampleSources);
  registerHealth(app, {
    database: deps.database,
    connector: deps.connector,
    isListening: deps.listening.isListening,
    statusQueue: deps.statusQueue,
    breaker: deps.breaker,
  });
}

function trustedProxies(setting: string | undefined): boolean | string[] {
  if (setting === undefined || setting === 'false') return false;
  return setting === 'true' ? true : setting.split(',').map((address) => address.trim());
}
