import { pauseFor } from '../../egress/host-pace.ts';
import type { SourceAnswer, SourceHttp } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import { EVERYTHING_ALLOWED, parseRobots, type Robots } from './robots.ts';

/** Our name in robots.txt; the user agent of the guarded client begins with it. */
const PRODUCT_TOKEN = 'rita-data-sources';
const LARGEST_ROBOTS_BYTES = 500 * 1024;
const TIMEOUT_MS = 10_000;
const LONGEST_DELAY_SECONDS = 10;

export type SiteRules = {
  /**
   * Resolves when the site's robots.txt lets us read the page now. Throws `insufficient_permissions`
   * when it does not, and another code when its rules could not be read: then nothing is allowed.
   */
  requireAllowed: (url: URL, reach: 'public' | 'allowed') => Promise<void>;
};

/** The robots.txt of each site, read once in a run. */
export function createSiteRules(http: SourceHttp, signal: AbortSignal): SiteRules {
  const known = new Map<string, Promise<Robots>>();
  const nextAt = new Map<string, number>();
  return {
    requireAllowed: async (url, reach) => {
      const robots = known.get(url.origin) ?? readRobots(http, url, reach);
      known.set(url.origin, robots);
      const { mayRead, delaySeconds } = await robots;
      if (!mayRead(url.pathname + url.search)) throw refusedByRobots(url);
      if (delaySeconds === 0) return;
      const now = performance.now();
      const at = Math.max(now, nextAt.get(url.origin) ?? 0);
      nextAt.set(url.origin, at + Math.min(delaySeconds, LONGEST_DELAY_SECONDS) * 1000);
      if (at > now) await pauseFor(at - now, signal);
    },
  };
}

function refusedByRobots(url: URL): SourceError {
  return new SourceError(
    'insufficient_permissions',
    `The robots.txt of ${url.host} does not let us read this page`,
  );
}

/** RFC 9309 §2.3.1: a file that is not there allows all, one that cannot be had allows nothing. */
async function readRobots(
  http: SourceHttp,
  site: URL,
  reach: 'public' | 'allowed',
): Promise<Robots> {
  const answer = await http.send({
    url: new URL('/robots.txt', site),
    headers: { accept: 'text/plain,*/*;q=0.5' },
    redirects: 'to_other_hosts',
    maxBytes: LARGEST_ROBOTS_BYTES,
    timeoutMs: TIMEOUT_MS,
    reach,
  });
  if (answer.status >= 500 || answer.status === 429) throw unknownRules(site, answer);
  if (answer.status >= 300) return EVERYTHING_ALLOWED;
  return parseRobots(answer.text(), PRODUCT_TOKEN);
}

function unknownRules(site: URL, { status }: SourceAnswer): SourceError {
  return new SourceError(
    'upstream_error',
    `The robots.txt of ${site.host} could not be read (status ${status}), so none of its pages is`,
  );
}
