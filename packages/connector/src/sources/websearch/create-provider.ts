import { createBrave } from './brave.ts';
import type { CallMode } from './call-provider.ts';
import type { WebsearchContext, WebsearchSettings } from './context.ts';
import type { SearchProvider } from './provider.ts';
import { createSearxng } from './searxng.ts';
import { createTavily } from './tavily.ts';

const PROVIDERS: Record<
  WebsearchSettings['provider'],
  (context: WebsearchContext, mode: CallMode) => SearchProvider
> = { searxng: createSearxng, brave: createBrave, tavily: createTavily };

export function createProvider(context: WebsearchContext, mode: CallMode): SearchProvider {
  return PROVIDERS[context.settings.provider](context, mode);
}
