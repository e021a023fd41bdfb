import { SourceError } from '../source.ts';
import type { Graph } from './call-graph.ts';
import type { SharePointSettings } from './context.ts';
import { type Drive, driveSchema, type Site, siteSchema } from './shapes.ts';

const SITE_FIELDS = '$select=id,name,displayName,webUrl';

export function siteName(site: Site): string {
  return site.displayName || site.name || site.webUrl;
}

/**
 * Every site that the app may list: by the listing for apps, or by search where that is refused.
 * An empty answer proves nothing, for with Sites.Selected nothing is ever listed.
 */
export async function listSites(graph: Graph): Promise<Site[]> {
  const all = await collect(graph, `/sites/getAllSites?${SITE_FIELDS}&$top=200`).catch(
    refusedAsEmpty,
  );
  const found =
    all.length > 0
      ? all
      : await collect(graph, `/sites?search=*&${SITE_FIELDS}`).catch(refusedAsEmpty);
  const unique = new Map(found.map((site) => [site.id, site]));
  return [...unique.values()].toSorted((one, other) => (one.id < other.id ? -1 : 1));
}

async function collect(graph: Graph, path: string): Promise<Site[]> {
  const sites: Site[] = [];
  for await (const some of graph.list(path, siteSchema)) sites.push(...some.filter(isForDocuments));
  return sites;
}

function refusedAsEmpty(error: unknown): Site[] {
  const refusals = ['insufficient_permissions', 'not_found'];
  if (error instanceof SourceError && refusals.includes(error.code)) return [];
  throw error;
}

/** Not OneDrive, and not the hidden stores of other apps, which no crawler can open. */
function isForDocuments(site: Site): boolean {
  if (!URL.canParse(site.webUrl)) return false;
  const { hostname, pathname } = new URL(site.webUrl);
  return !/-my\.sharepoint\./.test(hostname) && !pathname.includes('/contentstorage/');
}

/** The site at an address that somebody copied from a browser. */
export async function findSite(graph: Graph, address: string): Promise<Site> {
  const url = new URL(address);
  // The address of a page or library begins with that of its site.
  const path = /^\/(?:sites|teams)\/[^/]+/.exec(url.pathname)?.[0] ?? '';
  const suffix = path === '' ? '' : `:${path}`;
  return graph.get(`/sites/${url.hostname}${suffix}?${SITE_FIELDS}`, siteSchema);
}

/** The sites to read: those chosen, else the one typed, else all that are listed. */
export function chosenAddresses(settings: SharePointSettings): string[] {
  const chosen = settings.sites ?? [];
  if (chosen.length > 0) return [...new Set(chosen)].toSorted();
  return settings.site_url ? [settings.site_url] : [];
}

export async function listLibraries(graph: Graph, site: Site): Promise<Drive[]> {
  const drives: Drive[] = [];
  const path = `/sites/${encodeURIComponent(site.id)}/drives?$select=id,name,webUrl,driveType`;
  for await (const some of graph.list(path, driveSchema)) drives.push(...some);
  return drives.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
