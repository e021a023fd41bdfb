import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addressGroup } from '../../platform/http/network.ts';
import { ProblemError } from '../../platform/http/problems.ts';
import { resourceOf } from '../mcp/challenge.ts';
import { countAttempt, limitKey } from '../session/rate-limits.ts';
import type { OAuthDeps } from './create-provider.ts';
import { type Passing, type PassOptions, pass } from './pass-to-provider.ts';
import { describeResource, describeServer, OAUTH_PATHS } from './server-metadata.ts';
import { ClientRefusedError, tidyClient } from './tidy-client.ts';
import { tidyAuthorization, tidyTokenRequest } from './tidy-request.ts';

const BODY_LIMIT_BYTES = 32 * 1024;
/** Of one network in a minute; each registration is a row until it is cleaned up. */
const REGISTRATIONS_PER_MINUTE = 20;
const HIDDEN = { schema: { hide: true } } as const;
const OPEN = { ...HIDDEN, config: { anyOrigin: true as const } };

type Options = Pick<OAuthDeps, 'db' | 'registers'> & PassOptions;

/** The authorization server’s addresses: those it names, and those at the root that older clients guess. */
export function registerOAuth(app: FastifyInstance, options: Options): void {
  registerMetadata(app, options);
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser(
      '*',
      { parseAs: 'string' },
      async (_: unknown, body: string) => body,
    );
    const { authorization, token, registration, revocation, jwks } = OAUTH_PATHS;
    for (const url of [authorization, '/authorize']) {
      scope.get(url, OPEN, (request, reply) => authorize(options, request, reply));
    }
    scope.get(`${authorization}/:id`, OPEN, (request, reply) => pass(options, { request, reply }));
    scope.get(jwks, OPEN, (request, reply) => pass(options, { request, reply }));
    for (const [path, urls] of [
      [token, [token, '/token']],
      [revocation, [revocation]],
      ...(options.registers ? [[registration, [registration, '/register']] as const] : []),
    ] as const) {
      for (const url of urls) {
        const config = { ...OPEN, bodyLimit: BODY_LIMIT_BYTES };
        scope.post(url, config, (request, reply) => post(options, { request, reply, path }));
        scope.options(url, OPEN, (request, reply) => {
          requirePreflight(request);
          return pass(options, { request, reply, url: path });
        });
      }
    }
  });
}

/** What asks for nothing that a page of another site may do is asked of no address here. */
function requirePreflight({ headers }: FastifyRequest): void {
  const isPreflight = headers.origin && headers['access-control-request-method'];
  if (!isPreflight) throw new ProblemError('method_not_allowed');
}

function registerMetadata(app: FastifyInstance, { publicUrl, registers }: Options): void {
  const resource = describeResource(publicUrl);
  const server = describeServer(publicUrl, { registers });
  const pages = {
    '/.well-known/oauth-protected-resource/mcp': resource,
    '/.well-known/oauth-protected-resource': resource,
    '/.well-known/oauth-authorization-server': server,
    '/.well-known/openid-configuration': server,
    // Older clients look below the endpoint.
    '/.well-known/oauth-authorization-server/mcp': server,
    '/.well-known/openid-configuration/mcp': server,
    '/mcp/.well-known/openid-configuration': server,
  };
  for (const [url, page] of Object.entries(pages)) {
    app.get(url, HIDDEN, async (_request, reply) =>
      reply
        .header('access-control-allow-origin', '*')
        .header('cache-control', 'public, max-age=300')
        .send(page),
    );
  }
}

async function authorize(options: Options, request: FastifyRequest, reply: FastifyReply) {
  const { searchParams } = new URL(request.url, 'http://localhost');
  const query = tidyAuthorization(searchParams, resourceOf(options.publicUrl));
  return pass(options, { request, reply, url: `${OAUTH_PATHS.authorization}?${query}` });
}

async function post(options: Options, { request, reply, path }: Passing & { path: string }) {
  const body = typeof request.body === 'string' ? request.body : '';
  const passing = { request, reply, url: path };
  if (path === OAUTH_PATHS.registration) {
    const key = limitKey('register:address', addressGroup(request.ip));
    await countAttempt(options.db, key, REGISTRATIONS_PER_MINUTE);
    const tidy = tidyRegistration(body);
    if (typeof tidy !== 'string') return reply.code(400).send(tidy);
    return pass(options, { ...passing, body: tidy });
  }
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  if (path !== OAUTH_PATHS.token || !isForm) return pass(options, { ...passing, body });
  const form = tidyTokenRequest(new URLSearchParams(body), resourceOf(options.publicUrl));
  return pass(options, { ...passing, body: String(form) });
}

/** The registration as the server takes it, or the standard's answer to one that it would not. */
function tidyRegistration(body: string) {
  try {
    const { client_id: _, client_secret: __, ...client } = tidyClient(JSON.parse(body));
    return JSON.stringify(client);
  } catch (error) {
    // What is no JSON is told so by the server.
    if (!(error instanceof ClientRefusedError)) return body;
    return { error: error.code, error_description: error.message };
  }
}
