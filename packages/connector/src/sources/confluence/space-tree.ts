import type {
  ConfluenceClient,
  Container,
  ContentEntry,
  ReadRestriction,
  Space,
} from './client.ts';

/** All that is known of one space before bodies are read. */
export type SpaceTree = {
  space: Space;
  entries: ContentEntry[];
  /** Space name and the titles of the pages above, outermost first. */
  pathOf: (entry: ContentEntry) => string[];
  /** Ids of the pages above, innermost first. */
  ancestorIds: (entry: ContentEntry) => string[];
  /** Whether an id is in the listing; folders and the like are not. */
  isListed: (id: string) => boolean;
};

/**
 * Lists a space completely, without bodies: the exact ids for telling what was deleted, and the
 * titles above each page, which Cloud does not send along. Throws when the listing broke off.
 */
export async function readSpaceTree(client: ConfluenceClient, space: Space): Promise<SpaceTree> {
  const byId = new Map<string, ContentEntry>();
  for (const kind of ['page', 'blogpost'] as const) {
    for await (const entries of client.listContent(space, kind)) {
      for (const entry of entries) byId.set(entry.id, entry);
    }
  }
  const containers = await readContainers(client, [...byId.values()]);
  const above = (id: string) => byId.get(id) ?? containers.get(id);
  const ancestorIds = (entry: ContentEntry): string[] => {
    const ids: string[] = [];
    // A loop of parents cannot be made in Confluence, but one would hang us.
    for (let id = entry.parentId; id !== null && !ids.includes(id); ) {
      ids.push(id);
      id = above(id)?.parentId ?? null;
    }
    return ids;
  };
  const titlesAbove = (entry: ContentEntry) =>
    entry.ancestors ??
    ancestorIds(entry)
      .map((id) => above(id)?.title)
      .filter((title): title is string => Boolean(title))
      .toReversed();
  const entries = [...byId.values()].toSorted(byNumericId);
  return {
    space,
    entries,
    pathOf: (entry) => [space.name, ...titlesAbove(entry)],
    ancestorIds,
    isListed: (id) => byId.has(id),
  };
}

/** Folders and the like are in no listing; without them the path and the restrictions above would be lost. */
async function readContainers(client: ConfluenceClient, entries: readonly ContentEntry[]) {
  const containers = new Map<string, Container>();
  const asked = new Set<string>();
  let waiting: readonly { parentId: string | null; parentType?: string | null }[] = entries;
  while (waiting.length > 0) {
    const found: Container[] = [];
    for (const { parentId, parentType } of waiting) {
      const isListed = !parentType || parentType === 'page';
      if (parentId === null || isListed || asked.has(parentId)) continue;
      asked.add(parentId);
      const container = await client.readContainer(parentType, parentId);
      if (container) found.push(container);
    }
    for (const container of found) containers.set(container.id, container);
    waiting = found;
  }
  return containers;
}

function byNumericId(one: ContentEntry, other: ContentEntry): number {
  return compareIds(one.id, other.id);
}

/** Ids are numbers of any length; a longer one is greater. */
export function compareIds(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : Number(one > other));
}

/**
 * Who may read an item when it and pages above it are restricted: only who is named in each.
 * Members of groups are not known here, so this never allows more than Confluence does.
 */
export function combineRestrictions(restrictions: readonly ReadRestriction[]): ReadRestriction {
  return restrictions.reduce<ReadRestriction>((combined, next) => {
    if (!next || !combined) return next ?? combined;
    return {
      users: combined.users.filter((user) => next.users.includes(user)),
      groups: combined.groups.filter((group) => next.groups.includes(group)),
    };
  }, null);
}
