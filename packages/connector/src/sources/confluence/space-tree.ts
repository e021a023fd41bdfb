import type { ConfluenceClient, Container, ContentEntry, Space } from './client.ts';
import { type PagesAbove, readPagesAbove } from './pages-above.ts';

/** The pages, folders and the like that an entry stands in. */
export type Above = {
  /** Innermost first, as far as they are known. */
  ids: string[];
  /** Whether these are all of them. */
  isKnown: boolean;
  /** Where they are not: whether that may be told the next time. */
  isPassing?: boolean;
};

/** All that is known of entries of one space before bodies are read. */
export type SpaceTree = {
  space: Space;
  /** In the order of their ids. */
  entries: ContentEntry[];
  /** Space name and the titles of the pages above, outermost first. */
  pathOf: (entry: ContentEntry) => string[];
  above: (entry: ContentEntry) => Above;
};

/** Puts entries of a space into their places; what stands above them and is not among them is read. */
export async function readSpaceTree(
  client: ConfluenceClient,
  space: Space,
  entries: readonly ContentEntry[],
): Promise<SpaceTree> {
  const byId = new Map(entries.map((entry) => [entry.id, entry]));
  return toTree(space, byId, await readPagesAbove(client, byId));
}

function toTree(
  space: Space,
  byId: ReadonlyMap<string, ContentEntry>,
  others: PagesAbove,
): SpaceTree {
  const find = (id: string): Container | undefined => byId.get(id) ?? others.find(id);
  const titleOf = (id: string) => find(id)?.title ?? '';
  return {
    space,
    entries: [...byId.values()].toSorted((one, other) => compareIds(one.id, other.id)),
    pathOf: (entry) => {
      const titles = entry.ancestors
        ? entry.ancestors.map(({ id, title }) => title || titleOf(id))
        : aboveOf(entry, find).ids.map(titleOf);
      return [space.name, ...titles.filter((title) => title !== '').toReversed()];
    },
    above: (entry) => {
      const above = aboveOf(entry, find);
      const last = above.ids.at(-1);
      const isPassing = !above.isKnown && last !== undefined && others.hasFailed(last);
      return isPassing ? { ...above, isPassing } : above;
    },
  };
}

function aboveOf(entry: Container, find: (id: string) => Container | undefined): Above {
  const ids: string[] = [];
  for (let node: Container | undefined = entry; node; ) {
    if (node.hasUnknownPlace) return { ids, isKnown: false };
    if (node.ancestors) {
      return { ids: [...ids, ...node.ancestors.map(({ id }) => id)], isKnown: true };
    }
    const { parentId }: Container = node;
    if (parentId === null) return { ids, isKnown: true };
    // A loop of parents cannot be made in Confluence, but one would hang us.
    if (ids.includes(parentId)) return { ids, isKnown: false };
    ids.push(parentId);
    node = find(parentId);
  }
  return { ids, isKnown: false };
}

/** Ids are numbers of any length; a longer one is greater. */
export function compareIds(one: string, other: string): number {
  return one.length - other.length || (one < other ? -1 : Number(one > other));
}
