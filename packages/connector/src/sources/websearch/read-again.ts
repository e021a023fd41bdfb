import { inChunks, inParallel } from '../batches.ts';
import type { FailedItem, ItemToRead, SourceDocument, SyncPage } from '../source.ts';
import type { WebsearchContext } from './context.ts';
import { createProvider } from './create-provider.ts';
import { createResultReader, type ReadResults } from './read-results.ts';
import { queryKey } from './revision.ts';
import { queryItemId, runQuery } from './run-query.ts';
import { domainRulesOf } from './sites.ts';
import { isAllowedDomain } from './web-address.ts';

const STEP = 10;
const PAGES_AT_ONCE = 4;
const CALL_TIMEOUT_MS = 30_000;

type Read = {
  documents: SourceDocument[];
  failed: FailedItem[];
  removed: string[];
  closed?: string[];
};

/**
 * Fetches pages that could not be fetched, for which no query is asked, and runs queries that
 * could not be run.
 */
export async function* readAgain(
  context: WebsearchContext,
  items: readonly ItemToRead[],
): AsyncIterable<SyncPage> {
  const read = createResultReader(context, { knownRevision: async () => undefined });
  // Which query found a page is only noted with a page that is stored. The next sync notes it anew.
  const query = queryKey(context.settings.queries?.[0] ?? '');
  const isQuery = ({ externalId }: ItemToRead) => externalId.startsWith('query/');
  for (const step of inChunks(
    items.filter((item) => !isQuery(item)),
    STEP,
  )) {
    context.signal.throwIfAborted();
    const pages = await inParallel(step, PAGES_AT_ONCE, (item) =>
      readOne(context, { item, read, query }),
    );
    yield toPage(pages);
  }
  for (const item of items.filter(isQuery)) yield* readQuery(context, item, read);
  yield { ...toPage([]), end: { isComplete: false, cursor: null } };
}

async function readOne(
  context: WebsearchContext,
  { item, read, query }: { item: ItemToRead; read: ReadResults; query: string },
): Promise<Read> {
  const { externalId: address } = item;
  const isChosen =
    URL.canParse(address) && isAllowedDomain(new URL(address).hostname, domainRulesOf(context));
  if (!isChosen) return { documents: [], failed: [], removed: [address], closed: [address] };
  const { documents, failed } = await read([address], { query });
  const isGone = failed.some(({ code }) => code === 'not_found');
  // Closed by now, or not to be kept: that is told of, and what may be stored of it goes.
  const isClosed = failed.some(({ code }) => code === 'insufficient_permissions');
  const hasMoved = documents.some(({ externalId }) => externalId !== address);
  return {
    documents,
    failed: isGone ? [] : failed,
    removed: isGone || isClosed || hasMoved ? [address] : [],
    closed: isClosed ? [address] : [],
  };
}

/** All that a query finds; one that is not saved any more is done with. */
async function* readQuery(
  context: WebsearchContext,
  item: ItemToRead,
  read: ReadResults,
): AsyncIterable<SyncPage> {
  context.signal.throwIfAborted();
  const removed = [item.externalId];
  const query = context.settings.queries?.find((one) => queryItemId(one) === item.externalId);
  if (query === undefined) {
    yield toPage([{ documents: [], failed: [], removed }]);
    return;
  }
  const provider = createProvider(context, {
    retry: 'patient',
    signal: context.signal,
    timeoutMs: () => CALL_TIMEOUT_MS,
  });
  const { addresses, failed } = await runQuery(context, provider, query);
  for (const step of inChunks(addresses, STEP)) {
    context.signal.throwIfAborted();
    const result = await read(step, { query: queryKey(query) });
    yield toPage([{ ...result, removed: [] }]);
  }
  // The note about the query is done with; there is no page of that name.
  yield toPage([{ documents: [], failed: failed ? [failed] : [], removed: failed ? [] : removed }]);
}

function toPage(read: readonly Read[]): SyncPage {
  return {
    documents: read.flatMap(({ documents }) => documents),
    failed: read.flatMap(({ failed }) => failed),
    unchanged: [],
    removed: read.flatMap(({ removed }) => removed),
    closed: read.flatMap(({ closed = [] }) => closed),
    checkpoint: null,
  };
}
