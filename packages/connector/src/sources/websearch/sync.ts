import type { ProblemCode } from '@rita/contracts';
import { z } from 'zod';
import { SourceError, type SyncPage, type SyncRequest } from '../source.ts';
import type { CallMode } from './call-provider.ts';
import type { WebsearchContext } from './context.ts';
import { createProvider } from './create-provider.ts';
import { domainRulesOf } from './fetch-page.ts';
import type { SearchProvider } from './provider.ts';
import { createResultReader, type ReadResults } from './read-results.ts';
import { dayOf, isStillWanted, queryKey, readRevision } from './revision.ts';
import { isAllowedDomain, normalAddress } from './web-address.ts';

/** Pages that are read and stored in one step. */
const STEP = 10;
const CALL_TIMEOUT_MS = 30_000;
const DEFAULT_RESULTS = 20;

const failedQuerySchema = z.object({ query: z.string(), code: z.string(), reason: z.string() });
const checkpointSchema = z.object({
  /** Number of the query being read. */
  query: z.number(),
  /** Its addresses that are still to be read, so that going on costs no second query. */
  addresses: z.array(z.string()).nullable(),
  failed: z.array(failedQuerySchema),
  /** The last page looked at of those that no query found; null before that. */
  keptAfter: z.string().nullable(),
});
type Checkpoint = z.output<typeof checkpointSchema>;

/** Everything of one run; `done` holds the addresses that this process has read. */
type Run = {
  context: WebsearchContext;
  request: SyncRequest;
  provider: SearchProvider;
  queries: string[];
  read: ReadResults;
  done: Set<string>;
};

/**
 * Runs the saved queries one after another and reads the pages they find. Then it looks at the
 * pages that it holds and that were not found this time: results come and go, so such a page goes
 * only when it is gone itself, is left out by the settings, or was not found for 30 days.
 */
export async function* sync(
  context: WebsearchContext,
  request: SyncRequest,
): AsyncIterable<SyncPage> {
  const run = openRun(context, request);
  let at = request.checkpoint ? checkpointSchema.parse(request.checkpoint) : atStart();
  if (at.keptAfter === null) {
    while (at.query < run.queries.length) {
      for await (const page of readQuery(run, at)) {
        at = checkpointSchema.parse(page.checkpoint);
        yield page;
      }
    }
  }
  yield* readKept(run, at);
  // Only now: what the other queries found is up to date by then. Nothing goes after an error.
  if (at.failed.length > 0) throw failedQueries(at.failed, run.queries.length);
  yield { documents: [], failed: [], unchanged: [], checkpoint: null };
}

function openRun(context: WebsearchContext, request: SyncRequest): Run {
  const queries = [...new Set(context.settings.queries ?? [])];
  if (queries.length === 0) {
    throw new SourceError('not_configured', 'There are no saved queries to run');
  }
  const mode: CallMode = {
    retry: 'patient',
    signal: context.signal,
    timeoutMs: () => CALL_TIMEOUT_MS,
  };
  const provider = createProvider(context, mode);
  const read = createResultReader(context, request);
  return { context, request, provider, queries, read, done: new Set() };
}

function atStart(): Checkpoint {
  return { query: 0, addresses: null, failed: [], keptAfter: null };
}

async function* readQuery(run: Run, start: Checkpoint): AsyncIterable<SyncPage> {
  const query = run.queries[start.query] ?? '';
  const phase = `“${query}”`;
  const next = { ...start, query: start.query + 1, addresses: null };
  const found = start.addresses ?? (await search(run, query));
  if (!Array.isArray(found)) {
    const failed = [...start.failed, { query, ...found }];
    yield { ...nothing(), phase, checkpoint: { ...next, failed } };
    return;
  }
  const fresh = found.filter((address) => !run.done.has(address));
  for (let from = 0; from < fresh.length; from += STEP) {
    run.context.signal.throwIfAborted();
    const step = fresh.slice(from, from + STEP);
    const result = await run.read(step, { query: queryKey(query) });
    const pageIds = [...result.documents, ...result.failed].map((item) => item.externalId);
    for (const id of [...step, ...result.unchanged, ...pageIds]) run.done.add(id);
    const left = fresh.slice(from + STEP);
    const checkpoint = left.length > 0 ? { ...start, addresses: left } : next;
    yield { ...result, phase, checkpoint };
  }
  if (fresh.length === 0) yield { ...nothing(), phase, checkpoint: next };
}

/** Failures of one query alone; after any other the next query would fail too. */
const OF_ONE_QUERY: ReadonlySet<ProblemCode> = new Set([
  'upstream_error',
  'timeout',
  'validation_failed',
]);

async function search(run: Run, query: string) {
  const limit = run.context.settings.results_per_query ?? DEFAULT_RESULTS;
  const rules = domainRulesOf(run.context);
  try {
    const found = await run.provider.search(query, limit);
    const addresses = found.flatMap(({ url }) => normalAddress(url) ?? []);
    return [...new Set(addresses)].filter((address) =>
      isAllowedDomain(new URL(address).hostname, rules),
    );
  } catch (error) {
    if (!(error instanceof SourceError) || !OF_ONE_QUERY.has(error.code)) throw error;
    return { code: error.code, reason: error.message };
  }
}

async function* readKept(run: Run, start: Checkpoint): AsyncIterable<SyncPage> {
  const today = dayOf(run.context.now());
  const saved = new Set(run.queries.map(queryKey));
  const rules = domainRulesOf(run.context);
  let after = start.keptAfter ?? '';
  for (;;) {
    const known = await run.request.knownDocuments(after, STEP);
    const last = known.at(-1);
    if (last === undefined) return;
    after = last.externalId;
    const wanted = known.filter(({ externalId, revision }) => {
      const stored = readRevision(revision);
      const isWanted = stored && isStillWanted(stored, today, (key) => saved.has(key));
      if (run.done.has(externalId) || !isWanted || !URL.canParse(externalId)) return false;
      return isAllowedDomain(new URL(externalId).hostname, rules);
    });
    run.context.signal.throwIfAborted();
    const addresses = wanted.map(({ externalId }) => externalId);
    const result = await run.read(addresses, 'kept');
    yield { ...result, phase: 'Pages found before', checkpoint: { ...start, keptAfter: after } };
  }
}

function nothing() {
  return { documents: [], failed: [], unchanged: [] };
}

function failedQueries(failed: Checkpoint['failed'], total: number): SourceError {
  const [first] = failed;
  const code = first && isOfOneQuery(first.code) ? first.code : 'upstream_error';
  return new SourceError(
    code,
    `${failed.length} of ${total} saved queries could not be run. “${first?.query}”: ${first?.reason}`,
  );
}

function isOfOneQuery(code: string): code is ProblemCode {
  return (OF_ONE_QUERY as ReadonlySet<string>).has(code);
}
