import type { ProblemCode } from '@rita/contracts';
import { z } from 'zod';
import type { SourceAnswer } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import { errorOf } from './answer-errors.ts';
import { type CallMode, createProviderCall, parseAnswer } from './call-provider.ts';
import { collectPages } from './collect-pages.ts';
import { keyOf, type WebsearchContext } from './context.ts';
import type { SearchProvider } from './provider.ts';
import { readResults, resultList, textField } from './search-hit.ts';

const NAME = 'Tavily';
const ADDRESS = 'https://api.tavily.com';
const MOST_RESULTS = 20;

const resultSchema = z.object({ results: resultList });
const amount = z.number().nullish().catch(null);
const usageSchema = z.object({
  account: z
    .object({ current_plan: textField, plan_usage: amount, plan_limit: amount })
    .nullish()
    .catch(null),
});

/** Tavily: `POST /search` with a bearer key; `GET /usage` proves a key without a billed query. */
export function createTavily(context: WebsearchContext, mode: CallMode): SearchProvider {
  const key = keyOf(context);
  const call = createProviderCall(context.http, mode);
  let usage: SourceAnswer | undefined;
  const send = async (path: string, body?: unknown) => {
    // Tavily has a mode without a key, in which a missing key would pass for a good one.
    if (key === undefined)
      throw new SourceError('credentials_required', `${NAME} needs an API key`);
    const headers = { authorization: `Bearer ${key}` };
    const request = { url: `${ADDRESS}${path}`, headers, redirects: 'refuse' as const };
    return call(body === undefined ? request : { ...request, method: 'POST', body });
  };
  const readUsage = async () => {
    usage ??= await send('/usage');
    return usage;
  };
  return {
    name: NAME,
    findService: async () => {
      await readUsage();
      return new URL(ADDRESS).host;
    },
    checkKey: async () => {
      const answer = await readUsage();
      throwIfBad(answer);
      return describePlan(parseAnswer(answer, usageSchema, NAME).account);
    },
    options: async () => ({}),
    search: async (query, limit) => {
      const body = bodyOf(query, { limit, settings: context.settings });
      return collectPages({ limit, mode }, async () => {
        const answer = await send('/search', body);
        throwIfBad(answer);
        const { results } = parseAnswer(answer, resultSchema, NAME);
        return { ...readResults(results, 'content'), next: 'none' };
      });
    },
  };
}

function bodyOf(
  query: string,
  options: { limit: number; settings: WebsearchContext['settings'] },
): Record<string, unknown> {
  const { allowed_domains: only, blocked_domains: never } = options.settings;
  return {
    query,
    search_depth: 'basic',
    max_results: Math.min(MOST_RESULTS, options.limit),
    include_answer: false,
    include_raw_content: false,
    ...(only?.length ? { include_domains: only } : {}),
    ...(never?.length ? { exclude_domains: never } : {}),
  };
}

function describePlan(account: z.output<typeof usageSchema>['account']): string {
  const plan = account?.current_plan ? `Plan ${account.current_plan}` : 'The key is accepted';
  if (account?.plan_usage == null || account.plan_limit == null) return plan;
  return `${plan}: ${account.plan_usage} of ${account.plan_limit} credits used`;
}

function throwIfBad(answer: SourceAnswer): void {
  const error = errorOf(answer, NAME, ({ status }) => STATUSES[status]);
  if (error) throw error;
}

// Statuses of Tavily's own: its texts are meant for people and change.
const STATUSES: Record<number, [ProblemCode, string]> = {
  401: ['invalid_credentials', 'Tavily does not know this API key'],
  432: ['rate_limited', 'The limit of the Tavily plan is reached'],
  433: ['rate_limited', 'The pay-as-you-go limit of the Tavily account is reached'],
};
