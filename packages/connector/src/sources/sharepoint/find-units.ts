import { type FailedItem, SourceError } from '../source.ts';
import type { Graph } from './call-graph.ts';
import type { SharePointSettings } from './context.ts';
import type { Drive, Site } from './shapes.ts';
import { chosenAddresses, findSite, listLibraries, listSites, siteName } from './sites.ts';

/** One library, or the pages of one site. Read in the order of the keys. */
export type Unit = { key: string; site: Site; drive: Drive | null };

export type Units = { units: Unit[]; skipped: FailedItem[]; missing: string[] };

/** Locked, archived, forbidden or gone: the other sites are read all the same. */
export function isOfTheSite(error: SourceError): boolean {
  return error.code === 'insufficient_permissions' || error.code === 'not_found';
}

/** A site, or a part of it, that could not be read as a whole. */
export function toSiteFailure({ site }: Unit, error: SourceError): FailedItem {
  return {
    externalId: `site/${site.id}`,
    title: siteName(site),
    url: site.webUrl || null,
    code: error.code,
    reason: error.message,
  };
}

/** What is to be read. Throws when not a single site can be opened. */
export async function findUnits(graph: Graph, settings: SharePointSettings): Promise<Units> {
  const skipped: FailedItem[] = [];
  const units: Unit[] = [];
  let firstError: SourceError | undefined;
  const skip = (item: Pick<FailedItem, 'externalId' | 'title' | 'url'>, error: unknown) => {
    if (!(error instanceof SourceError) || !isOfTheSite(error)) throw error;
    firstError ??= error;
    skipped.push({ ...item, code: error.code, reason: error.message });
  };
  const wanted = settings.libraries ?? [];
  for (const site of await findSites(graph, settings, skip)) {
    try {
      const drives = await listLibraries(graph, site);
      const chosen = drives.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
      units.push(...chosen.map((drive) => ({ key: `drive/${drive.id}`, site, drive })));
      if (settings.pages) units.push({ key: `pages/${site.id}`, site, drive: null });
    } catch (error) {
      skip(
        { externalId: `site/${site.id}`, title: siteName(site), url: site.webUrl || null },
        error,
      );
    }
  }
  if (units.length === 0 && firstError) throw firstError;
  const found = new Set(units.map(({ drive }) => drive?.id));
  const missing = skipped.length === 0 ? wanted.filter((id) => !found.has(id)) : [];
  return {
    units: units.toSorted((one, other) => (one.key < other.key ? -1 : 1)),
    skipped,
    missing,
  };
}

type Skip = (item: Pick<FailedItem, 'externalId' | 'title' | 'url'>, error: unknown) => void;

async function findSites(graph: Graph, settings: SharePointSettings, skip: Skip): Promise<Site[]> {
  const addresses = chosenAddresses(settings);
  if (addresses.length > 0) {
    const sites = new Map<string, Site>();
    for (const address of addresses) {
      try {
        const site = await findSite(graph, address);
        sites.set(site.id, site);
      } catch (error) {
        skip({ externalId: `site/${address}`, title: address, url: address }, error);
      }
    }
    return [...sites.values()];
  }
  const listed = await listSites(graph);
  if (listed.length > 0) return listed;
  // An empty list is no proof that there is nothing, so it must not count as a complete sweep.
  throw new SourceError(
    'insufficient_permissions',
    'The app may not list sites. Choose sites, or type the address of one.',
  );
}
