import type { IncomingMessage, ServerResponse } from 'node:http';
import { atFirstUse } from '@rita/platform/at-first-use';
import type { OAuthDeps } from './create-provider.ts';

/**
 * The authorization server, made when the first assistant signs in: where nobody has one, its 230
 * files are not read.
 */
export function loadProviderLater(deps: OAuthDeps) {
  const load = atFirstUse(async () => {
    const { createProvider } = await import('./create-provider.ts');
    const provider = createProvider(deps);
    return { provider, answer: provider.callback() };
  });
  return {
    loadProvider: async () => (await load()).provider,
    handle: async (message: IncomingMessage, response: ServerResponse) => {
      const { answer } = await load();
      await answer(message, response);
    },
  };
}
