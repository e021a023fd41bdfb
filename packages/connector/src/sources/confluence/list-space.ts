import { failsAlone } from '../fails-alone.ts';
import type { FailedItem, SourceError } from '../source.ts';
import type { ConfluenceClient, ContentEntry, Space } from './client.ts';
import { type Filters, inSpace } from './cql.ts';
import { itsOwn } from './its-own.ts';
import { createFilter } from './narrow.ts';
import { readSpaceTree, type SpaceTree } from './space-tree.ts';
import { failedList, failedResults, listOfContent, listOfFound } from './stand-ins.ts';

/** What a space has that is wanted, as far as its lists could be read. */
export type SpaceListing = {
  tree: SpaceTree;
  /** Those of the tree that labels and CQL leave, in its order. */
  entries: ContentEntry[];
  failed: FailedItem[];
  /** What a list ended with that could not be read to its end: then nothing of it is gone. */
  troubles: SourceError[];
  /** Whether each list came to an end that is proven, and named everything. */
  isWhole: boolean;
};

/**
 * Lists a space without bodies: the exact ids for telling what was deleted, and the titles above
 * each page, which Cloud does not send along.
 */
export async function listSpace(
  client: ConfluenceClient,
  space: Space,
  settings: Filters,
): Promise<SpaceListing> {
  const entries: ContentEntry[] = [];
  const failed: FailedItem[] = [];
  const troubles: SourceError[] = [];
  let isWhole = true;
  for (const kind of ['page', 'blogpost'] as const) {
    const list = listOfContent(kind, space);
    try {
      for await (const page of client.listContent(space, kind)) {
        entries.push(...page.items);
        const results = failedResults(page.unread, { list });
        failed.push(...results.failed);
        isWhole &&= results.isWhole;
      }
    } catch (thrown) {
      const error = await itsOwn(client, thrown);
      if (!failsAlone(error)) throw error;
      troubles.push(error);
      failed.push(failedList(list, error));
    }
  }
  const tree = await readSpaceTree(client, space, entries);
  const filter = await createFilter(client, (condition) => inSpace(space.key, condition), settings);
  if (filter.trouble) {
    troubles.push(filter.trouble);
    failed.push(failedList(listOfFound(space), filter.trouble));
  }
  return {
    tree,
    entries: tree.entries.filter(({ id }) => filter.isWanted(id)),
    // A list stands here once, however much of it could not be read.
    failed: [...new Map(failed.map((item) => [item.externalId, item])).values()],
    troubles,
    isWhole: isWhole && troubles.length === 0,
  };
}
