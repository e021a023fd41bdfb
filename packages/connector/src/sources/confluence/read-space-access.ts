import { inChunks } from '../batches.ts';
import { failsAlone, type Patience } from '../fails-alone.ts';
import { SourceError } from '../source.ts';
import type { AccessPage, Principal } from '../source-access.ts';
import { accessOf, count, countLayer, type Layer, type Tallies } from './access.ts';
import type { ConfluenceClient, ContentEntry, Space } from './client.ts';
import { itsOwn } from './its-own.ts';
import type { PlaceReaders } from './place-readers.ts';
import { createOwnRestrictions, type OwnRestrictions, UNKNOWN_PLACE } from './restrictions.ts';
import { readSpaceTree, type SpaceTree } from './space-tree.ts';

/** Documents whose rules are stored in one transaction. */
const DOCUMENTS_IN_ONE_PAGE = 1_000;

/** What the reading of all spaces shares. */
export type DocumentsReading = {
  client: ConfluenceClient;
  patience: Patience;
  places: PlaceReaders;
  signal: AbortSignal;
  /** Ids that are stored, of each page that is or whose files are; those met are taken out. */
  stored: Map<string, string[]>;
  /** Whom the rules name. */
  named: Set<Principal>;
  tallies: Tallies;
};

/**
 * Who may read what is stored of a space: a list of its pages for their places, and one of what
 * each restricts itself, fifty or more in a call. Only what is missing there is asked for alone.
 * @returns whether the lists of the space came to ends that are proven
 */
export async function* readSpaceAccess(
  reading: DocumentsReading,
  space: Space,
): AsyncGenerator<AccessPage, boolean> {
  const { client, patience, places, signal, stored, tallies } = reading;
  const place = await places.layersOf(space);
  countLayer(tallies, 'space_permissions', place.space);
  const { entries, isWhole } = await listEntries(client, space);
  if (!isWhole) count(tallies, 'list_unread');
  const tree = await readSpaceTree(client, space, entries);
  const own = createOwnRestrictions(client, patience);
  await noteRestrictions(client, space, own);
  const wanted = tree.entries.filter(({ id }) => stored.has(id));
  const layerOf = createLayers(tree, own.learn, tallies);
  for (const some of inChunks(wanted, DOCUMENTS_IN_ONE_PAGE)) {
    signal.throwIfAborted();
    const told = await Promise.all(
      some.map(async (entry) => ({
        entry,
        layers: [place.site, place.space, ...(await layerOf(entry))],
      })),
    );
    yield { ...toPage(reading, told), checkpoint: null, phase: space.name };
  }
  return isWhole;
}

/** Whatever is missing of them is asked for one by one. */
async function noteRestrictions(client: ConfluenceClient, space: Space, own: OwnRestrictions) {
  try {
    for await (const told of client.access.listRestrictions(space)) own.note(told);
  } catch (thrown) {
    const error = await itsOwn(client, thrown);
    if (!failsAlone(error)) throw error;
  }
}

async function listEntries(client: ConfluenceClient, space: Space) {
  const entries: ContentEntry[] = [];
  let isWhole = true;
  for (const kind of ['page', 'blogpost'] as const) {
    try {
      for await (const { items, unread } of client.listContent(space, kind)) {
        entries.push(...items);
        isWhole &&= unread.length === 0;
      }
    } catch (thrown) {
      const error = await itsOwn(client, thrown);
      if (!failsAlone(error)) throw error;
      isWhole = false;
    }
  }
  return { entries, isWhole };
}

/** What an entry and everything above it restrict; each place is counted once, if it is odd. */
function createLayers(tree: SpaceTree, learn: (id: string) => Promise<Layer>, tallies: Tallies) {
  const counted = new Set<string>();
  const learnCounted = async (id: string) => {
    const layer = await learn(id);
    if (!counted.has(id)) countLayer(tallies, 'restrictions', layer);
    counted.add(id);
    return layer;
  };
  return async (entry: ContentEntry): Promise<Layer[]> => {
    const above = tree.above(entry);
    const layers = await Promise.all([entry.id, ...above.ids].map(learnCounted));
    if (above.isKnown) return layers;
    count(tallies, 'places_unknown');
    return [...layers, above.isPassing ? NOT_NOW : UNKNOWN_PLACE];
  };
}

/** Something above that Confluence failed to tell of. */
const NOT_NOW: Layer = {
  is: 'unread',
  error: new SourceError('upstream_error', 'Confluence does not tell where this stands.'),
};

type Told = { entry: ContentEntry; layers: readonly Layer[] };

function toPage({ stored, named }: DocumentsReading, told: readonly Told[]) {
  const documents: NonNullable<AccessPage['documents']>[number][] = [];
  const unreadDocuments: string[] = [];
  for (const { entry, layers } of told) {
    const access = accessOf(layers);
    for (const layer of layers) {
      if (layer.is === 'named') for (const one of layer.readers.principals) named.add(one);
    }
    for (const externalId of stored.get(entry.id) ?? []) {
      if (access === 'unread') unreadDocuments.push(externalId);
      else documents.push({ externalId, access });
    }
    stored.delete(entry.id);
  }
  return { documents, unreadDocuments };
}
