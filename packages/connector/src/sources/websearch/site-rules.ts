import type { Convert } from '../../convert/convert.ts';
import { pauseFor } from '../../egress/host-pace.ts';
import { locationOf } from '../../egress/location.ts';
import type { SourceAnswer } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import type { Sites } from './sites.ts';

/** Our name in robots.txt; the user agent of the guarded client begins with it. */
export const PRODUCT_TOKEN = 'rita-data-sources';
/** RFC 9309 §2.5: at least so much is read; what stands behind it is not. */
const READ_BYTES = 500 * 1024;
/** RFC 9309 §2.4: a site may have changed its mind by then. */
const KEPT_MS = 24 * 3600 * 1000;
/** RFC 9309 §2.3.1.2: at least five; more count as a file that is not there. */
const MOST_REDIRECTS = 5;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const TIMEOUT_MS = 10_000;
const LONGEST_DELAY_SECONDS = 10;

export type SiteRules = {
  /**
   * Resolves when the site's robots.txt lets us read the page now. Throws `insufficient_permissions`
   * when it does not, and another code when its rules could not be read: then nothing is allowed.
   */
  requireAllowed: (url: URL) => Promise<void>;
};

/** What stands where there is no file: all is allowed. */
const NO_FILE = new Uint8Array();

/** The robots.txt of each site, fetched once in a day; what it says is read in a thread. */
export function createSiteRules(
  sites: Sites,
  { convert, signal }: { convert: Convert; signal: AbortSignal },
): SiteRules {
  const known = new Map<string, { file: Promise<Uint8Array>; until: number }>();
  const nextAt = new Map<string, number>();
  const fileOf = (url: URL): Promise<Uint8Array> => {
    const held = known.get(url.origin);
    if (held && held.until > performance.now()) return held.file;
    const file = fetchFile(sites, url);
    known.set(url.origin, { file, until: performance.now() + KEPT_MS });
    return file;
  };
  return {
    requireAllowed: async (url) => {
      const file = await fileOf(url);
      if (file.length === 0) return;
      const { mayRead, delaySeconds } = await askFile(convert, file, url);
      if (!mayRead) throw refusedByRobots(url);
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

/**
 * RFC 9309 §2.3.1: a file that is not there (4xx) allows all, one that cannot be had or read allows
 * nothing. Redirects may lead to another site; what stands there is about the first one.
 */
async function fetchFile(sites: Sites, site: URL): Promise<Uint8Array> {
  let url = new URL('/robots.txt', site);
  for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
    const answer = await fetchRobots(sites, url).catch((error: unknown) => {
      // The site itself is inside the network: a matter of the page, not of its robots.txt.
      if (!(error instanceof SourceError)) throw error;
      throw hops === 0 && error.code === 'blocked_address'
        ? error
        : unknownRules(site, error.message);
    });
    const next = REDIRECTS.has(answer.status) ? locationOf(answer, url) : undefined;
    if (next === undefined) return fileIn(answer, site);
    url = sites.secured(next);
  }
  return NO_FILE;
}

function fetchRobots(sites: Sites, url: URL): Promise<SourceAnswer> {
  return sites.send({
    url,
    headers: { accept: 'text/plain,*/*;q=0.5' },
    maxBytes: READ_BYTES,
    cutsLonger: true,
    timeoutMs: TIMEOUT_MS,
  });
}

function fileIn({ status, body }: SourceAnswer, site: URL): Uint8Array {
  // 429 is no word about the file; who is too busy to give it is not to be read.
  if (status >= 500 || status === 429) throw unknownRules(site, `status ${status}`);
  return status >= 300 ? NO_FILE : body;
}

/** One that takes too long to read could not be read, so that nothing is allowed. */
async function askFile(convert: Convert, bytes: Uint8Array, url: URL) {
  const pathAndQuery = url.pathname + url.search;
  const answer = await convert('robots', { bytes, agent: PRODUCT_TOKEN, pathAndQuery }).catch(
    (error: unknown) => {
      throw error instanceof SourceError ? unknownRules(url, error.message) : error;
    },
  );
  if (answer === 'no text') throw unknownRules(url, 'it is no text');
  return answer;
}

function unknownRules(site: URL, why: string): SourceError {
  return new SourceError(
    'upstream_error',
    `The robots.txt of ${site.host} could not be read, so none of its pages is: ${why}`,
  );
}
