import { inChunks } from '../batches.ts';
import { SourceError, type SyncPage, type SyncRequest } from '../source.ts';
import { missingSpaces } from './choose-spaces.ts';
import type { ConfluenceContext } from './connect.ts';
import { inSpaces, wantedCql } from './cql.ts';
import { findForgotten } from './find-forgotten.ts';
import { findUnchosen } from './find-unchosen.ts';
import { createIdSet, type IdSet } from './id-set.ts';
import { openReading, type Reading } from './open-reading.ts';
import { listingInstead, planSync } from './plan-sync.ts';
import { KEYS_IN_ONE_QUERY, readChanges } from './read-changes.ts';
import { listBefore, readSpaces } from './read-spaces.ts';
import { failedList, LISTS_OF_PAGES } from './stand-ins.ts';
import { noteFailed, noteNotWhole, type SyncState, stateSchema } from './sync-state.ts';

const REMOVED_AT_ONCE = 1_000;

/**
 * Reads the chosen spaces: at first everything, later what the search says has changed, with a
 * list of all ids where numbers say that something is gone, and every few hours anyway. What
 * goes away meanwhile is simply not delivered. Lists that are not whole are told of among the
 * failed items, and then nothing counts as gone.
 */
export async function* sync(
  context: ConfluenceContext,
  request: SyncRequest,
): AsyncIterable<SyncPage> {
  const reading = await openReading(context, request);
  const count = await countAll(reading);
  let state = request.checkpoint
    ? stateSchema.parse(request.checkpoint)
    : planSync({
        cursor: request.cursor,
        settings: context.settings,
        spaces: reading.spaces,
        count,
        now: context.now(),
      });
  if (reading.failed.length > 0) noteNotWhole(state);
  if (state.mode === 'changes' || state.mustFind) {
    yield* remembering(readChanges(reading, state), state);
    const mustList = state.mustFind || state.mustList || hasGone(state);
    if (mustList) state = listingInstead(state, context.now());
  }
  if (state.mode !== 'changes') {
    yield* remembering(readAll(reading, state, { count, isResumed: state.space !== '' }), state);
  }
  // Only now: the other spaces are up to date by then. Nothing counts as deleted after an error.
  if (reading.missing.length > 0) throw missingSpaces(reading.missing);
  const end = { isComplete: state.mode !== 'changes' && state.isWhole, cursor: state.next };
  yield { documents: [], failed: reading.failed, unchanged: [], checkpoint: null, end };
}

/** Gives each page a checkpoint of its own, with what failed in it. */
async function* remembering(
  pages: AsyncIterable<SyncPage>,
  state: SyncState,
): AsyncIterable<SyncPage> {
  for await (const page of pages) {
    noteFailed(state, page.failed);
    yield { ...page, checkpoint: structuredClone(state) };
  }
}

/** Whether the search finds another number than there was, with what is new. */
function hasGone({ next, countBefore, added }: SyncState): boolean {
  return next === null || next.count !== (countBefore ?? 0) + added;
}

async function* readAll(
  reading: Reading,
  state: SyncState,
  { count, isResumed }: { count: number | undefined; isResumed: boolean },
): AsyncIterable<SyncPage> {
  const met = createIdSet();
  if (isResumed) await listBefore(reading, state, met);
  yield* readSpaces(reading, state, { count, met });
  yield* proveEnds(reading, state, met);
  if (!state.isWhole && reading.missing.length === 0) yield* removeUnchosen(reading, state, met);
}

/** A list that is not whole for days keeps nothing that was taken out of the choice. */
async function* removeUnchosen(
  reading: Reading,
  state: SyncState,
  met: IdSet,
): AsyncIterable<SyncPage> {
  for (const removed of inChunks(await findUnchosen(reading, met), REMOVED_AT_ONCE)) {
    yield { documents: [], failed: [], unchanged: [], removed, checkpoint: state };
  }
}

/** Before anything counts as gone, whatever no list named is asked for. */
async function* proveEnds(reading: Reading, state: SyncState, met: IdSet): AsyncIterable<SyncPage> {
  if (!state.isWhole || reading.missing.length > 0) return;
  const trouble = await findForgotten(reading, met);
  if (!trouble) return;
  noteNotWhole(state);
  const failed = [failedList(LISTS_OF_PAGES, trouble)];
  yield { documents: [], failed, unchanged: [], checkpoint: state };
}

/** By the search index and therefore only nearly right; undefined when it cannot be asked. */
async function countAll({ client, spaces, context }: Reading): Promise<number | undefined> {
  let sum = 0;
  try {
    for (const some of inChunks(spaces, KEYS_IN_ONE_QUERY)) {
      const keys = some.map(({ key }) => key);
      sum += await client.count(inSpaces(keys, wantedCql(context.settings)));
    }
    return sum;
  } catch (error) {
    if (error instanceof SourceError && error.code !== 'rate_limited') return undefined;
    throw error;
  }
}
