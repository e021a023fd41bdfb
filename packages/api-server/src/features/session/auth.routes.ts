import type {} from '@fastify/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import type { Authenticate, Principal } from '../../platform/http/principal.ts';
import { ProblemError, toFieldErrors } from '../../platform/http/problems.ts';
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
  if ((endpoint.signedIn || endpoint.changesMembers) && principal === undefined) {
    throw new ProblemError('unauthenticated');
  }
  if (endpoint.changesMembers && body) body.organizationId ??= principal?.organizationId;
  return { path, endpoint, body, principal, ip: request.ip };
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
    const target = given.endpoint.changesMembers ? await lockTarget(unit.kysely, given) : undefined;
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

/**
 * Changes of one organization's members queue up behind each other, so that each is judged by the
 * roles that the one before it left.
 */
async function lockTarget(
  db: Db,
  { body = {}, principal }: AuthRequest,
): Promise<AuthFacts['target']> {
  const organizationId = String(body.organizationId);
  // As an update, since a select alone does not begin the unit's transaction.
  await sql`
    update organizations set name = name where id = ${organizationId}
      and id in (select organization_id from members where user_id = ${principal?.userId ?? null})
  `.execute(db);
  const who = body.memberId ?? body.memberIdOrEmail;
  if (typeof who !== 'string') return undefined;
  const target = await db
    .selectFrom('members as m')
    .innerJoin('users as u', 'u.id', 'm.user_id')
    .select(['u.email', 'm.role'])
    .where('m.organization_id', '=', organizationId)
    .where((eb) => eb.or([eb('m.id', '=', who), eb('u.email', '=', who.toLowerCase())]))
    .executeTakeFirst();
  // better-auth answers for a member of another organization otherwise than for one of none.
  if (target === undefined) throw new ProblemError('not_found');
  return target;
}
