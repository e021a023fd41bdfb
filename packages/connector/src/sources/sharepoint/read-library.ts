import { inChunks, inParallel } from '../batches.ts';
import type { SyncPage, SyncRequest } from '../source.ts';
import { type Graph, ResyncError } from './call-graph.ts';
import type { SharePointSettings } from './context.ts';
import { createFolderPaths, type FolderPaths } from './folder-paths.ts';
import { fileRevision, isWanted, type LibraryFile, type ReadFile } from './read-file.ts';
import { type Drive, type Item, itemSchema, type Site } from './shapes.ts';
import { siteName } from './sites.ts';
import { NeedsListing } from './sync-state.ts';

/** Files downloaded, converted and stored in one step. */
const STEP = 25;
const PARALLEL_DOWNLOADS = 4;

export type LibraryReading = {
  graph: Graph;
  site: Site;
  drive: Drive;
  settings: SharePointSettings;
  readFile: ReadFile;
  knownRevision: SyncRequest['knownRevision'];
  /** Where to go on; null: from the beginning. */
  link: string | null;
  /** Whether `link` asks for changes only, or everything is listed. */
  isChanges: boolean;
};

/** What was read, and where the library's listing goes on, or where its next changes are. */
export type LibraryStep = Pick<SyncPage, 'documents' | 'failed' | 'unchanged'> & {
  removed: string[];
  link: string | null;
  deltaLink?: string;
};

/**
 * A library by its delta (learn.microsoft.com/graph/api/driveitem-delta): pages until the link to
 * the next changes. Throws `NeedsListing` when the changes do not tell enough.
 */
export async function* readLibrary(reading: LibraryReading): AsyncIterable<LibraryStep> {
  const { graph, drive, isChanges } = reading;
  const paths = createFolderPaths(graph, drive.id);
  const start = `/drives/${encodeURIComponent(drive.id)}/root/delta?$top=200`;
  const seen = new Set<string>();
  let link = reading.link ?? start;
  let restarts = 0;
  for (;;) {
    const page = await graph.getPage(link, itemSchema).catch((error: unknown) => {
      if (!(error instanceof ResyncError)) throw error;
      if (isChanges) throw new NeedsListing();
      if (restarts++ > 0) throw error;
      return error.freshLink ?? start;
    });
    if (typeof page === 'string') {
      link = page;
      continue;
    }
    if (seen.has(link)) throw new ResyncError(undefined);
    seen.add(link);
    yield* readItems(reading, paths, { items: page.items, link });
    // The links count also where the page is empty.
    const end = page.next === undefined && page.delta !== undefined;
    yield {
      ...nothing(),
      link: page.next ?? null,
      ...(end ? { deltaLink: page.delta as string } : {}),
    };
    if (page.next === undefined) return;
    link = page.next;
  }
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
    const step = { ...nothing(), link };
    const changed: LibraryFile[] = [];
    for (const item of chunk) await sort(reading, { item, paths, step, changed });
    const results = await inParallel(changed, PARALLEL_DOWNLOADS, reading.readFile);
    for (const result of results) {
      if ('code' in result) step.failed.push(result);
      else step.documents.push(result);
    }
    yield step;
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
  if (!item.file || item.package) return;
  const path = [siteName(site), drive.name, ...(await paths.above(item))];
  const file: LibraryFile = { item, driveId: drive.id, externalId, path };
  if (!isWanted(file, reading.settings)) {
    if (known !== undefined) step.removed.push(externalId);
  } else if (known === fileRevision(file)) step.unchanged.push(externalId);
  else changed.push(file);
}
