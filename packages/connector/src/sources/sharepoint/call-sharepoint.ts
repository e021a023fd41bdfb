import { z } from 'zod';
import { SourceError } from '../source.ts';
import { createListWatch } from '../unproven-list.ts';
import { endpointsOf, siteOriginOf } from './clouds.ts';
import type { CallMode, SharePointContext } from './context.ts';
import { createTokenSource, type TokenSource } from './token.ts';

/**
 * SharePoint's own API (`_api`), for what Graph does not tell: groups of sites, and what has
 * permissions of its own. It takes tokens from a certificate only.
 */
export type SharePointApi = {
  /**
   * All elements of a list, each read alone. Throws `insufficient_permissions` where the app may
   * not see it, `UnprovenList` where the list leads in a circle.
   */
  list: <T extends z.ZodType>(webUrl: string, path: string, item: T) => Promise<z.output<T>[]>;
};

const listSchema = z.object({
  value: z.array(z.unknown()),
  'odata.nextLink': z.string().nullish(),
  '@odata.nextLink': z.string().nullish(),
});
const REFUSED = [401, 403, 404, 410, 423];
const USER_AGENT = 'NONISV|Rita|DataSources/0.1';

/** Undefined for a connection with a client secret, for which there is no such API. */
export function createSharePointApi(
  context: SharePointContext,
  mode: CallMode,
): SharePointApi | undefined {
  if (!('certificate_pem' in context.credentials)) return undefined;
  const tokens = new Map<string, TokenSource>();
  const tokensFor = (origin: string) => {
    const { login } = endpointsOf(context.settings);
    const found =
      tokens.get(origin) ?? createTokenSource(context, { login, resource: origin }, mode);
    tokens.set(origin, found);
    return found;
  };
  const get = async (origin: string, url: string) => {
    const ask = async (isFresh: boolean) =>
      context.http.send({
        url,
        headers: {
          authorization: `Bearer ${await tokensFor(origin).get(isFresh)}`,
          accept: 'application/json;odata=nometadata',
          'user-agent': USER_AGENT,
        },
        retry: mode.retry,
        timeoutMs: mode.timeoutMs(),
        redirects: 'refuse',
      });
    const answer = await ask(false);
    return answer.status === 401 ? ask(true) : answer;
  };
  return {
    list: async (webUrl, path, item) => {
      const origin = siteOriginOf(context.settings, webUrl);
      if (origin === undefined) throw foreign();
      const watch = createListWatch();
      const all: z.output<typeof item>[] = [];
      for (let next: string | undefined = `${webUrl.replace(/\/$/, '')}/_api/web/${path}`; next; ) {
        if (new URL(next).origin !== origin) throw foreign();
        const { value, ...links } = parse(await get(origin, next));
        watch(value.map((one) => JSON.stringify(one)));
        all.push(...value.flatMap((one) => item.safeParse(one).data ?? []));
        next = links['odata.nextLink'] ?? links['@odata.nextLink'] ?? undefined;
      }
      return all;
    },
  };
}

function parse(answer: { status: number; json: () => unknown }): z.output<typeof listSchema> {
  const { status } = answer;
  if (REFUSED.includes(status)) {
    const words = 'SharePoint does not let the app use its own API here.';
    throw new SourceError('insufficient_permissions', words);
  }
  if (status === 429) throw new SourceError('rate_limited', 'SharePoint asked us to slow down.');
  const parsed = status === 200 ? listSchema.safeParse(answer.json()) : undefined;
  if (parsed?.success) return parsed.data;
  throw new SourceError('upstream_error', `SharePoint’s own API answered with status ${status}.`);
}

function foreign(): SourceError {
  const words = 'A site has an address that is none of SharePoint in this cloud; not called.';
  return new SourceError('insufficient_permissions', words);
}
