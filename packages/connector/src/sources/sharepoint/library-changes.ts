import { createHash } from 'node:crypto';
import { z } from 'zod';
import { failsAlone } from '../fails-alone.ts';
import type { SourceAccess } from '../source-access.ts';
import { createListWatch } from '../unproven-list.ts';
import { type Graph, ResyncError } from './call-graph.ts';
import { drivePath, type Place } from './place-access.ts';
import type { PermissionReader } from './read-permissions.ts';
import { itemSchema } from './shapes.ts';

/** Where a library's changes go on, and who could open what had no permissions of its own then. */
export const sharingLinkSchema = z.object({
  link: z.string(),
  /** Of the library’s own permissions. */
  root: z.string(),
  /** When everything in it was read last. */
  readAt: z.iso.datetime(),
});
export type SharingLink = z.output<typeof sharingLinkSchema>;

/**
 * On every call from the first on (learn.microsoft.com, OneDrive “scan guidance”); without the right
 * to change permissions they are ignored without a word.
 */
const SHARING = {
  Prefer:
    'deltashowsharingchanges, hierarchicalsharing, deltashowremovedasdeleted, deltatraversepermissiongaps',
};

/** Not everything that changes who may open a file is certain to be told of. */
const READ_ANEW_MS = 24 * 3600 * 1000;

export function mayTellSharing(roles: readonly string[]): boolean {
  return roles.includes('Sites.FullControl.All');
}

type Asking = {
  graph: Graph;
  readPermissions: PermissionReader;
  place: Place;
  known: readonly string[];
  unread: ReadonlySet<string>;
  now: Date;
};

/** The place after all changes until now; undefined where it cannot be had. */
export async function latestLink(asking: Asking): Promise<SharingLink | undefined> {
  const { graph, place, now } = asking;
  const path = `${drivePath(place.drive)}/root/delta?token=latest`;
  const root = await hashOfRoot(asking);
  const page = await graph.getPage(path, itemSchema, SHARING).catch(unlessAlone);
  if (!page?.delta || root === undefined) return undefined;
  return { link: page.delta, root, readAt: now.toISOString() };
}

function unlessAlone(error: unknown): undefined {
  if (!failsAlone(error)) throw error;
  return undefined;
}

/** Whose permissions may have changed since a reading, and whose have not. */
export type Changes = { changed: string[]; unchanged: string[]; link: SharingLink };

/**
 * Undefined where the changes do not tell enough, so that everything is to be read: a folder changed
 * (the mark of changed permissions is never set on folders, msgraph-sdk-java #2548), the library
 * itself did, or the last whole reading is too long ago.
 */
export async function changesOf(
  asking: Asking & { before: SharingLink | undefined },
): Promise<Changes | undefined> {
  const { before, now, known, unread, place } = asking;
  if (!before || now.getTime() - Date.parse(before.readAt) > READ_ANEW_MS) return undefined;
  if ((await hashOfRoot(asking)) !== before.root) return undefined;
  const found = await followChanges(asking.graph, before.link);
  if (!found) return undefined;
  const isChanged = (externalId: string) =>
    unread.has(externalId) || found.ids.has(externalId.slice(place.drive.id.length + 1));
  return {
    changed: known.filter(isChanged),
    unchanged: known.filter((id) => !isChanged(id)),
    link: { ...before, link: found.link },
  };
}

async function followChanges(
  graph: Graph,
  from: string,
): Promise<{ ids: Set<string>; link: string } | undefined> {
  const ids = new Set<string>();
  const watch = createListWatch();
  try {
    for (let next = from; ; ) {
      const page = await graph.getPage(next, itemSchema, SHARING);
      watch(page.items.map(({ id }) => id));
      const isUnclear = ({ folder, root }: (typeof page.items)[number]) => folder && !root;
      if (page.unreadable > 0 || page.items.some(isUnclear)) return undefined;
      for (const { id } of page.items) ids.add(id);
      if (page.next === undefined) return page.delta ? { ids, link: page.delta } : undefined;
      next = page.next;
    }
  } catch (error) {
    if (error instanceof ResyncError || failsAlone(error)) return undefined;
    throw error;
  }
}

/** Of who may open what has no permissions of its own; undefined where that is not to be had. */
async function hashOfRoot({ readPermissions, place }: Asking): Promise<string | undefined> {
  const path = `${drivePath(place.drive)}/root`;
  const [root] = await readPermissions([{ path, site: place.site }]);
  return root && root.access !== 'unread' ? hashOf(root.access) : undefined;
}

function hashOf(access: SourceAccess): string {
  return createHash('sha256').update(JSON.stringify(access)).digest('base64url');
}
