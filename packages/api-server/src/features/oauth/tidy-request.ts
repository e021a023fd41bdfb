import { ASSISTANT_SCOPE } from '@rita/contracts';

/** All that an authorization request may say; what belongs to signing in with us is not offered. */
const AUTHORIZATION = [
  'client_id',
  'response_type',
  'redirect_uri',
  'state',
  'code_challenge',
  'code_challenge_method',
  'resource',
];

/**
 * An authorization request as the server is given it. There is one scope, so whatever is asked for
 * means that one: some clients ask for none, others for a fixed list. `prompt` counts only as
 * `none`, since everybody is asked every time.
 */
export function tidyAuthorization(query: URLSearchParams, resource: string): URLSearchParams {
  const tidy = new URLSearchParams();
  for (const name of AUTHORIZATION) {
    for (const value of query.getAll(name)) tidy.append(name, value);
  }
  normalizeResources(tidy, resource);
  tidy.set('scope', ASSISTANT_SCOPE);
  if (query.get('prompt') === 'none') tidy.set('prompt', 'none');
  return tidy;
}

/** A token request: the same resource, and a refreshed token has the scope that it had. */
export function tidyTokenRequest(form: URLSearchParams, resource: string): URLSearchParams {
  const tidy = new URLSearchParams(form);
  tidy.delete('scope');
  normalizeResources(tidy, resource);
  return tidy;
}

/**
 * Claude Code adds a slash to the resource, older clients send none: both mean the one there is.
 * Whatever else is sent stays, and is refused.
 */
function normalizeResources(params: URLSearchParams, resource: string): void {
  const values = params.getAll('resource');
  params.delete('resource');
  const tidy = values.map((value) => (isSameResource(value, resource) ? resource : value));
  for (const value of new Set(tidy.length === 0 ? [resource] : tidy)) {
    params.append('resource', value);
  }
}

/** Scheme and host in any case, and one slash at the end, make no other resource. */
export function isSameResource(value: string, resource: string): boolean {
  if (!URL.canParse(value)) return false;
  const { origin, pathname, search, hash, username, password } = new URL(value);
  const rest = `${search}${hash}${username}${password}`;
  return rest === '' && `${origin}${pathname.replace(/\/$/, '')}` === new URL(resource).href;
}
