import { pauseFor } from '../../egress/host-pace.ts';
import { backoffMs } from '../../egress/retry-after.ts';
import type { SourceAnswer, SourceRequest } from '../../egress/source-http.ts';
import { isPassingError } from '../../egress/transport-errors.ts';
import { SourceError } from '../source.ts';
import type { WebsearchContext } from './context.ts';
import { type DomainRules, isAllowedDomain } from './web-address.ts';

/** The sites of the open web. */
export type Sites = {
  /** One call; redirects are handed back, for each hop is looked at. */
  send: (
    request: Pick<SourceRequest, 'headers' | 'maxBytes' | 'cutsLonger' | 'timeoutMs'> & {
      url: URL;
    },
  ) => Promise<SourceAnswer>;
  /** The address that is called: plain http is refused for public hosts, and nearly all speak https. */
  secured: (url: URL) => URL;
  /** Whether only the public internet is reached at an address, or what EGRESS_ALLOW opens as well. */
  reachOf: (url: URL) => 'public' | 'allowed';
};

const PASSING_STATUS = new Set([500, 502, 503, 504]);

/**
 * Calls sites of the open web. Anybody can put an address into search results, so those that only
 * the operator's EGRESS_ALLOW opens (it is for the sources) are called only where this connection
 * names them itself. What fails for the moment is tried once more, soon: a site that is slow or
 * busy must not hold up the others.
 */
export function createSites(context: WebsearchContext): Sites {
  const { http, signal } = context;
  const reachOf = createReach(context);
  const secured = (url: URL) => {
    if (reachOf(url) === 'allowed' || url.protocol !== 'http:') return url;
    const secure = new URL(url);
    secure.protocol = 'https:';
    return secure;
  };
  return {
    secured,
    reachOf,
    send: async (request) => {
      const reach = reachOf(request.url);
      const once = () => http.send({ ...request, redirects: 'refuse', reach });
      const first = await once().catch((error: unknown) => {
        if (error instanceof SourceError && isPassingError(error)) return undefined;
        throw error;
      });
      if (first && !PASSING_STATUS.has(first.status)) return first;
      await pauseFor(backoffMs(1), signal);
      return once();
    },
  };
}

function createReach(context: WebsearchContext): (url: URL) => 'public' | 'allowed' {
  const { provider, url } = context.settings;
  const ownHost = provider === 'searxng' && url ? new URL(url).hostname : undefined;
  const domains = domainRulesOf(context);
  return ({ hostname }) => {
    const isNamed = domains.allowed.length > 0 && isAllowedDomain(hostname, domains);
    return hostname === ownHost || isNamed ? 'allowed' : 'public';
  };
}

export function domainRulesOf({ settings }: Pick<WebsearchContext, 'settings'>): DomainRules {
  return { allowed: settings.allowed_domains ?? [], blocked: settings.blocked_domains ?? [] };
}
