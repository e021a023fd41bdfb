import { inParallel } from '../batches.ts';
import { SourceError } from '../source.ts';
import type { ConfluenceClient, ContentEntry, ReadRestriction } from './client.ts';
import { combineRestrictions, type SpaceTree } from './space-tree.ts';

const PARALLEL_READS = 8;
const MOST_REMEMBERED = 200_000;
const NOBODY = { users: [], groups: [] };

/**
 * Who may read each item, its own restriction and those of the pages above taken together. Asked
 * for page by page: in bulk, one ancestor that cannot be read spoils the answer for all of them.
 * Where the account may not see a restriction, nobody is named: that hides too much rather than
 * too little.
 */
export function createRestrictions(client: ConfluenceClient) {
  const own = new Map<string, Promise<ReadRestriction>>();
  const learn = (id: string, isContainer: boolean): Promise<ReadRestriction> => {
    const known = own.get(id) ?? readOwn(client, id, isContainer);
    own.set(id, known);
    return known;
  };
  const read = async (tree: SpaceTree, entries: readonly ContentEntry[]) => {
    if (own.size > MOST_REMEMBERED) own.clear();
    const ids = new Set(entries.flatMap((entry) => [entry.id, ...tree.ancestorIds(entry)]));
    const found = new Map<string, ReadRestriction>();
    await inParallel([...ids], PARALLEL_READS, async (id) => {
      found.set(id, await learn(id, tree.isContainer(id)));
    });
    // What was not asked for is nobody’s, never everybody’s.
    const restrictionOf = (id: string) => {
      const known = found.get(id);
      return known === undefined ? NOBODY : known;
    };
    return (entry: ContentEntry): ReadRestriction =>
      combineRestrictions([entry.id, ...tree.ancestorIds(entry)].map(restrictionOf));
  };
  let last: Promise<unknown> = Promise.resolve();
  // One step after another: steps that ask at the same time are all done at the same time too,
  // and then the source is idle while they are converted.
  return (tree: SpaceTree, entries: readonly ContentEntry[]) => {
    const mine = last.then(() => read(tree, entries));
    last = mine.catch(() => {});
    return mine;
  };
}

async function readOwn(
  client: ConfluenceClient,
  id: string,
  isContainer: boolean,
): Promise<ReadRestriction> {
  try {
    return await client.readRestriction(id);
  } catch (error) {
    if (!(error instanceof SourceError)) throw error;
    // Not every version knows restrictions of folders.
    if (isContainer && error.code === 'not_found') return null;
    const isHidden = ['insufficient_permissions', 'not_found', 'invalid_credentials'].includes(
      error.code,
    );
    if (!isHidden) throw error;
    return NOBODY;
  }
}

export type Restrictions = ReturnType<typeof createRestrictions>;
