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
  /** Whether an id is that of a folder or the like, which are in no listing. */
  isContainer: (id: string) => boolean;
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
  return toTree(space, byId, await readAbove(client, byId, { hasAllPages: true }));
}

/** As `readSpaceTree`, of some entries only; the pages above them are asked for level by level. */
export async function readPartialTree(
  client: ConfluenceClient,
  space: Space,
  entries: readonly ContentEntry[],
): Promise<SpaceTree> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return toTree(space, byId, await readAbove(client, byId, { hasAllPages: false }));
}

function toTree(space: Space, byId: ReadonlyMap<string, ContentEntry>, others: Above): SpaceTree {
  const above = (id: string) => byId.get(id) ?? others.found.get(id);
  const ancestorIds = (entry: ContentEntry): string[] => {
    if (entry.ancestorIds) return entry.ancestorIds;
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
  return {
    space,
    entries: [...byId.values()].toSorted(byNumericId),
    pathOf: (entry) => [space.name, ...titlesAbove(entry)],
    ancestorIds,
    isContainer: (id) => others.containerIds.has(id),
  };
}

type Above = { found: Map<string, Container>; containerIds: Set<string> };

/**
 * What entries stand in, as far as it is not among them: folders and the like, which are in no
 * listing, and with `hasAllPages: false` pages too. Without them the path and the restrictions
 * above would be lost.
 */
async function readAbove(
  client: ConfluenceClient,
  byId: ReadonlyMap<string, ContentEntry>,
  { hasAllPages }: { hasAllPages: boolean },
): Promise<Above> {
  const above: Above = { found: new Map(), containerIds: new Set() };
  const asked = new Set(byId.keys());
  let waiting: Pick<Container, 'parentId' | 'parentType'>[] = [...byId.values()].filter(
    ({ ancestorIds }) => ancestorIds === undefined,
  );
  while (waiting.length > 0) {
    const pageIds: string[] = [];
    const level: Container[] = [];
    for (const { parentId, parentType } of waiting) {
      if (parentId === null || asked.has(parentId)) continue;
      const isPage = !parentType || parentType === 'page';
      if (isPage && hasAllPages) continue;
      asked.add(parentId);
      if (isPage) {
        pageIds.push(parentId);
        continue;
      }
      above.containerIds.add(parentId);
      const container = await client.readContainer(parentType, parentId);
      if (container) level.push(container);
    }
    if (pageIds.length > 0) level.push(...(await client.readEntries(pageIds)));
    for (const node of level) above.found.set(node.id, node);
    waiting = level;
  }
  return above;
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
