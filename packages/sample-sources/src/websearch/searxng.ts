import { findPages, snippetOf } from './find-pages.ts';
import type { WebReply, WebsearchCall, WebsearchServerContext } from './server-context.ts';
import type { SampleWebPage } from './web.ts';

const PAGE_SIZE = 10;
const CATEGORIES = ['general', 'it', 'news', 'science'];
const ENGINES = [
  { name: 'brave', categories: ['general'], enabled: true },
  { name: 'duckduckgo', categories: ['general'], enabled: true },
  { name: 'tea trade index', categories: ['general', 'news'], enabled: true },
  { name: 'arxiv', categories: ['science'], enabled: true },
  { name: 'yandex', categories: ['general'], enabled: false },
];

/** `GET /config` and `GET|POST /search` of a SearXNG server; undefined for any other path. */
export function answerSearxng(
  context: WebsearchServerContext,
  call: WebsearchCall,
): WebReply | undefined {
  const { pathname } = call.url;
  if (pathname !== '/config' && pathname !== '/search') return undefined;
  const { proxyAuthorization, limiter } = context.switches;
  if (proxyAuthorization !== null && call.headers.authorization !== proxyAuthorization) {
    return { status: 401, body: '<html><h1>401 Authorization Required</h1></html>' };
  }
  if (pathname === '/config') return config();
  if (limiter) return { status: 429, body: '<html><h1>Too Many Requests</h1></html>' };
  return search(context, call);
}

function config(): WebReply {
  const engines = ENGINES.map((engine) => ({
    ...engine,
    shortcut: engine.name.slice(0, 3),
    paging: true,
    language_support: true,
    safesearch: true,
    time_range_support: true,
    timeout: 3,
  }));
  return {
    status: 200,
    body: {
      categories: CATEGORIES,
      engines,
      plugins: [],
      instance_name: 'Northwind search',
      locales: { en: 'English', de: 'Deutsch' },
      default_locale: '',
      autocomplete: '',
      safe_search: 0,
      default_theme: 'simple',
      version: '2026.11.2+4f1d7c0',
      brand: { GIT_URL: 'https://github.com/searxng/searxng', GIT_BRANCH: 'master' },
    },
  };
}

function search(context: WebsearchServerContext, call: WebsearchCall): WebReply {
  const params = call.body instanceof URLSearchParams ? call.body : call.url.searchParams;
  const { switches, web } = context;
  const query = params.get('q') ?? '';
  if (params.get('format') !== 'json') {
    return { status: 200, body: '<!DOCTYPE html><html><title>SearXNG</title></html>' };
  }
  if (switches.jsonDisabled) {
    return { status: 403, body: '<!DOCTYPE html><html><title>403 Forbidden</title></html>' };
  }
  if (query === '') return { status: 400, body: { error: 'No query' } };
  const page = Number(params.get('pageno') ?? '1');
  const found = switches.enginesUnresponsive ? [] : findPages(web.pages, query);
  const shown = found.slice((page - 1) * PAGE_SIZE, page * PAGE_SIZE);
  const failed = switches.oldUnresponsiveShape ? 'duckduckgo' : ['duckduckgo', 'timeout'];
  return {
    status: 200,
    body: {
      query,
      // Real servers often say 0 although there are results.
      number_of_results: 0,
      results: shown.map((item, index) => toResult(context, item, index)),
      answers: [],
      corrections: [],
      infoboxes: [],
      suggestions: [],
      unresponsive_engines: switches.enginesUnresponsive ? [failed] : [],
    },
  };
}

function toResult(context: WebsearchServerContext, page: SampleWebPage, index: number) {
  const address = context.addressOf(page);
  const url = new URL(address);
  return {
    url: address,
    title: page.title,
    content: snippetOf(page),
    engine: 'tea trade index',
    template: 'default.html',
    parsed_url: [url.protocol.slice(0, -1), url.host, url.pathname, '', '', ''],
    engines: ['tea trade index'],
    positions: [index + 1],
    publishedDate: null,
    score: 1 / (index + 1),
    category: 'general',
  };
}
