import { failsAlone } from '../fails-alone.ts';
import type { Graph } from './call-graph.ts';
import type { SharePointApi } from './call-sharepoint.ts';
import { collectList } from './collect-list.ts';
import { changesOf, latestLink, mayTellSharing, type SharingLink } from './library-changes.ts';
import { type DecidedBy, type OwnPermissions, readOwnPermissions } from './own-permissions.ts';
import {
  type AccessStep,
  drivePath,
  type Place,
  type PlacedItem,
  readItems,
} from './place-access.ts';
import type { PermissionReader } from './read-permissions.ts';
import { itemSchema, listPlaceSchema } from './shapes.ts';

export type PlaceReading = {
  graph: Graph;
  api: SharePointApi | undefined;
  readPermissions: PermissionReader;
  place: Place;
  /** Ids of the documents that are stored of it, in order. */
  known: readonly string[];
  now: Date;
};

export type LibraryAccess = PlaceReading & {
  /** What the app was granted, as its token tells. */
  roles: readonly string[];
  /** Where the last whole reading of it ended. */
  before: SharingLink | undefined;
  /** Those of `known` whose stored rule is none that was read, or could not be read again. */
  unread: ReadonlySet<string>;
  /** Ids up to this one were read already, before the reading was broken off. */
  after: string;
};

/** The last step also says from where the next reading may ask for changes only. */
export type LibraryStep = AccessStep & { link?: SharingLink | undefined };

/**
 * Who may open the files of a library, from as few calls as prove it:
 * - with SharePoint’s own API, one call for each thing that has permissions of its own;
 * - else, where the listing tells of changed permissions, only what changed since the last time;
 * - else each file, twenty in a call.
 */
export async function* readLibraryAccess(reading: LibraryAccess): AsyncGenerator<LibraryStep> {
  const { api, readPermissions, place, known, after } = reading;
  const decided = api ? await decidedBy(reading, api) : undefined;
  if (decided) {
    yield* readItems(readPermissions, place, toItems(reading, known, decided));
    return;
  }
  const tells = mayTellSharing(reading.roles);
  const changes = tells && after === '' ? await changesOf(reading) : undefined;
  if (changes) {
    const isWhole = yield* readAll(reading, changes.changed);
    // What could not be read is to be told of again.
    const link = isWhole ? changes.link : reading.before;
    yield { ...NOTHING, unchangedDocuments: changes.unchanged, link };
    return;
  }
  // Before anything is read, so that what changes meanwhile is told of the next time.
  const link = tells && after === '' ? await latestLink(reading) : undefined;
  const rest = known.filter((id) => id > after);
  const isWhole = yield* readAll(reading, rest);
  yield { ...NOTHING, after: known.at(-1) ?? after, link: isWhole ? link : undefined };
}

/** Each file by itself; says whether all of them could be read. */
async function* readAll(reading: LibraryAccess, externalIds: readonly string[]) {
  let isWhole = true;
  const items = toItems(reading, externalIds);
  for await (const step of readItems(reading.readPermissions, reading.place, items)) {
    isWhole &&= step.unreadDocuments.length === 0;
    yield step;
  }
  return isWhole;
}

const NOTHING: AccessStep = {
  documents: [],
  unreadDocuments: [],
  unchangedDocuments: [],
  tallies: {},
  after: '',
};

const itemIdOf = ({ drive }: Place, externalId: string) => externalId.slice(drive.id.length + 1);

function toItems(
  { place }: LibraryAccess,
  externalIds: readonly string[],
  decided: (itemId: string) => DecidedBy = () => 'itself',
): PlacedItem[] {
  return externalIds.map((externalId) => {
    const id = itemIdOf(place, externalId);
    const path = `${drivePath(place.drive)}/items/${encodeURIComponent(id)}`;
    return { externalId, path, by: decided(id) };
  });
}

/** Undefined where SharePoint's own API does not tell what has permissions of its own. */
async function decidedBy(
  reading: LibraryAccess,
  api: SharePointApi,
): Promise<((itemId: string) => DecidedBy) | undefined> {
  const own = await ownPermissionsOf(reading, api);
  if (!own) return undefined;
  const path = `${drivePath(reading.place.drive)}/root/delta?$select=id,sharepointIds&$top=200`;
  const { items } = await collectList(reading.graph, path, itemSchema);
  const numbers = new Map(items.map(({ id, sharepointIds }) => [id, sharepointIds?.listItemId]));
  return (itemId) => own.ofItem(numbers.get(itemId));
}

export async function ownPermissionsOf(
  { graph, place }: Pick<PlaceReading, 'graph' | 'place'>,
  api: SharePointApi,
): Promise<OwnPermissions | undefined> {
  const { webUrl } = place.site;
  const rootUrl = place.drive.webUrl;
  if (!webUrl || !rootUrl) return undefined;
  try {
    const path = `${drivePath(place.drive)}/list?$select=id`;
    const { id: listId } = await graph.get(path, listPlaceSchema);
    return await readOwnPermissions(api, { webUrl, listId, rootUrl });
  } catch (error) {
    if (!failsAlone(error)) throw error;
    return undefined;
  }
}
