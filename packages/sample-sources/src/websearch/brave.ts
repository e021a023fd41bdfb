import { findPages, snippetOf } from './find-pages.ts';
import {
  SAMPLE_BRAVE_KEY,
  type WebReply,
  type WebsearchCall,
  type WebsearchServerContext,
} from './server-context.ts';

const PATH = '/res/v1/web/search';
/** A limit of 0 is one that does not exist; the key of the sample has no cap for the month. */
const RATE_HEADERS = {
  'x-ratelimit-limit': '50, 0',
  'x-ratelimit-policy': '50;w=1, 0;w=2592000',
  'x-ratelimit-remaining': '49, 0',
  'x-ratelimit-reset': '1, 1419704',
};

/** Brave's web search; undefined for any other path. */
export function answerBrave(
  context: WebsearchServerContext,
  call: WebsearchCall,
): WebReply | undefined {
  if (call.url.pathname !== PATH) return undefined;
  const { switches } = context;
  const key = call.headers['x-subscription-token'];
  const fail = (status: number, code: string, more: object = {}): WebReply => {
    const error = { id: '5b1f', status, code, detail: `${code} in the sample`, ...more };
    const body = switches.errorsAsList ? { errors: [error] } : { type: 'ErrorResponse', error };
    return { status, body, headers: RATE_HEADERS };
  };
  const invalid = (loc: string[]) => ({ meta: { errors: [{ type: 'missing', loc }] } });
  if (key === undefined) {
    return fail(422, 'VALIDATION', invalid(['header', 'x-subscription-token']));
  }
  // The key is looked at before the query.
  if (key !== SAMPLE_BRAVE_KEY) return fail(422, 'SUBSCRIPTION_TOKEN_INVALID');
  if (switches.noSubscription) return fail(404, 'SUBSCRIPTION_NOT_FOUND');
  const query = call.url.searchParams.get('q');
  if (!query || query.length > 400 || query.split(/\s+/).length > 50) {
    return fail(422, 'VALIDATION', invalid(['query', 'q']));
  }
  if (switches.quotaUsedUp) return fail(429, 'QUOTA_LIMITED');
  context.braveCalls += 1;
  if (context.braveCalls <= switches.throttledCalls) return fail(429, 'RATE_LIMITED');
  return { status: 200, body: search(context, query, call.url), headers: RATE_HEADERS };
}

function search(context: WebsearchServerContext, query: string, url: URL) {
  const count = Math.min(20, Number(url.searchParams.get('count') ?? '20'));
  const offset = Math.min(9, Number(url.searchParams.get('offset') ?? '0'));
  const start = Math.max(0, offset * (count - context.switches.overlap));
  const found = findPages(context.web.pages, query);
  const shown = found.slice(start, start + count);
  return {
    type: 'search',
    query: {
      original: query,
      more_results_available: found.length > start + count,
    },
    web: {
      type: 'search',
      results: shown.map((page) => ({
        type: 'search_result',
        title: page.title,
        url: context.addressOf(page),
        description: snippetOf(page),
        page_age: page.publishedAt,
        language: 'en',
        profile: { name: page.domain, url: `https://${page.domain}` },
        meta_url: { scheme: 'https', netloc: page.domain, hostname: page.domain, path: page.path },
      })),
    },
  };
}
