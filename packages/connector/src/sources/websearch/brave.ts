import type { ProblemCode } from '@rita/contracts';
import { z } from 'zod';
import { pauseFor } from '../../egress/host-pace.ts';
import type { SourceAnswer } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import { errorOf } from './answer-errors.ts';
import { braveLanguage } from './brave-language.ts';
import { type CallMode, createProviderCall, parseAnswer } from './call-provider.ts';
import { collectPages, type ResultPage } from './collect-pages.ts';
import { keyOf, type WebsearchContext } from './context.ts';
import type { SearchProvider } from './provider.ts';
import { readRateWindows, secondsToWait } from './rate-headers.ts';
import { readResults, resultList } from './search-hit.ts';

const NAME = 'Brave Search';
const ADDRESS = 'https://api.search.brave.com/res/v1/web/search';
const PAGE_SIZE = 20;
/** `offset` counts pages and goes from 0 to 9. */
const MOST_PAGES = 10;
const MOST_WORDS = 50;
const MOST_CHARACTERS = 400;
/** A window that needs longer than this is the month's, not the second's. */
const LONGEST_PACE_SECONDS = 60;

// Live answers have `error`, the examples of the reference `errors`.
const oneError = z.object({
  code: z.string().optional(),
  meta: z.object({ errors: z.array(z.object({ loc: z.array(z.unknown()) })) }).optional(),
});
const errorSchema = z.object({ error: oneError.optional(), errors: z.array(oneError).optional() });
const resultSchema = z.object({
  query: z
    .object({ more_results_available: z.boolean().nullish().catch(null) })
    .nullish()
    .catch(null),
  // Left out where nothing of the web was found.
  web: z.object({ results: resultList }).nullish(),
});

/** Brave Search: `GET /res/v1/web/search`, key in a header. */
export function createBrave(context: WebsearchContext, mode: CallMode): SearchProvider {
  const { settings } = context;
  let probe: SourceAnswer | undefined;
  const send = createSend(context, mode);
  // Without `q` a good key gets VALIDATION and a bad one is named, and neither is billed.
  const readProbe = async () => {
    probe ??= await send(new URLSearchParams());
    return probe;
  };
  const readPage = async (query: string, page: number) => {
    const answer = await send(queryOf(query, { page, settings }));
    throwIfBad(answer);
    const { query: about, web } = parseAnswer(answer, resultSchema, NAME);
    const results = readResults(web?.results ?? [], 'description');
    return { ...results, next: nextOf(about?.more_results_available, page) };
  };
  return {
    name: NAME,
    findService: async () => {
      await readProbe();
      return new URL(ADDRESS).host;
    },
    checkKey: async () => {
      const error = errorOf(await readProbe(), NAME, wordsOf);
      if (error && error.code !== 'validation_failed') throw error;
      return 'The key is accepted';
    },
    options: async () => ({}),
    search: async (query, limit) => {
      requireFits(query);
      return collectPages({ limit, mode }, (page) => readPage(query, page));
    },
  };
}

function nextOf(hasMore: boolean | null | undefined, page: number): ResultPage['next'] {
  if (hasMore === false || page + 1 >= MOST_PAGES) return 'none';
  return hasMore ? 'more' : 'unknown';
}

/** Calls Brave, and in a sync keeps the pause that its last answer asked for. */
function createSend(context: WebsearchContext, mode: CallMode) {
  const key = keyOf(context);
  const call = createProviderCall(context.http, mode, isQuotaUsedUp);
  let restSeconds = 0;
  return async (query: URLSearchParams) => {
    if (key === undefined)
      throw new SourceError('credentials_required', `${NAME} needs an API key`);
    if (mode.retry === 'patient') await pauseFor(restSeconds * 1000, mode.signal);
    const headers = { 'x-subscription-token': key };
    const answer = await call({ url: `${ADDRESS}?${query}`, headers, redirects: 'refuse' });
    const seconds = secondsToWait(readRateWindows(answer.headers));
    restSeconds = seconds <= LONGEST_PACE_SECONDS ? seconds : 0;
    return answer;
  };
}

function queryOf(
  query: string,
  options: { page: number; settings: WebsearchContext['settings'] },
): URLSearchParams {
  const { settings, page } = options;
  const only = settings.allowed_domains?.length === 1 ? settings.allowed_domains[0] : undefined;
  const narrowed = only ? `${query} site:${only}` : query;
  return new URLSearchParams({
    q: fits(narrowed) ? narrowed : query,
    count: String(PAGE_SIZE),
    offset: String(page),
    result_filter: 'web',
    text_decorations: 'false',
    ...(settings.safe_search ? { safesearch: settings.safe_search } : {}),
    ...braveLanguage(settings.language),
  });
}

function fits(query: string): boolean {
  return query.length <= MOST_CHARACTERS && query.split(/\s+/).length <= MOST_WORDS;
}

function requireFits(query: string): void {
  if (fits(query)) return;
  throw new SourceError(
    'validation_failed',
    `${NAME} takes at most ${MOST_WORDS} words and ${MOST_CHARACTERS} characters in a query`,
  );
}

function throwIfBad(answer: SourceAnswer): void {
  const error = errorOf(answer, NAME, wordsOf);
  if (error) throw error;
}

function isQuotaUsedUp(answer: SourceAnswer): boolean {
  if (answer.status !== 429) return false;
  if (errorsIn(answer).some(({ code }) => code === 'QUOTA_LIMITED')) return true;
  return secondsToWait(readRateWindows(answer.headers)) > LONGEST_PACE_SECONDS;
}

/** Brave refuses a bad key with 422, so its code decides and not the status. */
function wordsOf(answer: SourceAnswer): [ProblemCode, string] | undefined {
  if (isQuotaUsedUp(answer)) {
    return ['rate_limited', 'The monthly quota of the Brave plan is used up'];
  }
  for (const { code, meta } of errorsIn(answer)) {
    const isAboutKey = meta?.errors.some(({ loc }) => loc.includes('x-subscription-token'));
    if (code === 'SUBSCRIPTION_TOKEN_INVALID' || isAboutKey) {
      return ['invalid_credentials', 'Brave does not know this API key'];
    }
    if (code === 'SUBSCRIPTION_NOT_FOUND') {
      return ['insufficient_permissions', 'The key has no plan that includes web search'];
    }
    if (code === 'RATE_LIMITED') return ['rate_limited', 'Brave asked us to slow down'];
    if (code === 'VALIDATION') return ['validation_failed', 'Brave did not understand the query'];
  }
  return undefined;
}

function errorsIn(answer: SourceAnswer) {
  try {
    const { error, errors } = errorSchema.parse(answer.json());
    return [...(error ? [error] : []), ...(errors ?? [])];
  } catch {
    return [];
  }
}
