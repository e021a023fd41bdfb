import { atFirstUse } from '@rita/platform/at-first-use';
import type { FastifyInstance } from 'fastify';
import type { Authenticate } from '../../platform/http/principal.ts';
import { registerAuth } from './auth.routes.ts';
import type { AuthOptions } from './auth-options.ts';
import { registerSessionRoutes } from './session.routes.ts';
import { registerSessionsRoutes } from './sessions.routes.ts';

/** Sign-in, sign-up, sign-out, invitations and roles (`/api/auth/*`), and who is signed in. */
export function registerSession(
  app: FastifyInstance,
  deps: { options: AuthOptions; authenticate: Authenticate },
): void {
  // Whoever is signed in does without the library for it, a fifth of the files of a start.
  const loadAuth = atFirstUse(async () => {
    const { createAuth } = await import('./auth.ts');
    return createAuth(deps.options);
  });
  registerAuth(app, { ...deps, loadAuth });
  registerSessionRoutes(app, deps.options);
  registerSessionsRoutes(app, deps.options.kysely);
}
