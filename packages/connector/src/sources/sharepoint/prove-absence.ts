import { inParallel } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import { type FailedItem, SourceError, type SyncRequest } from '../source.ts';
import { UnprovenList } from '../unproven-list.ts';
import type { Graph } from './call-graph.ts';
import type { SharePointSettings } from './context.ts';
import type { Unit } from './find-units.ts';
import { driveSchema, itemSchema, pageSchema, siteSchema } from './shapes.ts';
import { isPublished, pagePath } from './site-page.ts';
import { chosenAddresses, libraryName, namesIn, siteName } from './sites.ts';

type Places = { graph: Graph; settings: SharePointSettings; units: readonly Unit[] };
type Asking = Places & { knownDocuments: SyncRequest['knownDocuments'] };

/**
 * Lists of sites, libraries and pages have no mark of their end: one that breaks off looks like one
 * that is shorter than before. So whatever is stored, and was not named, is asked for by itself
 * before it counts as gone.
 * @returns what is there although no list named it; with any of it, nothing that was not met is gone
 */
export async function proveAbsence(asking: Asking): Promise<FailedItem[]> {
  const found: FailedItem[] = [];
  for await (const place of storedPlaces(asking.knownDocuments)) {
    if (asking.units.some(({ key }) => key === place)) continue;
    const told = await findUnlisted(asking, place);
    if (told) found.push(told);
  }
  return found;
}

/** A library or the pages of a site that no list named, if they are there and are to be read. */
export function findUnlisted(asking: Places, place: string): Promise<FailedItem | undefined> {
  return place.startsWith('drive/') ? unlistedLibrary(asking, place) : unlistedSite(asking, place);
}

/** The library or site that a document stands in, as the key of a unit. */
export function placeOf(externalId: string): string {
  const [first = '', second = ''] = externalId.split('/');
  return first === 'page' ? `pages/${second}` : `drive/${first}`;
}

/** The libraries and sites in which something is stored, as the keys of units. */
export async function* storedPlaces(
  known: (after: string, limit: number) => Promise<{ externalId: string }[]>,
): AsyncIterable<string> {
  for (let after = ''; ; ) {
    const [next] = await known(after, 1);
    if (next === undefined) return;
    const place = placeOf(next.externalId);
    yield place;
    // Behind all ids that begin like this one and a slash.
    after = `${prefixOf(place).slice(0, -1)}0`;
  }
}

/** How the ids of all begin that is stored of a place. */
export function prefixOf(place: string): string {
  return `${place.replace(/^drive\//, '').replace(/^pages\//, 'page/')}/`;
}

async function unlistedLibrary(asking: Places, place: string): Promise<FailedItem | undefined> {
  const { graph, settings } = asking;
  const id = place.slice('drive/'.length);
  if (settings.libraries?.length && !settings.libraries.includes(id)) return undefined;
  try {
    const path = `/drives/${encodeURIComponent(id)}?$select=id,name,webUrl,driveType`;
    const drive = await graph.get(path, driveSchema);
    if (!isInChosenSite(asking, drive.webUrl)) return undefined;
    return toUnlisted(place, { title: libraryName(drive), url: drive.webUrl ?? null });
  } catch (error) {
    return unlessGone(place, error);
  }
}

async function unlistedSite(asking: Places, place: string): Promise<FailedItem | undefined> {
  const { graph, settings } = asking;
  const isChosen = settings.pages === true && chosenAddresses(settings).length === 0;
  if (!isChosen) return undefined;
  try {
    const id = place.slice('pages/'.length);
    const path = `/sites/${encodeURIComponent(id)}?$select=id,name,displayName,webUrl`;
    const site = await graph.get(path, siteSchema);
    return toUnlisted(place, { title: siteName(site), url: site.webUrl ?? null });
  } catch (error) {
    return unlessGone(place, error);
  }
}

/** A library stands directly in its site; one of a subsite is not one of the site above. */
function isInChosenSite({ settings, units }: Places, webUrl: string | null | undefined): boolean {
  if (chosenAddresses(settings).length === 0) return true;
  const above = namesIn(webUrl).slice(0, -1).join('/').toLowerCase();
  return units.some(({ site }) => namesIn(site.webUrl).join('/').toLowerCase() === above);
}

/** What SharePoint does not have is gone; of anything else nobody knows. */
function unlessGone(place: string, error: unknown): FailedItem | undefined {
  if (!failsAlone(error)) throw error;
  return error.code === 'not_found' ? undefined : toUnlisted(place, { title: null, url: null });
}

function toUnlisted(externalId: string, named: Pick<FailedItem, 'title' | 'url'>): FailedItem {
  return {
    externalId,
    ...named,
    code: 'list_unproven',
    reason: 'SharePoint left this out of its list although it is there. Nothing is removed.',
  };
}

/** Of more than these, the first are asked for, and stand for all. */
const MOST_ASKED = 50;
const ASKED_AT_ONCE = 4;
const KNOWN_AT_ONCE = 1_000;

/** What is stored below a prefix and was not listed, at most as many as are asked for. */
export async function storedWithout(
  knownDocuments: (after: string, limit: number) => Promise<{ externalId: string }[]>,
  prefix: string,
  isListed: (externalId: string) => boolean,
): Promise<string[]> {
  const missing: string[] = [];
  for (let after = prefix; ; ) {
    const known = await knownDocuments(after, KNOWN_AT_ONCE);
    const ids = known.map(({ externalId }) => externalId).filter((id) => id.startsWith(prefix));
    missing.push(...ids.filter((id) => !isListed(id)));
    after = known.at(-1)?.externalId ?? '';
    if (ids.length < KNOWN_AT_ONCE) return missing;
  }
}

/**
 * Asks for what a list did not name. Throws `UnprovenList` when any of it is there, for then the
 * list was not the whole.
 */
export async function requireGone(
  missing: readonly string[],
  isThere: (externalId: string) => Promise<boolean>,
): Promise<void> {
  const there = await inParallel(missing.slice(0, MOST_ASKED), ASKED_AT_ONCE, isThere);
  if (!there.includes(true)) return;
  throw new UnprovenList('SharePoint left out of its list what is there.');
}

/** Whether a page or file is there; throws when it cannot be told. */
export async function isStillThere(graph: Graph, externalId: string): Promise<boolean> {
  const [first = '', second = '', third = ''] = externalId.split('/');
  try {
    if (first === 'page') return isPublished(await graph.get(pagePath(second, third), pageSchema));
    const path = `/drives/${encodeURIComponent(first)}/items/${encodeURIComponent(second)}`;
    return !(await graph.get(path, itemSchema)).deleted;
  } catch (error) {
    if (error instanceof SourceError && error.code === 'not_found') return false;
    throw error;
  }
}
