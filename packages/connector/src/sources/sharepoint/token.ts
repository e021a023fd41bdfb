import { SourceError } from '../source.ts';
import { errorOf } from './answer-errors.ts';
import { signAssertion } from './client-assertion.ts';
import type { CallMode, SharePointContext } from './context.ts';
import { tokenSchema } from './shapes.ts';

const EARLY_MS = 5 * 60_000;
const ASSERTION = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

export type TokenSource = {
  /** A token that is good for some minutes more; `fresh` drops the one that is held. */
  get: (fresh?: boolean) => Promise<string>;
};

/** Where to sign in, and the origin that the token is for. */
type TokenPlace = { login: string; resource: string };

/** Tokens of one run, by client credentials (RFC 6749 §4.4) with a secret or a certificate. */
export function createTokenSource(
  context: SharePointContext,
  place: TokenPlace,
  mode: CallMode,
): TokenSource {
  let held: { token: string; goodUntil: number } | undefined;
  let asking: Promise<string> | undefined;
  const ask = async () => {
    const answer = await requestToken(context, place, mode);
    held = {
      token: answer.access_token,
      goodUntil: Date.now() + answer.expires_in * 1000 - EARLY_MS,
    };
    return held.token;
  };
  return {
    get: async (fresh = false) => {
      if (!fresh && held && held.goodUntil > Date.now()) return held.token;
      asking ??= ask().finally(() => {
        asking = undefined;
      });
      return asking;
    },
  };
}

async function requestToken(context: SharePointContext, place: TokenPlace, mode: CallMode) {
  const { settings, credentials } = context;
  const url = `${place.login}/${encodeURIComponent(settings.tenant_id)}/oauth2/v2.0/token`;
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: settings.client_id,
    scope: `${place.resource}/.default`,
    ...('client_secret' in credentials
      ? { client_secret: credentials.client_secret }
      : {
          client_assertion_type: ASSERTION,
          client_assertion: await signAssertion(credentials, settings.client_id, url),
        }),
  });
  const answer = await context.http.send({
    method: 'POST',
    url,
    body,
    retry: mode.retry,
    redirects: 'refuse',
    timeoutMs: mode.timeoutMs(),
  });
  const error = errorOf(answer);
  if (error) throw error;
  const parsed = tokenSchema.safeParse(answer.json());
  if (parsed.success) return parsed.data;
  throw new SourceError('upstream_error', 'Microsoft’s sign-in gave no token.');
}

/** Permissions that an admin has consented to, as the token itself tells; not a proof of anything. */
export function rolesOf(token: string): string[] {
  try {
    const claims: unknown = JSON.parse(
      Buffer.from(token.split('.')[1] ?? '', 'base64url').toString(),
    );
    const roles = (claims as { roles?: unknown }).roles;
    return Array.isArray(roles) ? roles.filter((role) => typeof role === 'string') : [];
  } catch {
    return [];
  }
}
