import { inChunks, inParallel } from '../batches.ts';
import type { ItemToRead, SyncPage } from '../source.ts';
import type { WebsearchContext } from './context.ts';
import { domainRulesOf } from './fetch-page.ts';
import { createResultReader, type ReadResults } from './read-results.ts';
import { queryKey } from './revision.ts';
import { isAllowedDomain } from './web-address.ts';

const STEP = 10;
const PAGES_AT_ONCE = 4;

/** Fetches pages that could not be fetched; no query is asked for that. */
export async function* readAgain(
  context: WebsearchContext,
  items: readonly ItemToRead[],
): AsyncIterable<SyncPage> {
  const read = createResultReader(context, { knownRevision: async () => undefined });
  // Which query found a page is only noted with a page that is stored. The next sync notes it anew.
  const query = queryKey(context.settings.queries?.[0] ?? '');
  for (const step of inChunks(items, STEP)) {
    context.signal.throwIfAborted();
    const pages = await inParallel(step, PAGES_AT_ONCE, (item) =>
      readOne(context, { item, read, query }),
    );
    yield {
      documents: pages.flatMap(({ documents }) => documents),
      failed: pages.flatMap(({ failed }) => failed),
      unchanged: [],
      removed: pages.flatMap(({ removed }) => removed),
      checkpoint: null,
    };
  }
  yield { ...nothing(), checkpoint: null, end: { isComplete: false, cursor: null } };
}

async function readOne(
  context: WebsearchContext,
  { item, read, query }: { item: ItemToRead; read: ReadResults; query: string },
) {
  const { externalId: address } = item;
  const isChosen =
    URL.canParse(address) && isAllowedDomain(new URL(address).hostname, domainRulesOf(context));
  if (!isChosen) return { ...nothing(), removed: [address] };
  const { documents, failed } = await read([address], { query });
  const isGone = failed.some(({ code }) => code === 'not_found');
  const hasMoved = documents.some(({ externalId }) => externalId !== address);
  return {
    documents,
    failed: isGone ? [] : failed,
    removed: isGone || hasMoved ? [address] : [],
  };
}

function nothing() {
  return { documents: [], failed: [], unchanged: [] };
}
