import { ProblemError } from '../../platform/http/problem-error.ts';
import type { AuthOptions } from './auth-options.ts';

export const OIDC_PROVIDER = 'oidc';

/**
 * better-auth takes whatever issuer the discovery document names, and checks ID tokens against that;
 * OpenID Connect Discovery 1.0, 4.3 wants the one that was configured.
 *
 * @throws ProblemError `single_sign_on_unavailable`, also as long as the provider did not answer
 */
export function requireIssuer(
  { singleSignOn: configured, log }: Pick<AuthOptions, 'singleSignOn' | 'log'>,
  providers: readonly { id: string; issuer?: string | undefined }[],
): void {
  const found = providers.find(({ id }) => id === OIDC_PROVIDER)?.issuer;
  if (configured === undefined) throw new ProblemError('not_found');
  if (found !== undefined && withoutSlash(found) === withoutSlash(configured.issuer)) return;
  const reason = found === undefined ? 'no discovery document' : 'another issuer';
  log.error({ reason }, 'the identity provider is not the one of OIDC_ISSUER');
  throw new ProblemError('single_sign_on_unavailable');
}

export function withoutSlash(address: string): string {
  return address.replace(/\/$/, '');
}
