import type {} from '@fastify/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Db } from '../../platform/db/tables.ts';
import type { Authenticate, Principal } from '../../platform/http/principal.ts';
import { ProblemError, toFieldErrors } from '../../platform/http/problems.ts';
import { judgeInvitationChange, judgeMemberChange } from '../members/judge-change.ts';
import type { Auth } from './auth.ts';
import { type AuthFacts, auditAuthRequest } from './auth-audit.ts';
import { AUTH_ENDPOINTS, type AuthEndpoint } from './auth-endpoints.ts';
import { checkLimits, forgetSignInAttempts } from './auth-limits.ts';
import type { AuthOptions } from './auth-options.ts';
import { problemOfResponse, toAuthProblem } from './auth-problems.ts';
import { sendWebResponse, toWebRequest } from './web-request.ts';

const PREFIX = '/api/auth';

type AuthDeps = { auth: Auth; authenticate: Authenticate; options: AuthOptions };
type AuthRequest = {
  path: string;
  endpoint: AuthEndpoint;
  body: Record<string, unknown> | undefined;
  principal: Principal | undefined;
  ip: string;
};

/**
 * `/api/auth/*`: better-auth's own paths and success bodies, our list of endpoints, our problems,
 * our rate limits, and our audit entry in the same transaction as the change.
 */
export function registerAuth(app: FastifyInstance, deps: AuthDeps): void {
  app.route({
    method: ['GET', 'POST'],
    url: `${PREFIX}/*`,
    schema: { hide: true },
    handler: async (request, reply) => {
      try {
        const authRequest = await readRequest(deps, request);
        await checkLimits(deps.options, authRequest);
        const response = await perform(deps, request, authRequest);
        if (authRequest.path === '/sign-in/email') {
          await forgetSignInAttempts(deps.options.kysely, authRequest.body);
        }
        return await sendWebResponse(reply, response);
      } catch (error) {
        throw toAuthProblem(error);
      }
    },
  });
}

async function readRequest(deps: AuthDeps, request: FastifyRequest): Promise<AuthRequest> {
  const path = new URL(request.url, 'http://localhost').pathname.slice(PREFIX.length);
  const endpoint = Object.hasOwn(AUTH_ENDPOINTS, path) ? AUTH_ENDPOINTS[path] : undefined;
  if (endpoint === undefined) throw new ProblemError('not_found');
  if (endpoint.method !== request.method) throw new ProblemError('method_not_allowed');
  const body = parseBody(endpoint, request.body);
  const principal = await deps.authenticate(request);
  if (needsSession(endpoint) && principal === undefined) {
    throw new ProblemError('unauthenticated');
  }
  if (endpoint.changesMembers && body) body.organizationId ??= principal?.organizationId;
  return { path, endpoint, body, principal, ip: request.ip };
}

function needsSession({ signedIn, changesMembers, changesInvitation }: AuthEndpoint): boolean {
  return Boolean(signedIn ?? changesMembers ?? changesInvitation);
}

function parseBody(endpoint: AuthEndpoint, body: unknown) {
  if (endpoint.body === undefined) return undefined;
  const result = endpoint.body.safeParse(body ?? {});
  if (!result.success) {
    throw new ProblemError('validation_failed', { errors: toFieldErrors(result.error) });
  }
  return result.data;
}

/** A refusal is thrown, so that whatever better-auth wrote before it is dropped. */
async function perform({ auth, options }: AuthDeps, request: FastifyRequest, given: AuthRequest) {
  const { unit } = auth;
  return unit.run(async () => {
    const target = await judge(unit.kysely, given);
    const response = await auth.handle(
      toWebRequest(request, { ...given, publicUrl: options.publicUrl }),
    );
    if (response.status >= 400) throw await problemOfResponse(response);
    if (response.ok && given.principal && given.body) {
      const answer = (await response.clone().json()) as AuthFacts['answer'];
      const { principal, body } = given;
      await auditAuthRequest(unit.kysely, given, { principal, target, body, answer });
    }
    return response;
  });
}

async function judge(db: Db, { path, endpoint, principal, body = {} }: AuthRequest) {
  if (principal === undefined) return undefined;
  const asked = { path, userId: principal.userId, body };
  if (endpoint.changesInvitation) await judgeInvitationChange(db, asked);
  return endpoint.changesMembers ? judgeMemberChange(db, asked) : undefined;
}
