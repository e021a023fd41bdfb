import { inChunks, readAhead } from '../batches.ts';
import type { SourceError, SyncPage } from '../source.ts';
import { pageOfAttachment } from './attachment-ids.ts';
import { compareKeys } from './choose-spaces.ts';
import type { Space } from './client.ts';
import type { IdSet } from './id-set.ts';
import { listSpace, type SpaceListing } from './list-space.ts';
import { pageOf, type Reading, readStep, STEP } from './open-reading.ts';
import { compareIds } from './space-tree.ts';
import { noteNewest, noteNotWhole, noteUnsure, type SyncState } from './sync-state.ts';

const STEPS_AHEAD = 2;

type Progress = {
  /** How much there is, by the search; undefined where it cannot be asked. */
  count: number | undefined;
  /** What the lists named of what is wanted. */
  met: IdSet;
};

/**
 * Lists and reads one space after the other. A list that is not whole is told of, and what it
 * named is read. Throws where not a single list could be read: then nothing is known.
 */
export async function* readSpaces(
  reading: Reading,
  state: SyncState,
  { count, met }: Progress,
): AsyncIterable<SyncPage> {
  const progress = { count, delivered: 0 };
  let trouble: SourceError | undefined;
  let hasListed = state.space !== '';
  const { client, context } = reading;
  const spaces = remaining(reading.spaces, state.space);
  // While one is read, the next is listed.
  const listings = readAhead(spaces, 1, async (space) => {
    context.signal.throwIfAborted();
    return { space, listing: await listSpace(client, space, context.settings) };
  });
  for await (const { space, listing } of listings) {
    noteListing(listing, state, met);
    trouble ??= listing.troubles[0];
    hasListed ||= listing.troubles.length === 0 || listing.tree.entries.length > 0;
    noteNewest(state, listing.tree.entries, context.now());
    state.after = state.space === space.key ? state.after : '';
    state.space = space.key;
    if (listing.failed.length > 0) {
      // Files of a page that cannot be read wait for it.
      const unread = listing.failed.map(({ externalId }) => externalId);
      const unlookedBelow = reading.attachments ? unread : [];
      const { failed } = listing;
      yield { documents: [], failed, unchanged: [], unlookedBelow, checkpoint: state };
    }
    yield* readListed(reading, { space, listing, progress }, state);
  }
  if (!hasListed && trouble) throw trouble;
}

/** Lists spaces that were read before a sync was broken off, for what they named. */
export async function listBefore(reading: Reading, state: SyncState, met: IdSet): Promise<void> {
  const after = new Set(remaining(reading.spaces, state.space));
  for (const space of reading.spaces.filter((one) => !after.has(one))) {
    noteListing(await listSpace(reading.client, space, reading.context.settings), state, met);
  }
}

function noteListing(
  { entries, failed, isWhole }: SpaceListing,
  state: SyncState,
  met: IdSet,
): void {
  met.add([...entries.map(({ id }) => id), ...failed.map(({ externalId }) => externalId)]);
  if (!isWhole) noteNotWhole(state);
}

async function* readListed(
  reading: Reading,
  about: {
    space: Space;
    listing: SpaceListing;
    progress: { count: number | undefined; delivered: number };
  },
  state: SyncState,
): AsyncIterable<SyncPage> {
  const { listing, progress, space } = about;
  const { tree, entries } = listing;
  const { after } = state;
  const retried = new Set(state.retry.map((id) => pageOfAttachment(id) ?? id));
  const left = entries.filter(({ id }) => compareIds(id, after) > 0);
  progress.delivered += entries.length - left.length;
  const isEverything = state.mode === 'everything';
  const isLookedAt = ({ id }: { id: string }) => isEverything || retried.has(id);
  const steps = readAhead(inChunks(left, STEP), STEPS_AHEAD, async (some) => {
    reading.context.signal.throwIfAborted();
    const step = await readStep(
      reading,
      { tree, entries: some, isLookedAt },
      (entry, isChanged) => isChanged || isLookedAt(entry),
    );
    return { some, step };
  });
  for await (const { some, step } of steps) {
    state.after = some.at(-1)?.id ?? after;
    noteUnsure(state, step.unsure);
    progress.delivered += step.documents.length + step.unchanged.length;
    yield { ...pageOf(step), ...totalOf(progress), checkpoint: state, phase: space.name };
  }
}

function remaining(spaces: readonly Space[], from: string): readonly Space[] {
  return from === '' ? spaces : spaces.filter(({ key }) => compareKeys(key, from) >= 0);
}

function totalOf({ count, delivered }: { count: number | undefined; delivered: number }) {
  return count === undefined ? {} : { total: Math.max(count, delivered) };
}
