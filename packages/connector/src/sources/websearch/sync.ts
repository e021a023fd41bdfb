import { SourceError, type SyncPage, type SyncRequest } from '../source.ts';
import type { CallMode } from './call-provider.ts';
import type { WebsearchContext } from './context.ts';
import { createProvider } from './create-provider.ts';
import type { SearchProvider } from './provider.ts';
import { createResultReader, type ReadResults } from './read-results.ts';
import { dayOf, isStillWanted, queryKey, readRevision } from './revision.ts';
import { type QueryResults, runQuery } from './run-query.ts';
import { domainRulesOf } from './sites.ts';
import { type Checkpoint, checkpointSchema, firstCheckpoint } from './sync-state.ts';
import { isAllowedDomain } from './web-address.ts';

/** Pages that are read and stored in one step. */
const STEP = 10;
const CALL_TIMEOUT_MS = 30_000;

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
 * only when it is gone itself, is left out by the settings, or was not found for 30 days; where a
 * query could not be run, only what is gone itself or is left out by the domains.
 */
export async function* sync(
  context: WebsearchContext,
  request: SyncRequest,
): AsyncIterable<SyncPage> {
  const run = openRun(context, request);
  let at = request.checkpoint ? checkpointSchema.parse(request.checkpoint) : firstCheckpoint();
  if (at.keptAfter === null) {
    while (at.query < run.queries.length) {
      for await (const page of readQuery(run, at)) {
        at = checkpointSchema.parse(page.checkpoint);
        yield page;
      }
    }
  }
  yield* readKept(run, at);
  // Only now: the pages that are stored are up to date by then. Nothing goes after an error.
  const { failed, isWhole } = at;
  if (failed.length === run.queries.length) throw allFailed(failed);
  yield { ...nothing(), checkpoint: null, end: { isComplete: isWhole, cursor: null } };
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

async function* readQuery(run: Run, start: Checkpoint): AsyncIterable<SyncPage> {
  const query = run.queries[start.query] ?? '';
  const phase = `“${query}”`;
  let at = start;
  if (start.addresses === null) {
    const results = await runQuery(run.context, run.provider, query);
    at = afterSearch(start, query, results);
    if (results.failed) yield { ...nothing(), failed: [results.failed], phase, checkpoint: at };
    if (results.failure) return;
  }
  const next = { ...at, query: start.query + 1, addresses: null };
  const fresh = (at.addresses ?? []).filter((address) => !run.done.has(address));
  for (let from = 0; from < fresh.length; from += STEP) {
    run.context.signal.throwIfAborted();
    const step = fresh.slice(from, from + STEP);
    const result = await run.read(step, { query: queryKey(query) });
    const pageIds = [...result.documents, ...result.failed].map((item) => item.externalId);
    for (const id of [...step, ...result.unchanged, ...pageIds]) run.done.add(id);
    const left = fresh.slice(from + STEP);
    const checkpoint = left.length > 0 ? { ...at, addresses: left } : next;
    yield { ...result, phase, checkpoint };
  }
  if (fresh.length === 0) yield { ...nothing(), phase, checkpoint: next };
}

function afterSearch(start: Checkpoint, query: string, results: QueryResults): Checkpoint {
  const { addresses, failure, failed } = results;
  const at = { ...start, isWhole: start.isWhole && results.isWhole };
  if (!failure) return { ...at, addresses };
  const reason = failed?.reason ?? '';
  return {
    ...at,
    query: start.query + 1,
    failed: [...start.failed, { query, code: failure, reason }],
  };
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
    const isAllowed = (id: string) => isAllowedDomain(new URL(id).hostname, rules);
    const [allowed, leftOut] = split(
      known,
      ({ externalId: id }) => URL.canParse(id) && isAllowed(id),
    );
    const wanted = allowed.filter(({ externalId, revision }) => {
      const isWanted = isStillWanted(readRevision(revision), today, (key) => saved.has(key));
      return isWanted && !run.done.has(externalId);
    });
    run.context.signal.throwIfAborted();
    const result = await run.read(idsOf(wanted), 'kept');
    const removed = [...result.removed, ...idsOf(leftOut)];
    yield {
      ...result,
      removed,
      phase: 'Pages found before',
      checkpoint: { ...start, keptAfter: after },
    };
  }
}

const idsOf = (known: readonly { externalId: string }[]) =>
  known.map(({ externalId }) => externalId);

function split<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

function nothing() {
  return { documents: [], failed: [], unchanged: [] };
}

function allFailed(failed: Checkpoint['failed']): SourceError {
  const [first] = failed;
  return new SourceError(
    first?.code ?? 'upstream_error',
    `None of the ${failed.length} saved queries could be run. “${first?.query}”: ${first?.reason}`,
  );
}
