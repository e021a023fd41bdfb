import { findPages, isOf, snippetOf } from './find-pages.ts';
import {
  SAMPLE_TAVILY_KEY,
  type WebReply,
  type WebsearchCall,
  type WebsearchServerContext,
} from './server-context.ts';

/** `POST /search` and `GET /usage` of Tavily; undefined for anything else. */
export function answerTavily(
  context: WebsearchServerContext,
  call: WebsearchCall,
): WebReply | undefined {
  const isUsage = call.method === 'GET' && call.url.pathname === '/usage';
  const isSearch =
    call.method === 'POST' &&
    call.url.pathname === '/search' &&
    !(call.body instanceof URLSearchParams);
  if (!isUsage && !isSearch) return undefined;
  const { authorization } = call.headers;
  const isKeyless = context.switches.keyless && authorization === undefined;
  if (authorization !== `Bearer ${SAMPLE_TAVILY_KEY}` && !isKeyless) {
    return refuse(401, 'Unauthorized: missing or invalid API key.');
  }
  if (isUsage) return usage();
  if (context.switches.tavilyLimit !== null) {
    return refuse(
      context.switches.tavilyLimit,
      "This request exceeds your plan's set usage limit.",
    );
  }
  return search(context, (call.body ?? {}) as SearchBody);
}

type SearchBody = {
  query?: string;
  max_results?: number;
  include_domains?: string[];
  exclude_domains?: string[];
  include_usage?: boolean;
};

function refuse(status: number, error: string): WebReply {
  return { status, body: { detail: { error } } };
}

function usage(): WebReply {
  return {
    status: 200,
    body: {
      key: { usage: 150, limit: null },
      account: {
        current_plan: 'Researcher',
        plan_usage: 150,
        plan_limit: 1000,
        paygo_usage: 0,
        paygo_limit: null,
      },
    },
  };
}

function search(context: WebsearchServerContext, body: SearchBody): WebReply {
  const query = body.query ?? '';
  if (query === '') return refuse(400, 'Query is missing.');
  const { include_domains: only = [], exclude_domains: never = [] } = body;
  const pages = context.web.pages.filter(({ domain }) => {
    if (never.some((wanted) => isOf(domain, wanted))) return false;
    return only.length === 0 || only.some((wanted) => isOf(domain, wanted));
  });
  const found = findPages(pages, query).slice(0, Math.min(20, body.max_results ?? 5));
  return {
    status: 200,
    body: {
      query,
      follow_up_questions: null,
      answer: null,
      images: [],
      results: found.map((page, index) => ({
        url: context.addressOf(page),
        title: page.title,
        content: snippetOf(page),
        score: 0.95 - index * 0.02,
        raw_content: null,
      })),
      response_time: 0.42,
      request_id: '7f6b3c1e-0000-4000-8000-000000000000',
      ...(body.include_usage ? { usage: { credits: 1 } } : {}),
    },
  };
}
