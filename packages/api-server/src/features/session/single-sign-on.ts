import { genericOAuth } from 'better-auth/plugins';
import type { AuthOptions } from './auth-options.ts';
import type { ProviderClaims } from './provider-claim.ts';
import { OIDC_PROVIDER, withoutSlash } from './require-issuer.ts';

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
