import { failsAlone } from '../fails-alone.ts';
import type { Graph } from './call-graph.ts';
import { type Item, itemSchema } from './shapes.ts';

type Folder = { name: string; parentId: string | null; path: string[] | undefined };

const MOST_REMEMBERED = 100_000;

/**
 * Folders above an item. Delta may leave the path out, and items may come before their folders,
 * so that a folder which is not known is asked for.
 */
export function createFolderPaths(graph: Graph, driveId: string) {
  const folders = new Map<string, Folder>();
  const remember = (item: Item) => {
    if (folders.size > MOST_REMEMBERED) folders.clear();
    const isRoot = item.root !== undefined && item.root !== null;
    folders.set(item.id, {
      name: item.name ?? '',
      parentId: item.parentReference?.id ?? null,
      path: isRoot ? [] : givenPath(item)?.concat(item.name ?? ''),
    });
  };
  const ask = async (id: string): Promise<void> => {
    const path = `/drives/${encodeURIComponent(driveId)}/items/${encodeURIComponent(id)}`;
    try {
      remember(await graph.get(path, itemSchema));
    } catch (error) {
      if (!failsAlone(error)) throw error;
    }
  };
  const pathOf = async (id: string, depth = 0): Promise<string[] | undefined> => {
    if (!folders.has(id)) await ask(id);
    const folder = folders.get(id);
    if (folder === undefined || depth > 100) return undefined;
    if (folder.path) return folder.path;
    if (folder.parentId === null) return undefined;
    const above = await pathOf(folder.parentId, depth + 1);
    folder.path = above && [...above, folder.name];
    return folder.path;
  };
  return {
    remember,
    /** Undefined where SharePoint does not tell. */
    above: async (item: Item): Promise<string[] | undefined> => {
      const given = givenPath(item);
      if (given) return given;
      const parentId = item.parentReference?.id;
      return parentId ? pathOf(parentId) : undefined;
    },
  };
}

export type FolderPaths = ReturnType<typeof createFolderPaths>;

/** `/drives/{id}/root:/Folder/Inner`, each part encoded. */
function givenPath(item: Item): string[] | undefined {
  const path = item.parentReference?.path;
  if (!path?.includes('root:')) return undefined;
  return path
    .slice(path.indexOf('root:') + 5)
    .split('/')
    .filter(Boolean)
    .map(decode);
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
