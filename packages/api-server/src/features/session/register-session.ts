import type { FastifyInstance } from 'fastify';
import type { Authenticate } from '../../platform/http/principal.ts';
import { registerAuth } from './auth.routes.ts';
import { createAuth } from './auth.ts';
import type { AuthOptions } from './auth-options.ts';
import { registerSessionRoutes } from './session.routes.ts';
import { registerSessionsRoutes } from './sessions.routes.ts';

/** Sign-in, sign-up, sign-out, invitations and roles (`/api/auth/*`), and who is signed in. */
export function registerSession(
  app: FastifyInstance,
  deps: { options: AuthOptions; authenticate: Authenticate },
): void {
  registerAuth(app, { ...deps, auth: createAuth(deps.options) });
  registerSessionRoutes(app, deps.options);
  registerSessionsRoutes(app, deps.options.kysely);
}
