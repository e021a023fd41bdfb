import { z } from 'zod';
import { inChunks, inParallel, readAhead } from '../batches.ts';
import { SourceError, type SyncPage, type SyncRequest } from '../source.ts';
import type { CallMode } from './call-confluence.ts';
import type { ConfluenceClient, Space } from './client.ts';
import { type ConfluenceContext, type ConfluenceSettings, findSite, signIn } from './connect.ts';
import { type Filters, inSpace, unwantedCql, wantedCql } from './cql.ts';
import { createPageReader } from './read-pages.ts';
import { compareIds, readSpaceTree, type SpaceTree } from './space-tree.ts';
import { isOffered } from './verify.ts';

/** Documents that are read, converted and stored in one step. */
const STEP = 50;
const STEPS_AHEAD = 2;
const CALL_TIMEOUT_MS = 60_000;

const checkpointSchema = z.object({
  /** Key of the space being read, and the last id of it that is done. */
  space: z.string(),
  after: z.string(),
});

/**
 * Reads the chosen spaces one after another: first the whole list of a space without bodies, then
 * the bodies of what changed, 50 at a time in the order of their ids. What goes away meanwhile is
 * simply not delivered; a listing that breaks off throws, so that nothing counts as deleted.
 */
export async function* sync(
  context: ConfluenceContext,
  request: SyncRequest,
): AsyncIterable<SyncPage> {
  const mode: CallMode = {
    retry: 'patient',
    signal: context.signal,
    timeoutMs: () => CALL_TIMEOUT_MS,
  };
  const site = await findSite(context, mode);
  const { client } = await signIn(context, site, mode);
  const { spaces, missing } = await chooseSpaces(client, context.settings.spaces ?? []);
  const checkpoint = request.checkpoint ? checkpointSchema.parse(request.checkpoint) : null;
  const progress = { total: await countAll(client, spaces, context.settings), delivered: 0 };
  const readStep = createPageReader(client, request);
  for (const space of remaining(spaces, checkpoint)) {
    context.signal.throwIfAborted();
    const tree = await readSpaceTree(client, space);
    const isWanted = await createFilter(client, space, context.settings);
    const after = checkpoint?.space === space.key ? checkpoint.after : '';
    const done = tree.entries.filter(
      (entry) => compareIds(entry.id, after) <= 0 && isWanted(entry.id),
    );
    progress.delivered += done.length;
    for await (const page of readSpace({
      tree,
      after,
      isWanted,
      readStep,
      signal: context.signal,
    })) {
      progress.delivered += page.documents.length + page.unchanged.length;
      yield { ...page, ...totalOf(progress), phase: space.name };
    }
  }
  // Only now: the other spaces are up to date by then. Nothing counts as deleted after an error.
  if (missing.length > 0) throw missingSpaces(missing);
  yield { documents: [], failed: [], unchanged: [], checkpoint: null };
}

type ReadStep = ReturnType<typeof createPageReader>;

async function* readSpace(reading: {
  tree: SpaceTree;
  after: string;
  isWanted: (id: string) => boolean;
  readStep: ReadStep;
  signal: AbortSignal;
}): AsyncIterable<SyncPage> {
  const { tree, after, isWanted, readStep, signal } = reading;
  const entries = tree.entries.filter(
    (entry) => compareIds(entry.id, after) > 0 && isWanted(entry.id),
  );
  yield* readAhead(inChunks(entries, STEP), STEPS_AHEAD, async (step) => {
    signal.throwIfAborted();
    const { documents, failed, unchanged } = await readStep(tree, step);
    const checkpoint = { space: tree.space.key, after: step.at(-1)?.id ?? after };
    return { documents, failed, unchanged, checkpoint };
  });
}

/** The order is that of the keys, so that a sync which goes on knows what lies behind it. */
async function chooseSpaces(client: ConfluenceClient, chosen: readonly string[]) {
  const spaces = new Map<string, Space>();
  for await (const some of client.listSpaces(chosen.length > 0 ? chosen : undefined)) {
    for (const space of some) {
      if (chosen.length > 0 || isOffered(space)) spaces.set(space.key, space);
    }
  }
  const sorted = [...spaces.values()].toSorted((one, other) => compareKeys(one.key, other.key));
  return { spaces: sorted, missing: chosen.filter((key) => !spaces.has(key)) };
}

function remaining(spaces: Space[], checkpoint: z.output<typeof checkpointSchema> | null): Space[] {
  return checkpoint ? spaces.filter(({ key }) => compareKeys(key, checkpoint.space) >= 0) : spaces;
}

function compareKeys(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** By the search index and therefore only nearly right; undefined when it cannot be asked. */
async function countAll(
  client: ConfluenceClient,
  spaces: readonly Space[],
  filters: Filters,
): Promise<number | undefined> {
  try {
    const counts = await inParallel(spaces, 4, (space) =>
      client.count(inSpace(space.key, wantedCql(filters))),
    );
    return counts.reduce((sum, count) => sum + count, 0);
  } catch (error) {
    if (error instanceof SourceError && error.code !== 'rate_limited') return undefined;
    throw error;
  }
}

function totalOf(progress: { total: number | undefined; delivered: number }): { total?: number } {
  return progress.total === undefined
    ? {}
    : { total: Math.max(progress.total, progress.delivered) };
}

/** Labels and CQL are asked of the search; the answer only ever narrows the list of the space. */
async function createFilter(
  client: ConfluenceClient,
  space: Space,
  settings: ConfluenceSettings,
): Promise<(id: string) => boolean> {
  const wanted = await searchIn(client, space, wantedCql(settings));
  const unwanted = await searchIn(client, space, unwantedCql(settings));
  return (id) => (wanted?.has(id) ?? true) && !unwanted?.has(id);
}

async function searchIn(client: ConfluenceClient, space: Space, condition: string | undefined) {
  if (condition === undefined) return undefined;
  const found = new Set<string>();
  for await (const ids of client.search(inSpace(space.key, condition))) {
    for (const id of ids) found.add(id);
  }
  return found;
}

function missingSpaces(keys: readonly string[]): SourceError {
  return new SourceError(
    'not_found',
    `Spaces that are chosen but not there any more, or hidden from the account: ${keys.slice(0, 10).join(', ')}. Take them out of the selection, or give the account access again.`,
  );
}
