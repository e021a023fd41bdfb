import type { CATALOGUE, SourceOptions } from '@rita/contracts';
import type { z } from 'zod';
import type { SourceContext } from '../source.ts';
import { createBrave } from './brave.ts';
import type { CallMode } from './call-provider.ts';
import { createSearxng } from './searxng.ts';
import { createTavily } from './tavily.ts';

export type WebsearchSettings = z.output<(typeof CATALOGUE)['websearch']['settings']>;
export type WebsearchCredentials = { api_key: string } | Record<string, never>;
export type WebsearchContext = SourceContext<WebsearchSettings, WebsearchCredentials>;

/** One result of a search, its texts as they came: `plainHit` takes the marks out. */
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

const PROVIDERS: Record<
  WebsearchSettings['provider'],
  (context: WebsearchContext, mode: CallMode) => SearchProvider
> = { searxng: createSearxng, brave: createBrave, tavily: createTavily };

export function createProvider(context: WebsearchContext, mode: CallMode): SearchProvider {
  return PROVIDERS[context.settings.provider](context, mode);
}

/** The key of the connection, or undefined where it has none. */
export function keyOf({ credentials }: WebsearchContext): string | undefined {
  return 'api_key' in credentials ? credentials.api_key : undefined;
}
