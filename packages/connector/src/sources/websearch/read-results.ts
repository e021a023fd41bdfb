import { type FailedItem, type SourceDocument, SourceError, type SyncRequest } from '../source.ts';
import type { SourceAccess } from '../source-access.ts';
import { accessOf } from './access.ts';
import type { WebsearchContext } from './context.ts';
import { createPageFetcher, PageRefused } from './fetch-page.ts';
import { type PageContent, readPage } from './read-page.ts';
import {
  dayOf,
  type PageRevision,
  queryKey,
  readRevision,
  revisionWhenFound,
  writeRevision,
} from './revision.ts';

export type ReadStep = {
  documents: SourceDocument[];
  failed: FailedItem[];
  unchanged: string[];
  /** Pages that are stored and are not to be kept any more, or not under this address. */
  removed: string[];
  /** Those of them that are not gone, but not open any more. */
  closed: string[];
};

/** Reads the pages at some addresses; `query` is the key of the query that found them just now. */
export type ReadResults = (
  addresses: readonly string[],
  found: { query: string } | 'kept',
) => Promise<ReadStep>;

/** Sites that are read at the same time; of one site only one page is. */
const SITES_AT_ONCE = 5;

export function createResultReader(
  context: WebsearchContext,
  request: Pick<SyncRequest, 'knownRevision'>,
): ReadResults {
  const fetchPage = createPageFetcher(context, (page) =>
    readPage({ convert: context.convert, now: context.now() }, page),
  );
  const saved = new Set((context.settings.queries ?? []).map(queryKey));
  const today = dayOf(context.now());

  async function readOne(address: string, found: { query: string } | 'kept', step: ReadStep) {
    try {
      const { address: id, content, answer } = await fetchPage(address);
      const known = await request.knownRevision(id);
      // It stands elsewhere by now, whatever other pages the queries find.
      const hasMoved = id !== address && (await request.knownRevision(address)) !== undefined;
      if (hasMoved) step.removed.push(address);
      // A page that has moved keeps the note of its old address.
      const noted = known ?? (found === 'kept' ? await request.knownRevision(address) : undefined);
      const stored = noted === undefined ? undefined : readRevision(noted);
      const now = noteOf({ hash: content.hash, query: found, stored, saved, today });
      const revision = writeRevision(now);
      if (revision === known) step.unchanged.push(id);
      else {
        const access = accessOf(context.settings, answer.isPublic);
        step.documents.push(toDocument(id, { revision, content, access }));
      }
    } catch (error) {
      if (context.signal.aborted || !(error instanceof SourceError)) throw error;
      const isKnown = (await request.knownRevision(address)) !== undefined;
      // A page that never came is told of.
      if (error instanceof PageRefused && isKnown) {
        step.removed.push(address);
        if (error.code !== 'not_found') step.closed.push(address);
      } else step.failed.push(toFailed(address, error));
    }
  }

  return async (addresses, found) => {
    const step: ReadStep = { documents: [], failed: [], unchanged: [], removed: [], closed: [] };
    const sites = [...Map.groupBy(addresses, (address) => new URL(address).host).values()];
    const entries = sites.values();
    const worker = async () => {
      for (const site of entries) {
        for (const address of site) await readOne(address, found, step);
      }
    };
    await Promise.all(Array.from({ length: Math.min(SITES_AT_ONCE, sites.length) }, worker));
    return step;
  };
}

function noteOf(page: {
  hash: string;
  query: { query: string } | 'kept';
  stored: PageRevision | undefined;
  saved: ReadonlySet<string>;
  today: number;
}): PageRevision {
  const { hash, query: found, stored, saved, today } = page;
  if (found === 'kept' && stored) return { ...stored, hash };
  // A note in a form of earlier days says neither when nor by what the page was found.
  const [anyQuery = ''] = saved;
  const query = found === 'kept' ? anyQuery : found.query;
  return revisionWhenFound({ hash, query, foundDay: today }, stored, (key) => saved.has(key));
}

function toDocument(
  address: string,
  page: { revision: string; content: PageContent; access: SourceAccess },
): SourceDocument {
  const { content, revision, access } = page;
  const { hash: _, ...kept } = content;
  return {
    ...kept,
    externalId: address,
    revision,
    url: address,
    path: [new URL(address).hostname],
    access,
  };
}

function toFailed(address: string, error: SourceError): FailedItem {
  return {
    externalId: address,
    // Its name is only known from the provider's result, and those are not stored.
    title: null,
    url: address,
    code: error.code,
    reason: error.message,
  };
}
