import { failsAlone } from '../fails-alone.ts';
import { SourceError } from '../source.ts';
import type { Graph } from './call-graph.ts';
import { collectList, type Listed } from './collect-list.ts';
import type { SharePointSettings } from './context.ts';
import { type Drive, driveSchema, type Site, siteSchema } from './shapes.ts';
import { readSiteAddress, refused } from './site-address.ts';

const SITE_FIELDS = '$select=id,name,displayName,webUrl';

export function siteName(site: Site): string {
  return site.displayName || site.name || site.webUrl || 'Unnamed site';
}

export function libraryName(drive: Drive): string {
  return drive.name || namesIn(drive.webUrl).at(-1) || 'Unnamed library';
}

/**
 * Every site that the app may list: by the listing for apps, or by search where that is refused.
 * An empty answer proves nothing, for with Sites.Selected nothing is ever listed.
 */
export async function listSites(graph: Graph): Promise<Listed<Site>> {
  const all = await listOrNothing(graph, `/sites/getAllSites?${SITE_FIELDS}&$top=200`);
  const found =
    all.items.length > 0 ? all : await listOrNothing(graph, `/sites?search=*&${SITE_FIELDS}`);
  const unique = new Map(found.items.filter(isForDocuments).map((site) => [site.id, site]));
  return { items: inOrder([...unique.values()]), lack: all.lack ?? found.lack };
}

async function listOrNothing(graph: Graph, path: string): Promise<Listed<Site>> {
  const listed = await collectList(graph, path, siteSchema);
  const isRefused = ['insufficient_permissions', 'not_found'].includes(listed.lack?.code ?? '');
  return isRefused && listed.items.length === 0 ? { items: [], lack: undefined } : listed;
}

/** Not OneDrive, and not the hidden stores of other apps, which no crawler can open. */
function isForDocuments({ id, webUrl }: Site): boolean {
  const [host = ''] = id.split(',');
  const url = webUrl && URL.canParse(webUrl) ? new URL(webUrl) : undefined;
  return (
    !/-my\.sharepoint\./i.test(url?.hostname ?? host) && !url?.pathname.includes('/contentstorage/')
  );
}

/**
 * The site at an address that somebody copied from a browser: that one and no other. What follows
 * the site's own path has to be one of its libraries. Throws `SourceError` in plain words otherwise.
 */
export async function findSite(graph: Graph, address: string): Promise<Site> {
  const { hostname, path, isWhole } = readSiteAddress(address);
  const shortest = isWhole ? path.length : /^(sites|teams)$/i.test(path[0] ?? '') ? 2 : 0;
  let first: SourceError | undefined;
  for (let length = path.length; length >= shortest; length -= 1) {
    const names = path.slice(0, length);
    const site = await siteAt(graph, hostname, names).catch((error: unknown) => {
      if (!failsAlone(error)) throw error;
      first ??= error;
      return undefined;
    });
    if (!site) continue;
    const [next] = path.slice(length);
    if (next === undefined || isPage(next) || (await hasLibrary(graph, site, next))) return site;
    // A site of that name may well be there, and closed to the app.
    if (first?.code === 'insufficient_permissions') throw first;
    const above = `${siteName(site)} (${site.webUrl ?? hostname})`;
    throw refused(address, `leads to nothing that we can find. The nearest site is ${above}`);
  }
  throw first ?? refused(address, 'names no site');
}

async function siteAt(graph: Graph, hostname: string, names: readonly string[]): Promise<Site> {
  const path = names.map((name) => `/${encodeURIComponent(name)}`).join('');
  const suffix = path === '' ? '' : `:${path}`;
  const site = await graph.get(`/sites/${hostname}${suffix}?${SITE_FIELDS}`, siteSchema);
  const given = namesIn(site.webUrl);
  const isAbove = site.webUrl && given.length < names.length;
  if (isAbove) throw new SourceError('not_found', 'SharePoint answered with another site.');
  return site;
}

/** Pages of a site that stand beside its libraries. */
function isPage(name: string): boolean {
  return /\.aspx$/i.test(name) || /^pages$/i.test(name);
}

async function hasLibrary(graph: Graph, site: Site, name: string): Promise<boolean> {
  const { items, lack } = await listLibraries(graph, site);
  const isIt = ({ webUrl }: Drive) => namesIn(webUrl).at(-1)?.toLowerCase() === name.toLowerCase();
  if (items.some(isIt)) return true;
  if (lack) throw lack;
  return false;
}

/** The parts of an address's path, decoded. */
export function namesIn(address: string | null | undefined): string[] {
  if (!address || !URL.canParse(address)) return [];
  return new URL(address).pathname
    .split('/')
    .filter(Boolean)
    .map((name) => {
      try {
        return decodeURIComponent(name);
      } catch {
        return name;
      }
    });
}

/** The sites to read: those chosen, else the one typed, else all that are listed. */
export function chosenAddresses(settings: SharePointSettings): string[] {
  const chosen = settings.sites ?? [];
  if (chosen.length > 0) return [...new Set(chosen)].toSorted();
  return settings.site_url ? [settings.site_url] : [];
}

export async function listLibraries(graph: Graph, site: Site): Promise<Listed<Drive>> {
  const path = `/sites/${encodeURIComponent(site.id)}/drives?$select=id,name,webUrl,driveType`;
  const listed = await collectList(graph, path, driveSchema);
  return { ...listed, items: inOrder(listed.items) };
}

function inOrder<T extends { id: string }>(items: readonly T[]): T[] {
  return items.toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
