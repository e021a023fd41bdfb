import { inParallel, readInBatches } from '../batches.ts';
import { isRefusal } from './access.ts';
import type { ConfluenceClient, Container, ContentEntry } from './client.ts';
import { isLeftOut } from './is-left-out.ts';

const PARALLEL_READS = 4;

/** What entries stand in, as far as it is not among them. */
export type PagesAbove = {
  find: (id: string) => Container | undefined;
  /** Whether it was not found because Confluence failed, and not because it is out of sight. */
  hasFailed: (id: string) => boolean;
};

/**
 * Reads what entries stand in, level by level: folders and the like, which are in no list, and
 * pages that are not among the entries. Without them the path and the restrictions above would be
 * lost. What cannot be read is not found, which leaves the readers of what is below unknown.
 */
export async function readPagesAbove(
  client: ConfluenceClient,
  byId: ReadonlyMap<string, Container>,
): Promise<PagesAbove> {
  const found = new Map<string, Container>();
  const asked = new Set<string>();
  const failed = new Set<string>();
  let waiting: Iterable<Container> = byId.values();
  for (;;) {
    const above = new Map<string, string>();
    for (const { ancestors, parentId, parentType } of waiting) {
      if (ancestors || parentId === null || byId.has(parentId) || asked.has(parentId)) continue;
      above.set(parentId, parentType || 'page');
    }
    if (above.size === 0) break;
    for (const id of above.keys()) asked.add(id);
    const level = await readLevel(client, above, failed);
    for (const node of level) found.set(node.id, node);
    waiting = level;
  }
  return {
    find: (id) => found.get(id),
    hasFailed: (id) => failed.has(id),
  };
}

/**
 * @param above kinds by ids
 * @param failed takes the ids of what fails for now
 */
async function readLevel(
  client: ConfluenceClient,
  above: ReadonlyMap<string, string>,
  failed: Set<string>,
): Promise<Container[]> {
  const all = [...above];
  const pageIds = all.filter(([, type]) => type === 'page').map(([id]) => id);
  const pages: ContentEntry[] = await readInBatches(pageIds, client.readEntries, (id, error) => {
    if (!isRefusal(error)) failed.add(id);
  });
  const others = all.filter(([, type]) => type !== 'page');
  const containers = await inParallel(others, PARALLEL_READS, ([id, type]) =>
    client.readContainer(type, id).catch((error: unknown) => {
      if (!isLeftOut(error)) throw error;
      if (!isRefusal(error)) failed.add(id);
      return undefined;
    }),
  );
  return [...pages, ...containers.filter((container) => container !== undefined)];
}
