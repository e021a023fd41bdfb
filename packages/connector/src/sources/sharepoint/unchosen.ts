import { failsAlone } from '../fails-alone.ts';
import type { Graph } from './call-graph.ts';
import type { SharePointSettings } from './context.ts';
import type { Units } from './find-units.ts';
import { storedPlaces } from './prove-absence.ts';
import { type Drive, driveSchema, type Site } from './shapes.ts';
import { namesIn } from './sites.ts';

export type Choosing = Pick<Units, 'units' | 'chosenSites'> & {
  graph: Graph;
  settings: SharePointSettings;
  knownDocuments: (after: string, limit: number) => Promise<{ externalId: string }[]>;
};

/**
 * Libraries, and pages of sites, in which something is stored and that are not chosen any more, as the
 * keys of units. That is no matter of lists, and so it holds where one of them is not whole.
 */
export async function* unchosenPlaces(choosing: Choosing): AsyncIterable<string> {
  for await (const place of storedPlaces(choosing.knownDocuments)) {
    if (choosing.units.some(({ key }) => key === place)) continue;
    const isLibrary = place.startsWith('drive/');
    const isOut = isLibrary
      ? await isUnchosenLibrary(choosing, place.slice('drive/'.length))
      : isUnchosenSite(choosing, place.slice('pages/'.length));
    if (isOut) yield place;
  }
}

function isUnchosenSite({ settings, chosenSites }: Choosing, id: string): boolean {
  return settings.pages !== true || (chosenSites?.every((site) => site.id !== id) ?? false);
}

async function isUnchosenLibrary(choosing: Choosing, id: string): Promise<boolean> {
  const { graph, chosenSites } = choosing;
  const { libraries = [] } = choosing.settings;
  if (libraries.length > 0 && !libraries.includes(id)) return true;
  if (chosenSites === undefined) return false;
  try {
    const path = `/drives/${encodeURIComponent(id)}?$select=id,name,webUrl,driveType`;
    const drive = await graph.get(path, driveSchema);
    return !chosenSites.some((site) => mayStandIn(drive, site));
  } catch (error) {
    if (!failsAlone(error)) throw error;
    return false;
  }
}

/** A library without an address may be that of any site, and one of a subsite stays with the site above. */
function mayStandIn(drive: Drive, site: Site): boolean {
  if (!drive.webUrl || !site.webUrl) return true;
  const [library, above] = [drive.webUrl, site.webUrl].map((url) =>
    namesIn(url).map((name) => name.toLowerCase()),
  );
  return above?.every((name, at) => library?.[at] === name) ?? true;
}
