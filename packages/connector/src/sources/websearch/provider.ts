import type { SourceOptions } from '@rita/contracts';
import type { SourceError } from '../source.ts';

/** One result of a search, its texts as they came: `plainHit` takes the marks out. */
export type SearchHit = { url: string; title: string; snippet: string | null };

/** What a search found, and what is known of that it did not come whole. */
export type SearchResults = {
  /** Best first, no address twice. */
  hits: SearchHit[];
  /** Results that came without an address, so that nobody can read them. */
  unnamed: number;
  /** Why a page of results behind the first could not be had. */
  brokenOff: SourceError | undefined;
};

/**
 * One provider of search results. Of a result only the address is ever kept: the texts are the
 * provider's, and some of them forbid storing them. They are shown to whoever tries a query.
 */
export type SearchProvider = {
  name: string;
  /** Whether it answers at all. @returns what was found there, for people */
  findService: () => Promise<string>;
  /** Whether the key is good, without a billed query; undefined where none is needed. */
  checkKey: () => Promise<string | undefined>;
  options: () => Promise<SourceOptions>;
  /** At most `limit` hits. Throws `SourceError` when not even the first page could be had. */
  search: (query: string, limit: number) => Promise<SearchResults>;
};
