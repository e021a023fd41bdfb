import type { SourceOptions } from '@rita/contracts';

/** One result of a search, its texts plain. */
export type SearchHit = { url: string; title: string; snippet: string | null };

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
  /** What is found, best first, no address twice, at most `limit`. */
  search: (query: string, limit: number) => Promise<SearchHit[]>;
};
