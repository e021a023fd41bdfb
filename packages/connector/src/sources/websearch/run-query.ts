import { type FailedItem, SourceError } from '../source.ts';
import type { WebsearchContext } from './context.ts';
import type { SearchProvider } from './provider.ts';
import { queryKey } from './revision.ts';
import { domainRulesOf } from './sites.ts';
import type { Checkpoint } from './sync-state.ts';
import { isAllowedDomain, normalAddress } from './web-address.ts';

const DEFAULT_RESULTS = 20;

/** What a saved query brought: pages to read, and what of it could not be had. */
export type QueryResults = {
  addresses: string[];
  failed: FailedItem | undefined;
  /** Whether all pages of results could be had. */
  isWhole: boolean;
  /** Nothing at all was had: the code of the failure. */
  failure: Checkpoint['failed'][number]['code'] | undefined;
};

/** Failures of one query alone; after any other the next query would fail too. */
const OF_ONE_QUERY = ['upstream_error', 'timeout', 'validation_failed', 'wrong_edition'] as const;

/** The pages that a saved query finds, within the domains of the connection. */
export async function runQuery(
  context: WebsearchContext,
  provider: SearchProvider,
  query: string,
): Promise<QueryResults> {
  const limit = context.settings.results_per_query ?? DEFAULT_RESULTS;
  try {
    const { hits, unnamed, brokenOff } = await provider.search(query, limit);
    const addresses = new Set(hits.flatMap(({ url }) => wantedAddress(context, url)));
    const lack = brokenOff ?? (unnamed > 0 ? withoutAddress(provider.name, unnamed) : undefined);
    const failed = lack && toFailed(query, lack);
    return { addresses: [...addresses], failed, isWhole: !brokenOff, failure: undefined };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    const failure = OF_ONE_QUERY.find((code) => code === error.code);
    if (failure === undefined) throw error;
    return { addresses: [], failed: toFailed(query, error), isWhole: false, failure };
  }
}

function wantedAddress(context: WebsearchContext, found: string): string[] {
  const address = normalAddress(found);
  if (address === undefined) return [];
  return isAllowedDomain(new URL(address).hostname, domainRulesOf(context)) ? [address] : [];
}

function withoutAddress(name: string, unnamed: number): SourceError {
  const results = unnamed === 1 ? '1 result' : `${unnamed} results`;
  return new SourceError('upstream_error', `${name} gave ${results} without an address`);
}

/** A query stands for what it finds, so it is told of like a page that could not be read. */
function toFailed(query: string, error: SourceError): FailedItem {
  return {
    externalId: queryItemId(query),
    title: `Saved query “${query}”`,
    url: null,
    code: error.code,
    reason: `${error.message}. The pages that it found before stay`,
  };
}

/** No address of a page begins like this. */
export function queryItemId(query: string): string {
  return `query/${queryKey(query)}`;
}
