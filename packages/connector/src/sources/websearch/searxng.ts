import type { ProblemCode, SourceOptions } from '@rita/contracts';
import { z } from 'zod';
import type { SourceAnswer } from '../../egress/source-http.ts';
import { SourceError } from '../source.ts';
import { errorOf } from './answer-errors.ts';
import { type CallMode, createProviderCall, parseAnswer } from './call-provider.ts';
import { collectPages } from './collect-pages.ts';
import { keyOf, type WebsearchContext } from './context.ts';
import type { SearchProvider } from './provider.ts';
import { readResults, resultList, textField } from './search-hit.ts';

const NAME = 'SearXNG';
const MOST_PAGES = 5;
/** SearXNG takes languages as they are, but for these names. */
const OTHER_NAMES: Record<string, string> = { no: 'nb', iw: 'he' };
const SAFE_SEARCH = { off: '0', moderate: '1', strict: '2' };

const engineSchema = z.object({ name: z.string(), enabled: z.boolean().nullish().catch(null) });
const configSchema = z.object({
  version: textField,
  instance_name: textField,
  // It tells a SearXNG from anything else that answers here.
  engines: z.array(z.unknown()),
  categories: z.array(z.unknown()).catch([]),
});
const resultSchema = z.object({
  results: resultList,
  // `[engine, reason]`; older versions gave the name alone.
  unresponsive_engines: z
    .array(z.union([z.string(), z.array(z.unknown())]))
    .nullish()
    .catch(null),
});

/** A SearXNG server of the organization's own: `GET /search?format=json`, no key of its own. */
export function createSearxng(context: WebsearchContext, mode: CallMode): SearchProvider {
  const base = baseOf(context);
  const headers = authorizationOf(keyOf(context));
  const call = createProviderCall(context.http, mode);
  let config: Promise<z.output<typeof configSchema>> | undefined;
  const read = async <T extends z.ZodType>(path: string, schema: T) => {
    const answer = await call({ url: `${base}${path}`, headers });
    const error = errorOf(answer, NAME, wordsOf);
    if (error) throw error;
    return parseAnswer(answer, schema, NAME);
  };
  const readConfig = () => {
    config ??= read('/config', configSchema);
    return config;
  };
  return {
    name: NAME,
    findService: async () => {
      const { version, instance_name: name } = await readConfig();
      return [NAME, version, name && `“${name}”`].filter(Boolean).join(' ');
    },
    checkKey: async () => {
      if (keyOf(context) === undefined) return undefined;
      await readConfig();
      return 'The key is accepted';
    },
    options: async () => toOptions(await readConfig()),
    search: (query, limit) =>
      collectPages({ limit, mode }, async (page) => {
        const params = queryOf(query, { page, settings: context.settings });
        const answer = await read(`/search?${params}`, resultSchema);
        if (page === 0 && answer.results.length === 0) {
          requireResponsive(answer.unresponsive_engines ?? []);
        }
        const next = page + 1 >= MOST_PAGES ? 'none' : 'unknown';
        return { ...readResults(answer.results.filter(isPage), 'content'), next };
      }),
  };
}

function baseOf({ settings }: WebsearchContext): string {
  if (settings.url === undefined) {
    throw new SourceError('not_configured', 'The address of the SearXNG server is missing');
  }
  const url = new URL(settings.url);
  // People copy the address of a page of results.
  return url.origin + url.pathname.replace(/\/(search|preferences|about|config)?\/?$/, '');
}

/** For a server behind a proxy: `user:password` is Basic, anything else a bearer token. */
function authorizationOf(key: string | undefined): Record<string, string> {
  if (key === undefined) return {};
  if (!key.includes(':')) return { authorization: `Bearer ${key}` };
  return { authorization: `Basic ${Buffer.from(key, 'utf8').toString('base64')}` };
}

function queryOf(
  query: string,
  options: { page: number; settings: WebsearchContext['settings'] },
): URLSearchParams {
  const { language, safe_search: safe, categories, engines } = options.settings;
  return new URLSearchParams({
    q: query,
    format: 'json',
    pageno: String(options.page + 1),
    ...(language ? { language: OTHER_NAMES[language] ?? language } : {}),
    ...(safe ? { safesearch: SAFE_SEARCH[safe] } : {}),
    ...(categories?.length ? { categories: categories.join(',') } : {}),
    ...(engines?.length ? { engines: engines.join(',') } : {}),
  });
}

/** Answers such as a table of values stand among the results, with neither address nor title. */
function isPage(result: unknown): boolean {
  const { data } = z.object({ url: textField, title: textField }).safeParse(result);
  return Boolean(data?.url || data?.title);
}

/** Nothing found while engines did not answer is a failure of theirs, not an empty result. */
function requireResponsive(unresponsive: readonly (string | unknown[])[]): void {
  if (unresponsive.length === 0) return;
  const named = unresponsive.slice(0, 5).map((engine) => {
    if (typeof engine === 'string') return engine;
    const [name, reason] = engine.map(String);
    return reason ? `${name} (${reason})` : String(name);
  });
  throw new SourceError(
    'upstream_error',
    `${NAME} found nothing, because its engines did not answer: ${named.join(', ')}`,
  );
}

function toOptions({ engines, categories }: z.output<typeof configSchema>): SourceOptions {
  const known = engines.flatMap((engine) => engineSchema.safeParse(engine).data ?? []);
  const enabled = known.filter((engine) => engine.enabled !== false).map(({ name }) => name);
  const list = (names: string[]) =>
    [...new Set(names)].toSorted().map((name) => ({ value: name, label: name }));
  return {
    engines: list(enabled),
    categories: list(categories.filter((name) => typeof name === 'string')),
  };
}

function wordsOf(answer: SourceAnswer): [ProblemCode, string] | undefined {
  const isSearch = new URL(answer.url).pathname.endsWith('/search');
  if (answer.status === 403 && isSearch) {
    return [
      'insufficient_permissions',
      'The server refuses to answer in JSON. Add “json” to search.formats in its settings.yml',
    ];
  }
  if (answer.status === 404) {
    return ['wrong_edition', 'There is no SearXNG at this address: it has no /config'];
  }
  if (answer.status === 401) {
    return ['invalid_credentials', 'The proxy in front of SearXNG did not accept the key'];
  }
  return undefined;
}
