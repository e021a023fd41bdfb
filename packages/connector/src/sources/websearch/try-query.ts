import { cutText, type FoundResult, MOST_FOUND_RESULTS } from '@rita/contracts';
import type { WebsearchContext } from './context.ts';
import { createProvider } from './create-provider.ts';
import { plainHit } from './search-hit.ts';
import { domainRulesOf } from './sites.ts';
import { isAllowedDomain, normalAddress } from './web-address.ts';

const LONGEST_CALL_MS = 6_000;

/** What the provider finds right now, within the domains of the connection: what a sync would read. */
export async function tryQuery(context: WebsearchContext, query: string): Promise<FoundResult[]> {
  const provider = createProvider(context, {
    retry: 'none',
    signal: context.signal,
    timeoutMs: () => LONGEST_CALL_MS,
  });
  const rules = domainRulesOf(context);
  const { hits } = await provider.search(query, MOST_FOUND_RESULTS);
  const allowed = hits.flatMap((hit) => {
    const url = normalAddress(hit.url);
    return url && isAllowedDomain(new URL(url).hostname, rules) ? [{ ...hit, url }] : [];
  });
  const plain = await Promise.all(allowed.map((hit) => plainHit(context.convert, hit)));
  return plain.map(({ url, title, snippet }) => ({
    url,
    title: cutText(title, 300),
    snippet: snippet && cutText(snippet, 500),
  }));
}
