import type { SourceAnswer } from '../egress/source-http.ts';
import { SourceError } from './source.ts';

/** An answer as far as it tells who gave it; one of a batch has no address of its own. */
type Judged = Pick<SourceAnswer, 'status' | 'headers' | 'text'> & { url?: string };

/** Words of addresses at which people are asked who they are; a host or a path may hold them. */
const SIGN_IN_ADDRESS =
  /(?:^|[^a-z])(?:log-?in|log-?on|sign-?in|auth(?:enticate|orize|n)?|oauth2?|sso|saml2?|adfs|idp|oidc|openid|shibboleth|accounts|cloudflareaccess)(?:[^a-z]|$)/i;
/** One by one, so that no letter is looked at again for each tag before it. */
const FORM_TAG = /<(?:input|form)\b[^<>]{0,1000}/gi;
/** A password is asked for, or the way goes on to an identity provider by SAML. */
const ASKS_WHO =
  /\btype\s{0,9}=\s{0,9}["']?password\b|\bname\s{0,9}=\s{0,9}["']?(?:SAMLRequest|SAMLResponse)\b|\baction\s{0,9}=\s{0,9}["']?[^"'>\s]{0,200}log-?in/i;
/** A form stands near the beginning; what a page holds beyond is not gone through. */
const LOOKED_THROUGH = 50_000;

/**
 * A page for people to sign in at that answers in place of an API: single sign-on or a proxy in
 * front of the source. The credentials may well be right, so this is no refusal of them. Undefined:
 * the answer is something else.
 *
 * @param name of the product, for the sentence; of the address only the host is told, for the rest
 *   may hold a proof
 */
export function signInPage(answer: Judged, name: string): SourceError | undefined {
  if (answer.status >= 300 && answer.status < 400) {
    const target = targetOf(answer);
    if (target === undefined || !SIGN_IN_ADDRESS.test(`${target.host}${target.pathname}`)) {
      return undefined;
    }
    return new SourceError(
      'sign_in_page',
      `${name} sends us to ${target.host} to sign in: single sign-on or a proxy stands in front of its API.`,
    );
  }
  const isPage = /html/i.test(answer.headers.get('content-type') ?? '');
  if (!isPage || answer.status >= 500 || answer.status === 429) return undefined;
  if (!hasSignInForm(answer.text().slice(0, LOOKED_THROUGH))) return undefined;
  return new SourceError(
    'sign_in_page',
    `A page to sign in at answers where the API of ${name} should be: single sign-on or a proxy stands in front of it.`,
  );
}

function hasSignInForm(page: string): boolean {
  return page.matchAll(FORM_TAG).some(([tag]) => ASKS_WHO.test(tag));
}

/** Where a redirect that was not followed leads; undefined: nowhere that is an address. */
export function targetOf({ headers, url }: Judged): URL | undefined {
  const location = headers.get('location') ?? '';
  return location === '' ? undefined : (URL.parse(location, url) ?? undefined);
}

/** A redirect that is no way to sign in: the product has moved, or the address is another one’s. */
export function movedError(answer: Judged, name: string): SourceError | undefined {
  if (answer.status < 300 || answer.status >= 400) return undefined;
  const host = targetOf(answer)?.host ?? 'elsewhere';
  return new SourceError(
    'wrong_edition',
    `${name} sends us to ${host}. If it has moved there, enter that address.`,
  );
}
