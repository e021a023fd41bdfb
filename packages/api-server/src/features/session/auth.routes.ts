import type {} from '@fastify/swagger';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Authenticate, Principal } from '../../platform/http/principal.ts';
import { ProblemError, toFieldErrors } from '../../platform/http/problems.ts';
import type { Auth } from './auth.ts';
import { AUTH_ENDPOINTS, type AuthEndpoint } from './auth-endpoints.ts';
import {
  checkConfirmationLimit,
  checkLimits,
  forgetConfirmations,
  forgetSignInAttempts,
} from './auth-limits.ts';
import type { AuthOptions } from './auth-options.ts';
import { toAuthProblem } from './auth-problems.ts';
import type { AuthRequest } from './auth-request.ts';
import { createKnownDevices, findPasswordAccount, type KnownDevices } from './known-device.ts';
import { type Performed, performAuth } from './perform-auth.ts';
import { reportRefusal } from './security-events.ts';
import { sendWebResponse } from './web-request.ts';

const PREFIX = '/api/auth';

type AuthDeps = {
  loadAuth: () => Promise<Auth>;
  authenticate: Authenticate;
  options: AuthOptions;
  devices: KnownDevices;
};

/**
 * `/api/auth/*`: better-auth's own paths and success bodies, our list of endpoints, our problems,
 * our rate limits, and our audit entry in the same transaction as the change.
 */
export function registerAuth(app: FastifyInstance, given: Omit<AuthDeps, 'devices'>): void {
  const deps = { ...given, devices: createKnownDevices(given.options) };
  app.route({
    method: ['GET', 'POST'],
    url: `${PREFIX}/*`,
    schema: { hide: true },
    handler: async (request, reply) => {
      const authRequest = await readRequest(deps, request);
      try {
        await countAttempt(deps, request, authRequest);
        const auth = await deps.loadAuth();
        const performed = await performAuth({ ...deps, auth }, request, authRequest);
        const cookies = await welcome(deps, request, { authRequest, performed });
        return await sendWebResponse(reply, performed.response, cookies);
      } catch (error) {
        const problem = toAuthProblem(error);
        reportRefusal(deps.options, authRequest, problem);
        throw problem;
      }
    },
  });
}

async function countAttempt(
  { options, devices }: AuthDeps,
  request: FastifyRequest,
  authRequest: AuthRequest,
): Promise<void> {
  const { endpoint, principal } = authRequest;
  await checkLimits(options, devices, { ...authRequest, cookies: request.headers.cookie });
  if (!endpoint.confirms || principal === undefined) return;
  await checkConfirmationLimit(options, { ...confirming(principal), ip: request.ip });
}

/** After a success: slips are forgotten, and the device is known from now on by the cookies returned. */
async function welcome(
  { options, devices }: AuthDeps,
  request: FastifyRequest,
  given: { authRequest: AuthRequest; performed: Performed },
): Promise<string[]> {
  const { signedIn } = given.performed;
  if (signedIn === undefined) return [];
  const { kysely } = options;
  const { path, endpoint, principal, body } = given.authRequest;
  const { cookie: cookies } = request.headers;
  if (path === '/sign-in/email') {
    await forgetSignInAttempts(kysely, devices, { email: String(body?.email), cookies });
  }
  if (endpoint.confirms && principal) await forgetConfirmations(kysely, confirming(principal));
  const account = await findPasswordAccount(kysely, signedIn);
  return account ? [devices.remember(cookies, account)] : [];
}

function confirming({ userId }: Principal) {
  return { userId, by: 'password' as const };
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
