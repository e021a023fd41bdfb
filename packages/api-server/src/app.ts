import { randomUUID } from 'node:crypto';
import { prepareDrain } from '@rita/platform/drain';
import { ignoreExpectations, responsesWith } from '@rita/platform/standing-headers';
import Fastify, { type FastifyInstance } from 'fastify';
import type { AppDeps } from './deps.ts';
import { registerAccount } from './features/account/account.routes.ts';
import { registerAlerts } from './features/alerts/alerts.routes.ts';
import { registerAssistants } from './features/assistants/assistants.routes.ts';
import { createPrograms, type Programs } from './features/assistants/programs.ts';
import { registerAudit } from './features/audit/audit.routes.ts';
import { registerChangeWebhooks } from './features/change-webhooks/change-webhooks.routes.ts';
import { registerConnector } from './features/connector/connector.routes.ts';
import { registerCredentialLinks } from './features/credential-links/credential-links.routes.ts';
import { registerDataSources } from './features/data-sources/data-sources.routes.ts';
import { registerDocumentFeed } from './features/document-feed/document-feed.routes.ts';
import { createDocumentReader, type DocumentReader } from './features/documents/document-reader.ts';
import { registerDocuments } from './features/documents/documents.routes.ts';
import { createReadingLimits } from './features/documents/reading-limits.ts';
import { registerDomains } from './features/domains/domains.routes.ts';
import { registerHealth } from './features/health/health.routes.ts';
import { registerHistory } from './features/history/history.routes.ts';
import { registerKeys } from './features/keys/keys.routes.ts';
import { registerLive } from './features/live/live.routes.ts';
import { describeAssistantEndpoints } from './features/mcp/describe-endpoints.ts';
import { createReadSources } from './features/mcp/freshness.ts';
import { keepSources } from './features/mcp/keep-sources.ts';
import { registerMcp } from './features/mcp/mcp.routes.ts';
import { createWriteReading } from './features/mcp/write-reading.ts';
import { registerMembers } from './features/members/members.routes.ts';
import { registerConsent } from './features/oauth/consent.routes.ts';
import { loadProviderLater } from './features/oauth/load-provider.ts';
import { registerOAuth } from './features/oauth/oauth.routes.ts';
import { registerOrganization } from './features/organization/organization.routes.ts';
import { registerPeople } from './features/people/people.routes.ts';
import { registerPreviews } from './features/previews/previews.routes.ts';
import { registerQueries } from './features/queries/queries.routes.ts';
import { registerStatusCallback } from './features/runs/status-callback.ts';
import { registerSampleSources } from './features/sample-sources/sample-sources.routes.ts';
import { createAuthenticate } from './features/session/authenticate.ts';
import { describeAuthEndpoints, noteAuthAddresses } from './features/session/describe-auth.ts';
import { invitationLink } from './features/session/invitation-link.ts';
import { forgetOnChanges, keepPrincipals } from './features/session/kept-principals.ts';
import { addAttempts, limitKey } from './features/session/rate-limits.ts';
import { registerSession } from './features/session/register-session.ts';
import { createSessionBuckets } from './features/session/session-buckets.ts';
import { collectRoutes, serveApiDocs } from './platform/http/api-docs.ts';
import { serveClient } from './platform/http/client-files.ts';
import { refuseForeignHosts } from './platform/http/host.ts';
import { takeOnlyJson } from './platform/http/json-body.ts';
import { noteAddresses } from './platform/http/known-addresses.ts';
import { limitRequests } from './platform/http/limit-requests.ts';
import { serveMetrics } from './platform/http/metrics-route.ts';
import { rememberPeers } from './platform/http/network.ts';
import { answerUnknownAddresses } from './platform/http/not-found.ts';
import { refuseForeignOrigins } from './platform/http/origin.ts';
import type { Authenticate } from './platform/http/principal.ts';
import { answerErrors, measureRequests } from './platform/http/requests.ts';
import { securityHeaders } from './platform/http/security-headers.ts';
import { bySchema } from './platform/http/serializer.ts';
import { answerUnreadableRequests } from './platform/http/unreadable-requests.ts';
import { sendWholeFiles } from './platform/http/whole-files.ts';

const BODY_LIMIT_BYTES = 64 * 1024;
const CLIENT_FOLDER = new URL('../../client/dist/', import.meta.url);

/** The application over what was opened for it. Listens to nothing yet. */
export async function buildApp(deps: AppDeps): Promise<FastifyInstance> {
  const headers = standingHeaders(deps);
  const app = Fastify({
    schemaController: bySchema,
    bodyLimit: BODY_LIMIT_BYTES,
    trustProxy: deps.env.TRUST_PROXY,
    genReqId: () => randomUUID(),
    exposeHeadRoutes: false,
    forceCloseConnections: 'idle',
    requestTimeout: 30_000,
    // What came in just before the door was shut is still answered.
    return503OnClosing: false,
    frameworkErrors: (error, request, reply) => answerErrors(deps.log)(error, request, reply),
    clientErrorHandler: answerUnreadableRequests(headers),
    // Without one it is answered like everything else.
    http: { requireHostHeader: false, ServerResponse: responsesWith(headers) },
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
  });
  const buckets = createSessionBuckets(deps.auth);
  const programs = createPrograms({ ...deps, secret: deps.env.AUTH_SECRET });
  const kept = keepPrincipals(createAuthenticate(deps.auth), deps.auth);
  const bySession = buckets.watch(kept.authenticate);
  const authenticate = programs.withKeys(bySession);
  app.decorate('authenticate', authenticate);
  ignoreExpectations(app.server);
  rememberPeers(app.server);
  const drain = prepareDrain(app.server);
  app.decorate('drain', drain);
  app.addHook('preClose', () => drain.begin(0));
  app.decorateRequest('principal', null);
  app.decorateRequest('isSigned', false);
  app.setErrorHandler(answerErrors(deps.log));
  takeOnlyJson(app);
  measureRequests(app, deps.metrics);
  noteAddresses(app);
  refuseForeignHosts(app, deps.publicUrl);
  await limitRequests(app, {
    perMinute: deps.env.REQUESTS_PER_MINUTE,
    findBucket: async (request) => (await programs.findBucket(request)) ?? buckets.find(request),
    add: (key, requests) => addAttempts(deps.db, limitKey('request', key), requests),
  });
  refuseForeignOrigins(app, deps.publicUrl);
  forgetOnChanges(app, kept.forget);
  sendWholeFiles(app);
  const routes = collectRoutes(app);
  const readingLimits = createReadingLimits(deps.db, {
    perPerson: deps.env.READS_PER_PERSON,
    perOrganization: deps.env.READS_PER_ORGANIZATION,
  });
  const { db, connector } = deps;
  const documents = createDocumentReader({ db, connector, limits: readingLimits });
  registerFeatures(app, deps, { bySession, documents });
  registerDocumentFeed(app, { db, connector, readingLimits, secret: deps.env.AUTH_SECRET });
  await registerForAssistants(app, deps, { programs, documents });
  serveMetrics(app, deps.metrics, deps.env.METRICS_TOKEN);
  serveApiDocs(app, routes, () => ({
    ...describeAuthEndpoints(),
    ...describeAssistantEndpoints(),
  }));
  answerUnknownAddresses(app, await serveClient(app, deps.clientFolder ?? CLIENT_FOLDER));
  return app;
}

function standingHeaders({ publicUrl, env }: AppDeps) {
  const isHttps = publicUrl.startsWith('https:');
  return {
    ...securityHeaders({ isHttps, withSubdomains: env.HSTS_SUBDOMAINS }),
    // What is answered is for whoever asked, and for now; files of the client say otherwise.
    'cache-control': 'no-store',
  };
}

function registerFeatures(
  app: FastifyInstance,
  deps: AppDeps,
  { bySession, documents }: { bySession: Authenticate; documents: DocumentReader },
) {
  const { auth, db } = deps;
  // How people sign in is never changed with a key.
  registerSession(app, { options: auth, authenticate: bySession });
  noteAuthAddresses(app);
  registerAccount(app, auth);
  registerAlerts(app, deps);
  registerOrganization(app, deps);
  registerMembers(app, {
    kysely: db,
    linkToHandOver: (id) => (auth.mailer.delivers ? null : invitationLink(auth.publicUrl, id)),
  });
  registerDataSources(app, deps);
  registerCredentialLinks(app, deps);
  registerStatusCallback(app, deps);
  registerLive(app, { hub: deps.hub, streamsPerPerson: deps.env.STREAMS_PER_PERSON });
  registerAudit(app, { db, secret: deps.env.AUTH_SECRET });
  registerHistory(app, { db, secret: deps.env.AUTH_SECRET });
  registerDocuments(app, { ...deps, documents });
  registerKeys(app, deps);
  registerChangeWebhooks(app, { ...deps, ...deps.changeWebhooks });
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

/** The endpoint for assistants, and the app as the authorization server of it. */
async function registerForAssistants(
  app: FastifyInstance,
  deps: AppDeps,
  { programs, documents }: { programs: Programs; documents: DocumentReader },
) {
  const { env } = deps;
  const writeReading = createWriteReading(deps.db);
  const readSources = createReadSources(deps.db);
  const reading = { ...deps, documents, writeReading, readSources: keepSources(readSources) };
  const mcp = { ...reading, origins: env.MCP_ORIGINS, findCaller: programs.findCaller };
  registerMcp(app, { ...mcp, readSourcesNow: readSources });
  const registers = env.OAUTH_REGISTRATION === 'on';
  const options = { ...deps, secret: env.AUTH_SECRET, registers, clients: env.OAUTH_CLIENTS };
  const { loadProvider, handle } = loadProviderLater(options);
  registerOAuth(app, { ...options, handle });
  registerConsent(app, { ...options, loadProvider });
  registerAssistants(app, deps);
}
