import { z } from 'zod';
import type { SharePointApi } from './call-sharepoint.ts';
import { namesIn } from './sites.ts';

const itemSchema = z.object({
  Id: z.int(),
  FileRef: z.string(),
  FileSystemObjectType: z.int().catch(0),
  // What does not say that it inherits is asked for itself.
  HasUniqueRoleAssignments: z.boolean().catch(true),
});
type ListItem = z.output<typeof itemSchema>;

/** Whose permissions decide about an item: its own, those of a folder above it, or the library's. */
export type DecidedBy = 'itself' | 'library' | { folder: readonly string[] };

/** Finds what decides, where that is proven; whatever is not proven decides for itself. */
export type OwnPermissions = {
  ofItem: (listItemId: string | null | undefined) => DecidedBy;
  /** Of a file by the names on the way to it, from the root of the library. */
  ofPath: (names: readonly string[]) => DecidedBy;
};

const FIELDS = 'Id,FileRef,FileSystemObjectType,HasUniqueRoleAssignments';

/**
 * Which items of a library have permissions of their own (`HasUniqueRoleAssignments`). Graph's
 * `shared` facet does not tell: it is missing from items that are shared (microsoft-graph-docs-contrib
 * #426), and what only lost readers was never shared.
 * @param rootUrl address of the library
 */
export async function readOwnPermissions(
  api: SharePointApi,
  { webUrl, listId, rootUrl }: { webUrl: string; listId: string; rootUrl: string },
): Promise<OwnPermissions> {
  const path = `lists(guid'${listId}')/items?$select=${FIELDS}&$top=5000`;
  const items = await api.list(webUrl, path, itemSchema);
  const root = `/${namesIn(rootUrl).join('/')}`;
  const inLibrary = (item: ListItem) => pathWithin(root, item.FileRef);
  const byId = new Map(items.map((item) => [String(item.Id), item]));
  const byPath = new Map(items.map((item) => [keyOf(inLibrary(item) ?? []), item]));
  const decide = (item: ListItem | undefined): DecidedBy => {
    const names = item && inLibrary(item);
    if (!names || item.HasUniqueRoleAssignments) return 'itself';
    for (let length = names.length - 1; length > 0; length -= 1) {
      const folder = names.slice(0, length);
      const above = byPath.get(keyOf(folder));
      if (above?.FileSystemObjectType !== 1) return 'itself';
      if (above.HasUniqueRoleAssignments) return { folder };
    }
    return 'library';
  };
  return {
    ofItem: (id) => decide(id ? byId.get(id) : undefined),
    ofPath: (names) => decide(byPath.get(keyOf(names))),
  };
}

/** SharePoint takes names that differ only in case for the same. */
const keyOf = (names: readonly string[]) => names.join('/').toLowerCase();

/** Names from the root of the library on; undefined for what is not in it. */
function pathWithin(root: string, fileRef: string): string[] | undefined {
  const isWithin = fileRef.toLowerCase().startsWith(`${root.toLowerCase()}/`);
  return isWithin ? fileRef.slice(root.length + 1).split('/') : undefined;
}
