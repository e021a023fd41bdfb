import { pauseFor } from '../../egress/host-pace.ts';
import { backoffMs } from '../../egress/retry-after.ts';
import type { SourceAnswer, SourceRequest } from '../../egress/source-http.ts';
import { isPassingError } from '../../egress/transport-errors.ts';
import { SourceError } from '../source.ts';
import type { WebsearchContext } from './context.ts';
import { type DomainRules, isAllowedDomain } from './web-address.ts';

/** One call to a site of the open web; redirects are handed back, for each hop is looked at. */
export type SendToSite = (
  request: Pick<SourceRequest, 'headers' | 'maxBytes' | 'cutsLonger' | 'timeoutMs'> & { url: URL },
) => Promise<SourceAnswer>;

const PASSING_STATUS = new Set([500, 502, 503, 504]);

/**
 * Calls sites of the open web. Anybody can put an address into search results, so those that only
 * the operator's EGRESS_ALLOW opens (it is for the sources) are called only where this connection
 * names them itself. What fails for the moment is tried once more, soon: a site that is slow or
 * busy must not hold up the others.
 */
export function createSendToSite(context: WebsearchContext): SendToSite {
  const { http, signal } = context;
  const reachOf = createReach(context);
  return async (request) => {
    const reach = reachOf(request.url);
    const once = () =>
      http.send({ ...request, url: callable(request.url, reach), redirects: 'refuse', reach });
    const first = await once().catch((error: unknown) => {
      if (error instanceof SourceError && isPassingError(error)) return undefined;
      throw error;
    });
    if (first && !PASSING_STATUS.has(first.status)) return first;
    await pauseFor(backoffMs(1), signal);
    return once();
  };
}

/** Plain http is refused for public hosts, and nearly all of them speak https. */
function callable(url: URL, reach: 'public' | 'allowed'): URL {
  if (reach === 'allowed' || url.protocol !== 'http:') return url;
  const secure = new URL(url);
  secure.protocol = 'https:';
  return secure;
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

export function domainRulesOf({ settings }: WebsearchContext): DomainRules {
  return { allowed: settings.allowed_domains ?? [], blocked: settings.blocked_domains ?? [] };
}
