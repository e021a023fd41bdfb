import { inChunks, inParallel } from '../batches.ts';
import type { SyncPage, SyncRequest } from '../source.ts';
import { createListWatch, UnprovenList } from '../unproven-list.ts';
import { type Graph, type GraphPage, ResyncError } from './call-graph.ts';
import type { SharePointSettings } from './context.ts';
import { createFolderPaths, type FolderPaths } from './folder-paths.ts';
import { fileRevision, type LibraryFile, useOfItem, versionOf } from './library-file.ts';
import { isStillThere, requireGone, storedWithout } from './prove-absence.ts';
import { type ReadFile, toFailure } from './read-file.ts';
import type { PermissionReader } from './read-permissions.ts';
import { type Drive, type Item, itemSchema, type Site } from './shapes.ts';
import { libraryName, siteName } from './sites.ts';
import { NeedsListing } from './sync-state.ts';
import { withFileAccess } from './with-access.ts';

/** Files downloaded, converted and stored in one step. */
const STEP = 25;
const PARALLEL_DOWNLOADS = 4;

export type LibraryReading = {
  graph: Graph;
  site: Site;
  drive: Drive;
  settings: SharePointSettings;
  readFile: ReadFile;
  readPermissions: PermissionReader;
  knownRevision: SyncRequest['knownRevision'];
  /** What is stored, where files that are not listed are to go. */
  knownDocuments?: SyncRequest['knownDocuments'];
  /** Where to go on; null: from the beginning. */
  link: string | null;
  /** Whether `link` asks for changes only, or everything is listed. */
  isChanges: boolean;
  /** Whether files of it may have been met by this sync before it begins to list everything anew. */
  hasMet?: boolean;
};

/** What was read, and where the library's listing goes on, or where its next changes are. */
export type LibraryStep = Pick<SyncPage, 'documents' | 'failed' | 'unchanged'> & {
  removed: string[];
  link: string | null;
  deltaLink?: string;
  /** Something failed that may be read another time, although the file does not change. */
  mayRecover?: boolean | undefined;
  /** Files that SharePoint named without an id: they may be stored, and are not met. */
  unreadable?: number;
};

/**
 * A library by its delta (learn.microsoft.com/graph/api/driveitem-delta): pages until the link to
 * the next changes, which alone proves the end. Throws `NeedsListing` when the changes do not tell
 * enough, and `UnprovenList` where the end is not proven.
 */
export async function* readLibrary(reading: LibraryReading): AsyncIterable<LibraryStep> {
  const { graph, drive, isChanges } = reading;
  const paths = createFolderPaths(graph, drive.id);
  const start = `/drives/${encodeURIComponent(drive.id)}/root/delta?$top=200`;
  const listed = new Set<string>();
  let watch = createListWatch();
  let link = reading.link ?? start;
  let restarts = 0;
  let isNamed = true;
  for (;;) {
    const page = await graph.getPage(link, itemSchema).catch((error: unknown) => {
      if (!(error instanceof ResyncError)) throw error;
      if (isChanges) throw new NeedsListing();
      if (restarts++ > 0) throw error;
      return error.freshLink ?? start;
    });
    if (typeof page === 'string') {
      watch = createListWatch();
      listed.clear();
      link = page;
      continue;
    }
    watch(page.items.map(({ id }) => id));
    yield* readItems(reading, paths, { items: page.items, link });
    for (const { id } of page.items) listed.add(`${drive.id}/${id}`);
    isNamed &&= page.unreadable === 0;
    const step = afterPage(page);
    if (page.next !== undefined) {
      yield step;
      link = page.next;
      continue;
    }
    // A list that goes on where another sync left it does not know what came before.
    const isWhole = !isChanges && (reading.link === null || restarts > 0);
    const missing = isWhole ? await findGone(reading, listed) : [];
    // Of what was met before all was listed anew, nobody tells any more that it went meanwhile.
    const isGone = isNamed && (restarts > 0 || reading.hasMet === true);
    yield isGone ? { ...step, removed: missing } : step;
    return;
  }
}

/** Gives what is stored of the library and not in a list of all of it. Throws where any of it is there. */
async function findGone(
  { graph, drive, knownDocuments }: LibraryReading,
  listed: ReadonlySet<string>,
): Promise<string[]> {
  if (!knownDocuments) return [];
  const missing = await storedWithout(knownDocuments, `${drive.id}/`, (id) => listed.has(id));
  await requireGone(missing, (id) => isStillThere(graph, id));
  return missing;
}

/** The links count also where the page is empty. */
function afterPage({ next, delta, unreadable }: GraphPage<Item>): LibraryStep {
  if (next === undefined && delta === undefined) {
    throw new UnprovenList('SharePoint did not say whether its list of this library was complete.');
  }
  const end = next === undefined && delta !== undefined ? { deltaLink: delta } : {};
  return { ...nothing(), link: next ?? null, unreadable, ...end };
}

const nothing = (): LibraryStep => ({
  documents: [],
  failed: [],
  unchanged: [],
  removed: [],
  link: null,
});

async function* readItems(
  reading: LibraryReading,
  paths: FolderPaths,
  { items, link }: { items: Item[]; link: string },
): AsyncIterable<LibraryStep> {
  // An item may come twice; the last one counts.
  const last = new Map(items.map((item) => [item.id, item]));
  for (const item of last.values()) if (item.folder || item.root) paths.remember(item);
  for (const chunk of inChunks([...last.values()], STEP)) {
    const step: LibraryStep = { ...nothing(), link };
    const changed: LibraryFile[] = [];
    for (const item of chunk) await sort(reading, { item, paths, step, changed });
    await readChanged(reading, changed, step);
    yield step;
  }
}

async function readChanged(
  { readFile, readPermissions, site, knownRevision }: LibraryReading,
  changed: readonly LibraryFile[],
  step: LibraryStep,
): Promise<void> {
  const results = await inParallel(changed, PARALLEL_DOWNLOADS, readFile);
  const read = results.filter((result) => 'body' in result);
  step.documents = await withFileAccess(readPermissions, site, read);
  for (const { failed, isClosed } of results.filter((result) => 'failed' in result)) {
    step.failed.push(failed);
    const isStored = (await knownRevision(failed.externalId)) !== undefined;
    if (isClosed && isStored) step.removed.push(failed.externalId);
    // A file that is opened again is another one then, and told of.
    step.mayRecover ||= !isClosed;
  }
}

async function sort(
  reading: LibraryReading,
  to: { item: Item; paths: FolderPaths; step: LibraryStep; changed: LibraryFile[] },
): Promise<void> {
  const { item, paths, step, changed } = to;
  const { drive, site, isChanges } = reading;
  const externalId = `${drive.id}/${item.id}`;
  if (item.root) return;
  const known = await reading.knownRevision(externalId);
  if (item.deleted) {
    // Without its facets only the store tells a file from a folder, whose contents go unnamed.
    if (known === undefined && isChanges && !item.file) throw new NeedsListing();
    step.removed.push(externalId);
    return;
  }
  if (item.folder) {
    // New, renamed or moved: what stands in it is not told of, but has another path now.
    if (isChanges) throw new NeedsListing();
    return;
  }
  if (item.remoteItem) return;
  const above = await paths.above(item);
  const path = [siteName(site), libraryName(drive), ...(above ?? [])];
  const isPathKnown = above !== undefined;
  const file: LibraryFile = { item, driveId: drive.id, externalId, path, isPathKnown };
  const use = useOfItem(file, reading.settings);
  if (use.use === 'list') {
    step.failed.push(toFailure(file, { code: 'not_readable', message: use.reason }));
  } else if (use.use !== 'read') {
    if (known !== undefined) step.removed.push(externalId);
  } else if (versionOf(item) && known === fileRevision(file)) step.unchanged.push(externalId);
  else changed.push(file);
}
