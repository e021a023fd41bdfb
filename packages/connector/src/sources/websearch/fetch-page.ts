import type { LeadsOn } from '../../convert/markup/web-page.ts';
import { locationOf } from '../../egress/location.ts';
import type { SourceAnswer } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import type { WebsearchContext } from './context.ts';
import { createSiteRules } from './site-rules.ts';
import { createSites, domainRulesOf } from './sites.ts';
import { normalAddress, requireAllowedDomain } from './web-address.ts';

const LARGEST_PAGE_BYTES = 3 * 1024 * 1024;
const TIMEOUT_MS = 20_000;
const MOST_REDIRECTS = 5;

/** A page as it was served; `address` is where it stands. */
export type FetchedPage = { address: string; answer: SourceAnswer };

/** What is read of a page in the end, which may have led on to others until then. */
export type ReadPage<T> = FetchedPage & { content: T };

/**
 * A page that is not to be kept: it is gone, its site does not want it read, or the settings
 * leave it out. Any other `SourceError` means that it could not be read this time.
 */
export class PageRefused extends SourceError {}

/**
 * Fetches pages of the open web and reads them: each hop of a redirect, by the answer or by the page
 * itself, has to be in the allowed domains, open to robots and public.
 */
export function createPageFetcher<T extends object>(
  context: WebsearchContext,
  read: (page: FetchedPage) => Promise<T | LeadsOn>,
) {
  const { settings } = context;
  const domains = domainRulesOf(context);
  const sites = createSites(context);
  const rules = createSiteRules(sites, context);
  const headers = {
    accept: 'text/html,application/xhtml+xml,text/plain;q=0.8,text/markdown;q=0.8',
    ...(settings.language ? { 'accept-language': settings.language } : {}),
  };

  return async (address: string): Promise<ReadPage<T>> => {
    let url = sites.secured(new URL(address));
    let wasInside = false;
    for (let hops = 0; hops <= MOST_REDIRECTS; hops += 1) {
      await requireKept(url);
      const limits = { maxBytes: LARGEST_PAGE_BYTES, timeoutMs: TIMEOUT_MS };
      const answer = await sites.send({ url, headers, ...limits });
      const page = { address: url.href, answer };
      const found = redirectOf(answer, url) ?? (await read(page));
      if (!('leadsTo' in found)) {
        if (answer.isPublic && wasInside) throw leadsOutside(url);
        return { ...page, content: found };
      }
      wasInside ||= !answer.isPublic;
      url = sites.secured(nextHop(found.leadsTo, url));
    }
    throw new SourceError('upstream_error', `${url.host} redirects again and again`);
  };

  async function requireKept(url: URL): Promise<void> {
    try {
      requireAllowedDomain(url.hostname, domains);
      await rules.requireAllowed(url);
    } catch (error) {
      throw refusalOf(error);
    }
  }
}

/** An address that only insiders are given may open what is otherwise closed. */
function leadsOutside({ host }: URL): PageRefused {
  const words = `An address inside a network leads to this page of ${host}, which may be meant for insiders`;
  return new PageRefused('blocked_address', words);
}

function refusalOf(error: unknown): unknown {
  const isRefusal =
    error instanceof SourceError &&
    (error.code === 'insufficient_permissions' || error.code === 'blocked_address');
  return isRefusal ? new PageRefused(error.code, error.message) : error;
}

/** Where a redirect leads, if anywhere; undefined for an answer that is none. */
function redirectOf(answer: SourceAnswer, from: URL): LeadsOn | undefined {
  if (answer.status < 300 || answer.status >= 400) return undefined;
  return { leadsTo: locationOf(answer, from)?.href ?? '' };
}

/** Throws for what is no address of a page. */
function nextHop(target: string, from: URL): URL {
  const address = normalAddress(target);
  if (address === undefined) {
    throw new SourceError('upstream_error', `${from.host} redirects to nowhere`);
  }
  return new URL(address);
}
