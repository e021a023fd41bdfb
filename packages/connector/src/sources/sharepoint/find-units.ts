import { failsAlone } from '../fails-alone.ts';
import { type FailedItem, SourceError } from '../source.ts';
import type { Graph } from './call-graph.ts';
import type { SharePointSettings } from './context.ts';
import { type Drive, driveSchema, type Site } from './shapes.ts';
import {
  chosenAddresses,
  findSite,
  libraryName,
  listLibraries,
  listSites,
  siteName,
} from './sites.ts';

/** One library, or the pages of one site. Read in the order of the keys. */
export type Unit = { key: string; site: Site; drive: Drive | null };

/** What is to be read, and what of it could not even be found: then there may be more. */
export type Units = {
  units: Unit[];
  skipped: FailedItem[];
  /** The sites that are chosen; undefined where none is, or not each of them was found. */
  chosenSites: Site[] | undefined;
};

/** A library, or the pages of a site, that could not be read as a whole. */
export function toUnitFailure({ key, site, drive }: Unit, error: SourceError): FailedItem {
  return {
    externalId: key,
    title: `${siteName(site)} / ${drive ? libraryName(drive) : 'Site pages'}`,
    url: drive?.webUrl ?? site.webUrl ?? null,
    code: error.code,
    reason: `${error.message} Nothing that is stored of it is removed.`,
  };
}

type Finding = { graph: Graph; settings: SharePointSettings; found: Units };
type Place = Pick<FailedItem, 'externalId' | 'title' | 'url'>;

/** What is to be read. Throws when not a single site can be opened. */
export async function findUnits(graph: Graph, settings: SharePointSettings): Promise<Units> {
  const finding: Finding = {
    graph,
    settings,
    found: { units: [], skipped: [], chosenSites: undefined },
  };
  const { units, skipped } = finding.found;
  for (const site of await findSites(finding)) await addUnits(finding, site);
  // Of a library that is missing where a site could not be opened nobody knows that it is missing.
  if (skipped.length === 0) await addMissing(finding);
  const [first] = skipped;
  if (units.length === 0 && first) throw new SourceError(first.code, first.reason);
  return {
    ...finding.found,
    units: units.toSorted((one, other) => (one.key < other.key ? -1 : 1)),
  };
}

function skip({ found }: Finding, place: Place, error: unknown): void {
  if (!failsAlone(error)) throw error;
  found.skipped.push({ ...place, code: error.code, reason: error.message });
}

async function addUnits(finding: Finding, site: Site): Promise<void> {
  const { graph, settings, found } = finding;
  const { items, lack } = await listLibraries(graph, site);
  const wanted = settings.libraries ?? [];
  const chosen = items.filter(({ id }) => wanted.length === 0 || wanted.includes(id));
  found.units.push(...chosen.map((drive) => ({ key: `drive/${drive.id}`, site, drive })));
  const isClosed = lack !== undefined && items.length === 0;
  if (settings.pages && !isClosed) found.units.push({ key: `pages/${site.id}`, site, drive: null });
  if (lack) skip(finding, toPlace(site), lack);
}

function toPlace(site: Site): Place {
  return { externalId: `site/${site.id}`, title: siteName(site), url: site.webUrl || null };
}

async function findSites(finding: Finding): Promise<Site[]> {
  const { graph, settings } = finding;
  const addresses = chosenAddresses(settings);
  if (addresses.length === 0) return listedSites(finding);
  const sites = new Map<string, Site>();
  for (const address of addresses) {
    try {
      const site = await findSite(graph, address);
      sites.set(site.id, site);
    } catch (error) {
      skip(finding, { externalId: `site/${address}`, title: address, url: address }, error);
    }
  }
  if (finding.found.skipped.length === 0) finding.found.chosenSites = [...sites.values()];
  return [...sites.values()];
}

async function listedSites(finding: Finding): Promise<Site[]> {
  const { items, lack } = await listSites(finding.graph);
  if (lack) skip(finding, { externalId: 'sites', title: 'List of sites', url: null }, lack);
  if (items.length > 0 || lack) return items;
  // An empty list is no proof that there is nothing, so it must not count as a complete sweep.
  throw new SourceError(
    'insufficient_permissions',
    'The app may not list sites. Choose sites, or type the address of one.',
  );
}

/** A library that is chosen and not there must not look as if it had been emptied. */
async function addMissing(finding: Finding): Promise<void> {
  const { graph, settings, found } = finding;
  const there = new Set(found.units.map(({ drive }) => drive?.id));
  const missing = (settings.libraries ?? []).filter((id) => !there.has(id));
  for (const id of missing) {
    const path = `/drives/${encodeURIComponent(id)}?$select=id,name,webUrl`;
    const drive = await graph.get(path, driveSchema).catch((error: unknown) => {
      if (!failsAlone(error)) throw error;
      return undefined;
    });
    const place = { externalId: `drive/${id}`, title: null, url: null };
    const named = drive && { ...place, title: libraryName(drive), url: drive.webUrl ?? null };
    skip(finding, named ?? place, drive ? otherSite() : hidden());
  }
}

function otherSite(): SourceError {
  return new SourceError(
    'not_found',
    'This library is chosen, but it is in none of the chosen sites. Choose its site too, or take it out of the selection.',
  );
}

function hidden(): SourceError {
  return new SourceError(
    'not_found',
    'A library that is chosen is not there any more, or hidden from the app. Take it out of the selection, or give the app access again.',
  );
}
