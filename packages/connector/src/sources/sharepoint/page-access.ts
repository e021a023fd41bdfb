import { failsAlone } from '../fails-alone.ts';
import type { SourceError } from '../source.ts';
import type { Graph } from './call-graph.ts';
import { collectList } from './collect-list.ts';
import { ownPermissionsOf, type PlaceReading } from './library-access.ts';
import { type AccessStep, type PlacedItem, pathIn, readItems } from './place-access.ts';
import {
  type Drive,
  driveSchema,
  listPlaceSchema,
  pageSchema,
  type Site,
  type SitePage,
} from './shapes.ts';
import { pageId } from './site-page.ts';
import { namesIn } from './sites.ts';

/**
 * The library in which the pages of a site are files: Graph has no permissions of pages. It is
 * known by its kind, for its name is another in each language. `none`: not there, or not to be seen;
 * `unread`: it may be found another time.
 */
export async function findPagesLibrary(
  graph: Graph,
  site: Site,
): Promise<Drive | 'none' | 'unread'> {
  const path = `/sites/${encodeURIComponent(site.id)}`;
  const lists = `${path}/lists?$select=id,name,displayName,list,system`;
  const { items, lack } = await collectList(graph, lists, listPlaceSchema);
  const pages = items.find(({ list }) => list?.template === 'webPageLibrary');
  if (!pages) return lack ? whenFailed(lack) : 'none';
  try {
    const drive = `${path}/lists/${encodeURIComponent(pages.id)}/drive?$select=id,name,webUrl`;
    return await graph.get(drive, driveSchema);
  } catch (error) {
    if (!failsAlone(error)) throw error;
    return whenFailed(error);
  }
}

function whenFailed({ code }: SourceError): 'none' | 'unread' {
  return code === 'insufficient_permissions' || code === 'not_found' ? 'none' : 'unread';
}

/** The names on the way to a page from the root of its library; undefined for one elsewhere. */
export function namesOfPage(page: Pick<SitePage, 'webUrl'>, drive: Drive): string[] | undefined {
  const root = namesIn(drive.webUrl);
  const names = namesIn(page.webUrl);
  const isWithin = root.every((name, index) => name.toLowerCase() === names[index]?.toLowerCase());
  return isWithin && root.length > 0 && names.length > root.length
    ? names.slice(root.length)
    : undefined;
}

/**
 * Who may open the pages of a site, each by its file. A page without a file of its own that can be
 * found is nobody’s: the library’s permissions may not be those of the page.
 */
export async function* readPageAccess(
  reading: Omit<PlaceReading, 'place'> & { site: Site },
): AsyncGenerator<AccessStep> {
  const { graph, api, readPermissions, site, known } = reading;
  const drive = await findPagesLibrary(graph, site);
  if (typeof drive === 'string') {
    yield drive === 'none' ? withoutFile(known) : unread(known);
    return;
  }
  const place = { site, drive };
  const own = api ? await ownPermissionsOf({ graph, place }, api) : undefined;
  const { listed, isWhole } = await namesById(graph, site, drive);
  const found = known.filter((id) => listed.has(id));
  const items = found.map((externalId): PlacedItem => {
    const names = listed.get(externalId) ?? [];
    return { externalId, path: pathIn(drive, names), by: own?.ofPath(names) ?? 'itself' };
  });
  yield* readItems(readPermissions, place, items);
  const others = known.filter((id) => !listed.has(id));
  yield isWhole ? withoutFile(others) : unread(others);
}

async function namesById(graph: Graph, site: Site, drive: Drive) {
  const path = `/sites/${encodeURIComponent(site.id)}/pages/microsoft.graph.sitePage`;
  const pages = `${path}?$select=id,name,webUrl&$top=200`;
  const { items, lack } = await collectList(graph, pages, pageSchema);
  const listed = new Map(
    items.flatMap((page) => {
      const names = namesOfPage(page, drive);
      return names ? [[pageId(site, page), names] as const] : [];
    }),
  );
  return { listed, isWhole: lack === undefined };
}

function unread(externalIds: readonly string[]): AccessStep {
  const tallies = externalIds.length > 0 ? { permissions_unread: externalIds.length } : {};
  const nothing = { documents: [], unchangedDocuments: [] };
  return {
    ...nothing,
    unreadDocuments: [...externalIds],
    tallies,
    after: externalIds.at(-1) ?? '',
  };
}

function withoutFile(externalIds: readonly string[]): AccessStep {
  const access = { kind: 'nobody', reason: 'incomplete' } as const;
  return {
    documents: externalIds.map((externalId) => ({ externalId, access })),
    unreadDocuments: [],
    unchangedDocuments: [],
    tallies: externalIds.length > 0 ? { pages_without_file: externalIds.length } : {},
    after: externalIds.at(-1) ?? '',
  };
}
