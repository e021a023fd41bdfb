import type { CATALOGUE } from '@rita/contracts';
import type { z } from 'zod';
import type { SourceContext } from '../source.ts';

/** What every part of this driver works with: which provider, our key there, how to call it. */
export type WebsearchContext = SourceContext<WebsearchSettings, WebsearchCredentials>;

export type WebsearchSettings = z.output<(typeof CATALOGUE)['websearch']['settings']>;
export type WebsearchCredentials = { api_key: string } | Record<string, never>;

/** The key of the connection, or undefined where it has none. */
export function keyOf({ credentials }: WebsearchContext): string | undefined {
  return 'api_key' in credentials ? credentials.api_key : undefined;
}
