import { createLimiter } from '../batches.ts';
import { failsAlone, type Patience } from '../fails-alone.ts';
import { SourceError } from '../source.ts';
import { PassingError } from './answer-errors.ts';
import type { ConfluenceClient, ContentEntry, ReadRestriction } from './client.ts';
import { combineRestrictions, NOBODY } from './combine-restrictions.ts';
import type { SpaceTree } from './space-tree.ts';

const PARALLEL_READS = 8;
const MOST_REMEMBERED = 5_000;
/** How Confluence says that a restriction is out of sight; then nobody is named. */
const HIDDEN = ['insufficient_permissions', 'not_found', 'invalid_credentials'];

/** Who may read an entry. */
export type Readers = {
  restriction: ReadRestriction;
  /** The entry’s own restriction could not be read: then the entry fails alone. */
  error?: SourceError;
  /** Something above it could not be read this time, so that nobody is named for now. */
  isPassing: boolean;
};

type Own = { restriction: ReadRestriction; error?: SourceError };

/**
 * Who may read each item, its own restriction and those of the pages above taken together. Asked
 * for page by page: in bulk, one ancestor that cannot be read spoils the answer for all of them.
 * Where a restriction is out of sight or unknown, nobody is named: that hides too much rather
 * than too little.
 */
export function createRestrictions(client: ConfluenceClient, patience: Patience) {
  // In the order of the steps: steps that ask at the same time are all done at the same time too,
  // and then the source is idle while they are converted.
  const limited = createLimiter(PARALLEL_READS);
  // Pages above are asked about again and again, the others hardly twice.
  const remembered = new Map<string, Promise<Own>>();
  const learn = (id: string, isContainer: boolean): Promise<Own> => {
    const known =
      remembered.get(id) ?? limited(() => readOwn({ client, patience }, id, isContainer));
    remembered.delete(id);
    remembered.set(id, known);
    return known;
  };
  return async (tree: SpaceTree, entries: readonly ContentEntry[]) => {
    const places = new Map(entries.map((entry) => [entry.id, tree.above(entry)]));
    const ids = new Set([...places].flatMap(([id, above]) => [id, ...above.ids]));
    const found = new Map<string, Own>();
    await Promise.all(
      [...ids].map(async (id) => found.set(id, await learn(id, tree.isContainer(id)))),
    );
    forgetOldest(remembered);
    return ({ id }: ContentEntry): Readers => {
      const above = places.get(id);
      const own = found.get(id);
      // What was not asked for is nobody’s, never everybody’s.
      if (!above || !own) return { restriction: NOBODY, isPassing: false };
      const others = above.ids.map((one) => found.get(one) ?? { restriction: NOBODY });
      const all = [own, ...others].map(({ restriction }) => restriction);
      return {
        restriction: combineRestrictions(above.isKnown ? all : [...all, NOBODY]),
        ...(own.error ? { error: own.error } : {}),
        isPassing: others.some(({ error }) => error !== undefined && isPassing(error)),
      };
    };
  };
}

function forgetOldest(remembered: Map<string, unknown>): void {
  const tooMany = remembered.size - MOST_REMEMBERED;
  if (tooMany > 0) for (const id of remembered.keys().take(tooMany)) remembered.delete(id);
}

async function readOwn(
  { client, patience }: { client: ConfluenceClient; patience: Patience },
  id: string,
  isContainer: boolean,
): Promise<Own> {
  try {
    const restriction = await client.readRestriction(id);
    patience.succeeded();
    return { restriction };
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    // Not every version knows restrictions of folders.
    if (isContainer && error.code === 'not_found') return { restriction: null };
    if (HIDDEN.includes(error.code)) return { restriction: NOBODY };
    if (!failsAlone(error)) throw error;
    patience.failed(error);
    return { restriction: NOBODY, error };
  }
}

function isPassing(error: SourceError): boolean {
  return error instanceof PassingError || error.code === 'timeout';
}

export type Restrictions = ReturnType<typeof createRestrictions>;
