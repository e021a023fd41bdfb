import type { SourceAnswer } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import type { WebsearchContext } from './context.ts';
import { createSiteRules } from './site-rules.ts';
import {
  type DomainRules,
  isAllowedDomain,
  normalAddress,
  requireAllowedDomain,
} from './web-address.ts';

type Reach = 'public' | 'allowed';

const LARGEST_PAGE_BYTES = 3 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
const MOST_REDIRECTS = 5;

/** A page as it was served; `address` is where it stands in the end. */
export type FetchedPage = { address: string; answer: SourceAnswer };

/**
 * A page that is not to be kept: it is gone, its site does not want it read, or the settings
 * leave it out. Any other `SourceError` means that it could not be read this time.
 */
export class PageRefused extends SourceError {}

/**
 * Fetches pages of the open web: each hop of a redirect has to be in the allowed domains, open to
 * robots and public. A site is asked once; a slow or busy one must not hold up the others.
 */
export function createPageFetcher(context: WebsearchContext) {
  const { http, signal } = context;
  const domains = domainRulesOf(context);
  const rules = createSiteRules(http, signal);
  const reachOf = createReach(context);

  return async (address: string): Promise<FetchedPage> => {
    let url = new URL(address);
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      const reach = reachOf(url);
      // Plain http is refused for public hosts, and nearly all of them speak https.
      if (reach === 'public' && url.protocol === 'http:') url.protocol = 'https:';
      await requireKept(url, reach);
      const answer = await fetchOnce(context, url, reach);
      const next = redirectOf(answer, url);
      if (next === undefined) return { address: url.href, answer };
      url = next;
    }
    throw new SourceError('upstream_error', `${url.host} redirects again and again`);
  };

  async function requireKept(url: URL, reach: Reach): Promise<void> {
    try {
      requireAllowedDomain(url.hostname, domains);
      await rules.requireAllowed(url, reach);
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

/**
 * Anybody can put an address into search results. Those that only the operator's EGRESS_ALLOW
 * opens (it is for the sources) are read only where this connection names them itself.
 */
function createReach(context: WebsearchContext): (url: URL) => Reach {
  const { provider, url } = context.settings;
  const ownHost = provider === 'searxng' && url ? new URL(url).hostname : undefined;
  const domains = domainRulesOf(context);
  return ({ hostname }) => {
    const isNamed = domains.allowed.length > 0 && isAllowedDomain(hostname, domains);
    return hostname === ownHost || isNamed ? 'allowed' : 'public';
  };
}

function fetchOnce(
  { http, settings }: WebsearchContext,
  url: URL,
  reach: Reach,
): Promise<SourceAnswer> {
  return http.send({
    url,
    headers: {
      accept: 'text/html,application/xhtml+xml,text/plain;q=0.8,text/markdown;q=0.8',
      ...(settings.language ? { 'accept-language': settings.language } : {}),
    },
    redirects: 'refuse',
    maxBytes: LARGEST_PAGE_BYTES,
    timeoutMs: TIMEOUT_MS,
    reach,
  });
}

export function domainRulesOf({ settings }: WebsearchContext): DomainRules {
  return { allowed: settings.allowed_domains ?? [], blocked: settings.blocked_domains ?? [] };
}

function refusalOf(error: unknown): unknown {
  const isRefusal =
    error instanceof SourceError &&
    (error.code === 'insufficient_permissions' || error.code === 'blocked_address');
  return isRefusal ? new PageRefused(error.code, error.message) : error;
}

/** Where a redirect leads; undefined for an answer that is none. Throws when it leads nowhere. */
function redirectOf(answer: SourceAnswer, from: URL): URL | undefined {
  if (answer.status < 300 || answer.status >= 400) return undefined;
  const location = answer.headers.get('location');
  const target =
    location && URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  const address = target && normalAddress(target.href);
  if (address === undefined) {
    throw new SourceError('upstream_error', `${from.host} redirects to nowhere`);
  }
  return new URL(address);
}
