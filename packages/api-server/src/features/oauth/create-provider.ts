import { ASSISTANT_SCOPE } from '@rita/contracts';
import type { Log } from '@rita/platform/log';
import type { Kysely } from 'kysely';
import Provider, {
  type ClientMetadata,
  type Configuration,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import type { Tables } from '../../platform/db/tables.ts';
import { endGrant } from '../assistants/end-assistant.ts';
import { resourceOf } from '../mcp/challenge.ts';
import { deriveKey } from '../session/derive-key.ts';
import { judgeAttempt, limitKey } from '../session/rate-limits.ts';
import { createClientDocuments } from './client-documents.ts';
import type { GuardedFetch } from './guarded-fetch.ts';
import { oauthKey } from './oauth-key.ts';
import { NETWORK_HEADER } from './pass-to-provider.ts';
import { createRecordAdapter } from './record-adapter.ts';
import { CLIENT_AUTH_METHODS, CLIENT_SIGNATURES, OAUTH_PATHS } from './server-metadata.ts';
import { deriveSigningKey } from './signing-key.ts';

export type OAuthDeps = {
  db: Kysely<Tables>;
  log: Log;
  /** The issuer: address that people use, without a path. */
  publicUrl: string;
  secret: string;
  /** Whether any client may register itself. */
  registers: boolean;
  /** Clients that the operator knows, with their secrets. */
  clients: readonly ClientMetadata[];
  guardedFetch: GuardedFetch;
};

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
const LIFE_SECONDS = {
  AccessToken: 30 * MINUTE,
  AuthorizationCode: MINUTE,
  /** Since the last refresh. */
  RefreshToken: 30 * DAY,
  Grant: 365 * DAY,
  Interaction: 20 * MINUTE,
  Session: 20 * MINUTE,
  IdToken: MINUTE,
} as const;
/** Of documents that are not remembered, from one network. */
const FETCHES_PER_MINUTE = 60;
const CLIENT_CACHE_SECONDS = { min: MINUTE, max: DAY };

/** The authorization server: codes with PKCE and refresh tokens, for one resource with one scope. */
export function createProvider(deps: OAuthDeps): Provider {
  const provider = new Provider(deps.publicUrl, configure(deps));
  // The two headers are ours, written for each request from PUBLIC_URL.
  provider.proxy = true;
  provider.on('server_error', (_context, err) =>
    deps.log.error({ err }, 'sign-in of an assistant failed'),
  );
  return provider;
}

function configure(deps: OAuthDeps): Configuration {
  const { db, secret, publicUrl } = deps;
  const documents = createClientDocuments(db);
  const records = { db, key: oauthKey(secret), endGrant: (id: string) => endGrant(db, id) };
  return {
    adapter: (model) => createRecordAdapter(model, records),
    clients: [...deps.clients],
    jwks: { keys: [deriveSigningKey(secret)] },
    cookies: cookiesOf(secret),
    routes: OAUTH_PATHS,
    scopes: [ASSISTANT_SCOPE],
    responseTypes: ['code'],
    clientAuthMethods: [...CLIENT_AUTH_METHODS],
    clientDefaults: { id_token_signed_response_alg: 'ES256' },
    enabledJWA: {
      idTokenSigningAlgValues: ['ES256'],
      clientAuthSigningAlgValues: [...CLIENT_SIGNATURES],
    },
    pkce: { required: () => true },
    ttl: LIFE_SECONDS,
    // A person is a member: whoever is removed is nobody here any more.
    findAccount: (_context, id) => findAccount(db, id),
    issueRefreshToken: async (_context, client) => client.grantTypeAllowed('refresh_token'),
    rotateRefreshToken: true,
    expiresWithSession: () => false,
    // No cookie of ours opens these endpoints.
    clientBasedCORS: () => true,
    fetch: (url) => documents.answer(String(url), () => deps.guardedFetch.fetch(String(url))),
    loadExistingGrant: async ({ oidc }) => {
      const grantId = oidc.result?.consent?.grantId;
      return grantId === undefined ? undefined : oidc.provider.Grant.find(grantId);
    },
    interactions: {
      policy: askEverybody(),
      url: (_context, { uid }) => `${publicUrl}/api/consents/${uid}`,
    },
    renderError: (context, out) => {
      context.type = 'text';
      context.body = `${out.error}: ${out.error_description ?? 'the assistant cannot sign in'}\n`;
    },
    features: featuresOf(deps),
  };
}

function featuresOf({ db, publicUrl, registers }: OAuthDeps): Configuration['features'] {
  const resource = resourceOf(publicUrl);
  return {
    devInteractions: { enabled: false },
    userinfo: { enabled: false },
    rpInitiatedLogout: { enabled: false },
    revocation: {
      enabled: true,
      allowedPolicy: (_context, client, token) => token.clientId === client.clientId,
    },
    registration: { enabled: registers, issueRegistrationAccessToken: false },
    clientIdMetadataDocument: {
      enabled: true,
      ack: 'draft-02',
      cacheDuration: CLIENT_CACHE_SECONDS,
      allowFetch: (context) => mayFetch(db, context),
    },
    resourceIndicators: {
      enabled: true,
      defaultResource: () => resource,
      useGrantedResource: () => true,
      getResourceServerInfo: (_context, indicator) => {
        if (indicator !== resource) throw new errors.InvalidTarget();
        return { scope: ASSISTANT_SCOPE, audience: resource, accessTokenFormat: 'opaque' };
      },
    },
  };
}

/** Everybody is asked every time: a page that goes on by itself could be opened by anybody. */
function askEverybody() {
  const policy = interactionPolicy.base();
  policy.clear();
  const { Prompt, Check } = interactionPolicy;
  policy.add(
    new Prompt(
      { name: 'consent', requestable: true },
      new Check('not_asked', 'the person has not been asked', ({ oidc }) =>
        oidc.result?.consent?.grantId === undefined
          ? Check.REQUEST_PROMPT
          : Check.NO_NEED_TO_PROMPT,
      ),
    ),
  );
  return policy;
}

function cookiesOf(secret: string): Configuration['cookies'] {
  const options = { httpOnly: true, sameSite: 'lax', signed: true, overwrite: true } as const;
  return {
    keys: [deriveKey(secret, 'oauth cookies').toString('base64url')],
    names: { session: 'rita.oauth', interaction: 'rita.consent', resume: 'rita.resume' },
    long: { ...options, path: OAUTH_PATHS.authorization },
    short: options,
  };
}

/** Anybody may have us fetch a document, so each network only so often; by ourselves there is no context. */
async function mayFetch(db: Kysely<Tables>, context: KoaContextWithOIDC | undefined) {
  if (context === undefined) return true;
  const key = limitKey('client document', context.get(NETWORK_HEADER));
  return !(await judgeAttempt(db, key, FETCHES_PER_MINUTE)).isRefused;
}

async function findAccount(db: Kysely<Tables>, memberId: string) {
  const member = await db
    .selectFrom('members')
    .select('id')
    .where('id', '=', memberId)
    .executeTakeFirst();
  if (member === undefined) return undefined;
  return { accountId: memberId, claims: () => ({ sub: memberId }) };
}
