import { inChunks } from '../batches.ts';
import type { SyncPage } from '../source.ts';
import type { ContentEntry, FoundItem, Space } from './client.ts';
import { changedSince } from './cql.ts';
import { findEntries } from './find-entries.ts';
import { type Reading, readStep, STEP } from './open-reading.ts';
import { attachmentId, pageOfAttachment } from './read-attachments.ts';
import { isSameVersion } from './revision.ts';
import { readPartialTree } from './space-tree.ts';
import type { SyncState } from './sync-state.ts';
import { noteNewest } from './sync-state.ts';

/** Spaces asked about in one query, which has to fit into an address. */
export const KEYS_IN_ONE_QUERY = 50;

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
  const tree = await readPartialTree(reading.client, asked.space, asked.entries);
  for (const entries of inChunks(tree.entries, STEP)) {
    reading.context.signal.throwIfAborted();
    const step = await readStep(
      reading,
      { tree, entries, checks: 'everything' },
      ({ id }, isChanged) => isChanged || asked.withFiles.has(id),
    );
    yield { ...step, checkpoint: state, phase: asked.space.name };
  }
}

type Changed = { pages: Set<string>; withFiles: Set<string> };

async function findChanged(reading: Reading, state: SyncState): Promise<Changed> {
  const changed: Changed = { pages: new Set(), withFiles: new Set() };
  for (const id of state.retry) {
    const page = pageOfAttachment(id);
    if (page === undefined) changed.pages.add(id);
    else changed.withFiles.add(page);
  }
  const since = state.next?.newest ?? new Date(0).toISOString();
  const withAttachments = reading.attachments !== undefined;
  for (const spaces of inChunks(reading.spaces, KEYS_IN_ONE_QUERY)) {
    const keys = spaces.map(({ key }) => key);
    for await (const found of reading.client.find(changedSince(keys, { since, withAttachments }))) {
      for (const item of found) await sort(reading, item, changed);
      noteNewest(state, found, reading.context.now());
    }
  }
  return changed;
}

/** Most of what is found was read already, because more than a day is asked for again. */
async function sort(reading: Reading, item: FoundItem, changed: Changed): Promise<void> {
  const isFile = item.type === 'attachment';
  if (isFile && item.containerId === null) return;
  const id = isFile ? attachmentId(item.containerId ?? '', item.id) : item.id;
  if (isSameVersion(await reading.knownRevision(id), item.version)) return;
  if (isFile) changed.withFiles.add(item.containerId ?? '');
  else changed.pages.add(item.id);
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
