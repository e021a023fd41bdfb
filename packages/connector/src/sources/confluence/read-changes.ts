import { inChunks } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import type { SyncPage } from '../source.ts';
import { attachmentId, pageOfAttachment } from './attachment-ids.ts';
import type { ContentEntry, FoundItem, Space } from './client.ts';
import { changedSince } from './cql.ts';
import { findEntries } from './find-entries.ts';
import { pageOf, type Reading, readStep, STEP } from './open-reading.ts';
import { isSameVersion } from './revision.ts';
import { readSpaceTree } from './space-tree.ts';
import { noteNewest, noteUnsure, type SyncState } from './sync-state.ts';

/** Spaces asked about in one query, which has to fit into an address. */
export const KEYS_IN_ONE_QUERY = 50;
const KNOWN_AT_ONCE = 1_000;

/**
 * Reads what the search says has changed. What is gone is not told of by that; so afterwards the
 * caller compares numbers.
 */
export async function* readChanges(reading: Reading, state: SyncState): AsyncIterable<SyncPage> {
  const wanted = await findChanged(reading, state);
  const ids = [...new Set([...wanted.pages, ...wanted.withFiles])];
  const retried = new Set(state.retry);
  const { entries: found, failed } = await findEntries(reading.client, ids);
  const bySpace = Map.groupBy(found, ({ spaceId }) => spaceId);
  if (failed.length > 0) yield { documents: [], failed, unchanged: [], checkpoint: state };
  for (const space of reading.spaces) {
    const entries = bySpace.get(space.id) ?? [];
    state.added += await countNew(reading, entries, retried);
    yield* readEntries(reading, { space, entries, withFiles: wanted.withFiles }, state);
  }
}

async function* readEntries(
  reading: Reading,
  asked: { space: Space; entries: readonly ContentEntry[]; withFiles: ReadonlySet<string> },
  state: SyncState,
): AsyncIterable<SyncPage> {
  if (asked.entries.length === 0) return;
  const tree = await readSpaceTree(reading.client, asked.space, asked.entries);
  for (const entries of inChunks(tree.entries, STEP)) {
    reading.context.signal.throwIfAborted();
    const step = await readStep(
      reading,
      { tree, entries, isLookedAt: () => true },
      ({ id }, isChanged) => isChanged || asked.withFiles.has(id),
    );
    noteUnsure(state, step.unsure);
    yield { ...pageOf(step), checkpoint: state, phase: asked.space.name };
  }
}

type Changed = {
  pages: Set<string>;
  withFiles: Set<string>;
  /** Ids of files that are new where they were found. */
  newFiles: Set<string>;
};

async function findChanged(reading: Reading, state: SyncState): Promise<Changed> {
  const changed: Changed = { pages: new Set(), withFiles: new Set(), newFiles: new Set() };
  for (const id of state.retry) {
    const page = pageOfAttachment(id);
    if (page === undefined) changed.pages.add(id);
    else changed.withFiles.add(page);
  }
  const since = state.next?.newest ?? new Date(0).toISOString();
  const withAttachments = reading.attachments !== undefined;
  try {
    for (const spaces of inChunks(reading.spaces, KEYS_IN_ONE_QUERY)) {
      const cql = changedSince(
        spaces.map(({ key }) => key),
        { since, withAttachments },
      );
      for await (const { items, unread } of reading.client.find(cql)) {
        for (const item of items) await sort({ reading, state, changed }, item);
        state.mustList ||= unread.length > 0;
        noteNewest(state, items, reading.context.now());
      }
    }
  } catch (error) {
    if (!failsAlone(error)) throw error;
    // What the search does not tell, a list does.
    state.mustList = true;
  }
  await addLeftPages(reading, changed);
  return changed;
}

/** A file that is new to its page may have been moved there: the page that it left still has it stored. */
async function addLeftPages(
  { knownDocuments }: Reading,
  { newFiles, withFiles }: Changed,
): Promise<void> {
  if (newFiles.size === 0) return;
  for (let after = ''; ; ) {
    const known = await knownDocuments(after, KNOWN_AT_ONCE);
    for (const { externalId } of known) {
      const page = pageOfAttachment(externalId);
      const isNew = newFiles.has(externalId.slice(externalId.indexOf('/') + 1));
      if (page !== undefined && isNew) withFiles.add(page);
    }
    const last = known.at(-1);
    if (last === undefined) return;
    after = last.externalId;
  }
}

type Sorting = { reading: Reading; state: SyncState; changed: Changed };

/** Most of what is found was read already, because more than a day is asked for again. */
async function sort({ reading, state, changed }: Sorting, item: FoundItem): Promise<void> {
  if (item.type !== 'attachment') {
    // A list tells what it is.
    state.mustList ||= item.type === '';
    if (!isSameVersion(await reading.knownRevision(item.id), item.version)) {
      changed.pages.add(item.id);
    }
    return;
  }
  if (item.containerId === null) {
    // Nobody knows whose file it is: the next sync looks at those of all pages.
    state.next = null;
    return;
  }
  const id = attachmentId(item.containerId, item.id);
  const known = await reading.knownRevision(id);
  if (isSameVersion(known, item.version)) return;
  changed.withFiles.add(item.containerId);
  if (known === undefined) changed.newFiles.add(item.id);
}

async function countNew(
  { knownRevision }: Reading,
  entries: readonly ContentEntry[],
  retried: ReadonlySet<string>,
): Promise<number> {
  let count = 0;
  for (const { id } of entries) {
    if (!retried.has(id) && (await knownRevision(id)) === undefined) count += 1;
  }
  return count;
}
