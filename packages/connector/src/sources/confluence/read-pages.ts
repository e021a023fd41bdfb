import type { Convert } from '../../convert/convert.ts';
import { mentionedPeople } from '../../convert/look-into-storage.ts';
import { inParallel } from '../batches.ts';
import { failsAlone, type Patience } from '../fails-alone.ts';
import type { FailedItem, SourceDocument, SyncRequest } from '../source.ts';
import type { ConfluenceClient, ContentEntry } from './client.ts';
import { toFailed } from './failed-item.ts';
import type { People } from './people.ts';
import { readBodies } from './read-bodies.ts';
import type { Readers, Restrictions } from './restrictions.ts';
import { isSamePlace, revisionOf } from './revision.ts';
import type { SpaceTree } from './space-tree.ts';
import { toDocument } from './to-document.ts';

export type PageStep = {
  documents: SourceDocument[];
  failed: FailedItem[];
  unchanged: string[];
  /** Read, and to be looked at again by the next sync: something above could not be read. */
  unsure: string[];
};

export type PagesToRead = {
  tree: SpaceTree;
  entries: readonly ContentEntry[];
  /** What has its version and its place is unchanged without a look at its restriction, unless so. */
  isLookedAt: (entry: ContentEntry) => boolean;
};

/** Enough to keep the threads that convert busy. */
const CONVERSIONS_AT_ONCE = 16;

type Reading = Pick<SyncRequest, 'knownRevision'> & {
  client: ConfluenceClient;
  restrictions: Restrictions;
  people: People;
  patience: Patience;
  convert: Convert;
};

/**
 * Reads one step of a space. Bodies come in storage format, 50 in a call. A page that includes
 * other pages costs one more call for its `view`, because only the server can fill them in; on a
 * usual site that is one page in twenty, where `view` for all would be a call for each page.
 */
export function createPageReader(reading: Reading) {
  return async ({ tree, entries, isLookedAt }: PagesToRead): Promise<PageStep> => {
    const known = await knownRevisions(reading, entries);
    const placeOf = (entry: ContentEntry, version: number) => ({
      ...entry,
      version,
      path: tree.pathOf(entry),
    });
    const isSettled = (entry: ContentEntry) =>
      !isLookedAt(entry) && isSamePlace(known.get(entry.id), placeOf(entry, entry.version));
    const open = entries.filter((entry) => !isSettled(entry));
    const readersOf = await reading.restrictions(tree, open);
    const readers = new Map(open.map((entry) => [entry.id, readersOf(entry)]));
    const failed = open.flatMap((entry) => {
      const error = readers.get(entry.id)?.error;
      return error ? [toFailed(entry, error)] : [];
    });
    const readable = open.filter(({ id }) => !readers.get(id)?.error);
    const revision = (entry: ContentEntry, version: number) =>
      revisionOf(placeOf(entry, version), readersOf(entry).restrictions);
    const changed = readable.filter(
      (entry) => known.get(entry.id) !== revision(entry, entry.version),
    );
    const written = await writeDocuments(reading, { tree, entries: changed, revision, readersOf });
    const isOpen = new Set([...changed, ...open.filter((entry) => readers.get(entry.id)?.error)]);
    return {
      documents: written.documents,
      failed: [...failed, ...written.failed],
      unchanged: entries.filter((entry) => !isOpen.has(entry)).map(({ id }) => id),
      unsure: readable.filter(({ id }) => readers.get(id)?.isPassing).map(({ id }) => id),
    };
  };
}

/** All at once, for the store then asks only one question. */
async function knownRevisions({ knownRevision }: Reading, entries: readonly ContentEntry[]) {
  return new Map(
    await Promise.all(entries.map(async ({ id }) => [id, await knownRevision(id)] as const)),
  );
}

type Changed = {
  tree: SpaceTree;
  entries: readonly ContentEntry[];
  revision: (entry: ContentEntry, version: number) => string;
  readersOf: (entry: ContentEntry) => Readers;
};

async function writeDocuments(
  reading: Reading,
  { tree, entries, revision, readersOf }: Changed,
): Promise<Pick<PageStep, 'documents' | 'failed'>> {
  const { bodies, failed } = await readBodies(reading, entries);
  await reading.people.learn({
    authors: bodies.map(({ author }) => author),
    mentioned: bodies.flatMap(({ storage }) => mentionedPeople(storage ?? '')),
  });
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  const read = await inParallel(bodies, CONVERSIONS_AT_ONCE, async (body) => {
    const entry = byId.get(body.id) ?? body;
    const { access } = readersOf(entry);
    try {
      return await toDocument(reading, {
        entry,
        body,
        known: { path: tree.pathOf(entry), access },
        revision: revision(entry, body.version),
        spaceKey: tree.space.key,
      });
    } catch (error) {
      if (!failsAlone(error)) throw error;
      failed.push(toFailed(entry, error));
      return undefined;
    }
  });
  return { documents: read.filter((document) => document !== undefined), failed };
}
