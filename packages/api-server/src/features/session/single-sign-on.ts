import { genericOAuth } from 'better-auth/plugins';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { AuthOptions } from './auth-options.ts';
import type { ProviderClaims } from './provider-claim.ts';

const OIDC_PROVIDER = 'oidc';

/**
 * One OpenID Connect provider, where configured: code flow with PKCE, state and nonce, and an ID token
 * whose signature, audience and issuer are checked.
 */
export function singleSignOn(
  { singleSignOn: provider }: Pick<AuthOptions, 'singleSignOn'>,
  said: ProviderClaims,
) {
  if (provider === undefined) return [];
  const { issuer, clientId, clientSecret } = provider;
  return [
    genericOAuth({
      config: [
        {
          providerId: OIDC_PROVIDER,
          discoveryUrl: `${withoutSlash(issuer)}/.well-known/openid-configuration`,
          requireIdTokenVerification: true,
          clientId,
          clientSecret,
          scopes: ['openid', 'email', 'profile'],
          pkce: true,
          // Signing out here ends the session here; the one at the provider is theirs to end.
          disableProviderLogout: true,
          mapProfileToUser: (claims: Record<string, unknown>) => ({
            emailVerified: said.note(claims).state === 'verified',
          }),
        },
      ],
    }),
  ];
}

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

function withoutSlash(address: string): string {
  return address.replace(/\/$/, '');
}
