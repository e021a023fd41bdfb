import { inChunks, readAhead } from '../batches.ts';
import { SourceError, type SyncPage, type SyncRequest } from '../source.ts';
import { compareKeys, missingSpaces } from './choose-spaces.ts';
import type { Space } from './client.ts';
import type { ConfluenceContext } from './connect.ts';
import { inSpace, inSpaces, wantedCql } from './cql.ts';
import { createFilter } from './narrow.ts';
import { openReading, type Reading, readStep, STEP } from './open-reading.ts';
import { listingInstead, planSync } from './plan-sync.ts';
import { pageOfAttachment } from './read-attachments.ts';
import { KEYS_IN_ONE_QUERY, readChanges } from './read-changes.ts';
import { compareIds, readSpaceTree } from './space-tree.ts';
import { noteFailed, noteNewest, type SyncState, stateSchema } from './sync-state.ts';

const STEPS_AHEAD = 2;

/**
 * Reads the chosen spaces: at first everything, later what the search says has changed, with a
 * list of all ids where numbers say that something is gone, and every few hours anyway. What
 * goes away meanwhile is simply not delivered; a listing that breaks off throws, so that nothing
 * counts as deleted.
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
  const isChanges = state.mode === 'changes';
  if (isChanges) {
    yield* remembering(readChanges(reading, state), state);
    if (hasGone(state)) state = listingInstead(state, context.now());
  }
  if (state.mode !== 'changes') yield* remembering(readSpaces(reading, state, count), state);
  // Only now: the other spaces are up to date by then. Nothing counts as deleted after an error.
  if (reading.missing.length > 0) throw missingSpaces(reading.missing);
  const end = { isComplete: state.mode !== 'changes', cursor: state.next };
  yield { documents: [], failed: [], unchanged: [], checkpoint: null, end };
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

async function* readSpaces(
  reading: Reading,
  state: SyncState,
  count: number | undefined,
): AsyncIterable<SyncPage> {
  const progress = { count, delivered: 0 };
  const retriedPages = new Set(state.retry.map(pageOfAttachment));
  for (const space of remaining(reading.spaces, state.space)) {
    reading.context.signal.throwIfAborted();
    const { tree, entries } = await listSpace(reading, space);
    noteNewest(state, tree.entries, reading.context.now());
    const after = state.space === space.key ? state.after : '';
    const left = entries.filter(({ id }) => compareIds(id, after) > 0);
    progress.delivered += entries.length - left.length;
    const checks = state.mode === 'everything' ? 'everything' : 'place';
    const steps = readAhead(inChunks(left, STEP), STEPS_AHEAD, async (some) => {
      reading.context.signal.throwIfAborted();
      const step = await readStep(
        reading,
        { tree, entries: some, checks },
        ({ id }, isChanged) => checks === 'everything' || isChanged || retriedPages.has(id),
      );
      return { some, step };
    });
    for await (const { some, step } of steps) {
      state.space = space.key;
      state.after = some.at(-1)?.id ?? after;
      progress.delivered += step.documents.length + step.unchanged.length;
      yield { ...step, ...totalOf(progress), checkpoint: state, phase: space.name };
    }
  }
}

async function listSpace({ client, context }: Reading, space: Space) {
  const tree = await readSpaceTree(client, space);
  const isWanted = await createFilter(
    client,
    (condition) => inSpace(space.key, condition),
    context.settings,
  );
  return { tree, entries: tree.entries.filter(({ id }) => isWanted(id)) };
}

function remaining(spaces: readonly Space[], from: string): readonly Space[] {
  return from === '' ? spaces : spaces.filter(({ key }) => compareKeys(key, from) >= 0);
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

function totalOf(progress: { count: number | undefined; delivered: number }): { total?: number } {
  return progress.count === undefined
    ? {}
    : { total: Math.max(progress.count, progress.delivered) };
}
