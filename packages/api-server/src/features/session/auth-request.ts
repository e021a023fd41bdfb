import type { Principal } from '../../platform/http/principal.ts';
import type { AuthEndpoint } from './auth-endpoints.ts';

/** A request to an endpoint of better-auth, as far as we look at it ourselves. */
export type AuthRequest = {
  path: string;
  endpoint: AuthEndpoint;
  body: Record<string, unknown> | undefined;
  principal: Principal | undefined;
  ip: string;
  /** Whom it is about, where only a link in a mail tells it. */
  subject?: { userId: string };
};
