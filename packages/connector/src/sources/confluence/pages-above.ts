import { inParallel, readInBatches } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import type { ConfluenceClient, Container, ContentEntry } from './client.ts';

const PARALLEL_READS = 4;

/** What entries stand in, as far as it is not among them. */
export type PagesAbove = {
  find: (id: string) => Container | undefined;
  /** Whether an id is that of a folder or the like, which are in no listing. */
  isContainer: (id: string) => boolean;
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
  const containers = new Set<string>();
  const asked = new Set<string>();
  let waiting: Iterable<Container> = byId.values();
  for (;;) {
    const above = new Map<string, string>();
    for (const { ancestors, parentId, parentType } of waiting) {
      if (ancestors || parentId === null || byId.has(parentId) || asked.has(parentId)) continue;
      above.set(parentId, parentType || 'page');
    }
    if (above.size === 0) break;
    for (const [id, type] of above) {
      asked.add(id);
      if (type !== 'page') containers.add(id);
    }
    const level = await readLevel(client, above);
    for (const node of level) found.set(node.id, node);
    waiting = level;
  }
  return { find: (id) => found.get(id), isContainer: (id) => containers.has(id) };
}

/** @param above kinds by ids */
async function readLevel(
  client: ConfluenceClient,
  above: ReadonlyMap<string, string>,
): Promise<Container[]> {
  const all = [...above];
  const pageIds = all.filter(([, type]) => type === 'page').map(([id]) => id);
  const pages: ContentEntry[] = await readInBatches(pageIds, client.readEntries, () => {});
  const others = all.filter(([, type]) => type !== 'page');
  const containers = await inParallel(others, PARALLEL_READS, ([id, type]) =>
    client.readContainer(type, id).catch((error: unknown) => {
      if (failsAlone(error) || isOutOfScope(error)) return undefined;
      throw error;
    }),
  );
  return [...pages, ...containers.filter((container) => container !== undefined)];
}

/** How Confluence says that the token’s scopes do not cover folders. */
function isOutOfScope(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'invalid_credentials';
}
