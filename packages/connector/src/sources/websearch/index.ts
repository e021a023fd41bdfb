import type { SourceDriver } from '../source.ts';
import type { WebsearchCredentials, WebsearchSettings } from './context.ts';
import { readAgain } from './read-again.ts';
import { sync } from './sync.ts';
import { tryQuery } from './try-query.ts';
import { verify } from './verify.ts';

/** Saved queries at SearXNG, Brave or Tavily, and the pages of the public web that they find. */
export const websearch: SourceDriver<WebsearchSettings, WebsearchCredentials> = {
  type: 'websearch',
  verify,
  sync,
  readAgain,
  tryQuery,
};
