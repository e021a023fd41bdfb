import { ASSISTANT_SCOPE } from '@rita/contracts';
import { resourceOf } from '../mcp/challenge.ts';

export const OAUTH_PATHS = {
  authorization: '/oauth/authorize',
  token: '/oauth/token',
  registration: '/oauth/register',
  revocation: '/oauth/revoke',
  jwks: '/oauth/jwks',
} as const;

export const CLIENT_AUTH_METHODS = [
  'none',
  'private_key_jwt',
  'client_secret_post',
  'client_secret_basic',
] as const;

/** Ways to sign that clients with keys of their own may use. */
export const CLIENT_SIGNATURES = ['RS256', 'PS256', 'ES256', 'EdDSA'] as const;

/** What the endpoint is, and who may let somebody in (RFC 9728). */
export function describeResource(publicUrl: string) {
  return {
    resource: resourceOf(publicUrl),
    authorization_servers: [publicUrl],
    scopes_supported: [ASSISTANT_SCOPE],
    bearer_methods_supported: ['header'],
    resource_name: 'Rita Data Sources',
    resource_documentation: `${publicUrl}/docs`,
  };
}

/**
 * What the authorization server is (RFC 8414, OpenID Connect Discovery). Our own page and not the
 * library's: that one names scopes which only its ID tokens know, and clients ask for the whole list.
 */
export function describeServer(publicUrl: string, { registers }: { registers: boolean }) {
  const at = (path: string) => `${publicUrl}${path}`;
  return {
    issuer: publicUrl,
    authorization_endpoint: at(OAUTH_PATHS.authorization),
    token_endpoint: at(OAUTH_PATHS.token),
    revocation_endpoint: at(OAUTH_PATHS.revocation),
    jwks_uri: at(OAUTH_PATHS.jwks),
    ...(registers ? { registration_endpoint: at(OAUTH_PATHS.registration) } : {}),
    scopes_supported: [ASSISTANT_SCOPE],
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code', 'refresh_token'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: [...CLIENT_AUTH_METHODS],
    token_endpoint_auth_signing_alg_values_supported: [...CLIENT_SIGNATURES],
    authorization_response_iss_parameter_supported: true,
    client_id_metadata_document_supported: true,
    protected_resources: [resourceOf(publicUrl)],
    // OpenID Connect Discovery demands these two, although no ID token is ever made.
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['ES256'],
  };
}
