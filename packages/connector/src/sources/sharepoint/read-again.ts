import { inChunks, inParallel } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import type { FailedItem, ItemToRead, SourceError, SyncPage } from '../source.ts';
import type { Graph } from './call-graph.ts';
import { withoutIds } from './collect-list.ts';
import { connect } from './connect.ts';
import type { CallMode, SharePointContext } from './context.ts';
import { findUnits, toUnitFailure, type Unit, type Units } from './find-units.ts';
import { createFolderPaths } from './folder-paths.ts';
import { type LibraryFile, useOfItem } from './library-file.ts';
import { findUnlisted, placeOf } from './prove-absence.ts';
import type { AddPageAccess } from './read-document.ts';
import { createFileReader, type ReadFile, toFailure } from './read-file.ts';
import { readLibrary } from './read-library.ts';
import { createPermissionReader, type PermissionReader } from './read-permissions.ts';
import { readSitePages } from './read-site-pages.ts';
import { type Drive, itemSchema, type Site } from './shapes.ts';
import { readSitePage } from './site-page.ts';
import { libraryName, siteName } from './sites.ts';
import { createPageAccess, withFileAccess } from './with-access.ts';

const STEP = 25;
const PARALLEL_READS = 4;
const CALL_TIMEOUT_MS = 60_000;

type Page = Pick<SyncPage, 'documents' | 'failed' | 'unchanged'> & { removed: string[] };
type Reading = Units & {
  context: SharePointContext;
  graph: Graph;
  readFile: ReadFile;
  readPermissions: PermissionReader;
  addAccess: AddPageAccess;
};

/**
 * Reads files, site pages, and libraries and sites as a whole, that a sync could not read. What
 * stands in no library or site that is chosen is told as removed.
 */
export async function* readAgain(
  context: SharePointContext,
  items: readonly ItemToRead[],
): AsyncIterable<SyncPage> {
  const mode: CallMode = {
    retry: 'patient',
    signal: context.signal,
    timeoutMs: () => CALL_TIMEOUT_MS,
  };
  const { graph } = connect(context, mode);
  const found = await findUnits(graph, context.settings);
  const readFile = createFileReader(graph, context.convert, context.settings);
  const readPermissions = createPermissionReader(graph, context);
  const addAccess = createPageAccess(graph, readPermissions);
  const reading: Reading = { ...found, context, graph, readFile, readPermissions, addAccess };
  const isWhole = ({ externalId }: ItemToRead) =>
    /^(sites$|site\/|drive\/|pages\/)/.test(externalId);
  for (const step of inChunks(
    items.filter((item) => !isWhole(item)),
    STEP,
  )) {
    context.signal.throwIfAborted();
    const page = nothing();
    await inParallel(step, PARALLEL_READS, (item) => readOne(reading, item, page));
    yield { ...page, checkpoint: null };
  }
  for (const item of items.filter(isWhole)) yield* readWhole(reading, item);
  yield { ...nothing(), checkpoint: null, end: { isComplete: false, cursor: null } };
}

const nothing = (): Page => ({ documents: [], failed: [], unchanged: [], removed: [] });

async function readOne(reading: Reading, item: ItemToRead, page: Page): Promise<void> {
  const { externalId } = item;
  const unit = reading.units.find(({ drive, site }) =>
    drive ? externalId.startsWith(`${drive.id}/`) : externalId.startsWith(`page/${site.id}/`),
  );
  try {
    if (unit?.drive) await readFileAgain(reading, { externalId, unit, drive: unit.drive }, page);
    else if (unit) await readPageAgain(reading, { externalId, site: unit.site }, page);
    // Of a site that cannot be opened right now nobody knows what is in it.
    else if (reading.skipped[0]) page.failed.push({ ...item, ...reasonOf(reading.skipped[0]) });
    else await readNowhere(reading, item, page);
  } catch (error) {
    if (!failsAlone(error)) throw error;
    if (error.code === 'not_found') page.removed.push(externalId);
    else page.failed.push({ ...item, code: error.code, reason: error.message });
  }
}

/** In no library or site that was listed; that is no proof that it is gone. */
async function readNowhere(
  { graph, context, units }: Reading,
  item: ItemToRead,
  page: Page,
): Promise<void> {
  const asking = { graph, units, settings: context.settings };
  const unlisted = await findUnlisted(asking, placeOf(item.externalId));
  if (unlisted) page.failed.push({ ...item, ...reasonOf(unlisted) });
  else page.removed.push(item.externalId);
}

const reasonOf = ({ code, reason }: FailedItem) => ({ code, reason });

async function readFileAgain(
  { graph, context, readFile, readPermissions }: Reading,
  { externalId, unit, drive }: { externalId: string; unit: Unit; drive: Drive },
  page: Page,
): Promise<void> {
  const id = externalId.slice(drive.id.length + 1);
  const path = `/drives/${encodeURIComponent(drive.id)}/items/${encodeURIComponent(id)}`;
  const item = await graph.get(path, itemSchema);
  const above = await createFolderPaths(graph, drive.id).above(item);
  const file: LibraryFile = {
    item,
    driveId: drive.id,
    externalId,
    path: [siteName(unit.site), libraryName(drive), ...(above ?? [])],
    isPathKnown: above !== undefined,
  };
  const use = useOfItem(file, context.settings);
  if (item.deleted || use.use === 'left_out' || use.use === 'pass') {
    page.removed.push(externalId);
    return;
  }
  if (use.use === 'list') {
    page.failed.push(toFailure(file, { code: 'not_readable', message: use.reason }));
    return;
  }
  const result = await readFile(file);
  if ('body' in result) {
    page.documents.push(...(await withFileAccess(readPermissions, unit.site, [result])));
    return;
  }
  page.failed.push(result.failed);
  if (result.isClosed) page.removed.push(externalId);
}

async function readPageAgain(
  { graph, context, addAccess }: Reading,
  { externalId, site }: { externalId: string; site: Site },
  page: Page,
): Promise<void> {
  const id = externalId.slice(`page/${site.id}/`.length);
  const reading = { graph, convert: context.convert, addAccess };
  const isThere = await readSitePage(reading, { site, id }, page);
  if (!isThere) page.removed.push(externalId);
}

/** All of a library or site that could not be listed; what is stored of it is not written again. */
async function* readWhole(reading: Reading, item: ItemToRead): AsyncIterable<SyncPage> {
  const { externalId } = item;
  const still = reading.skipped.find((skipped) => skipped.externalId === externalId);
  if (still) {
    yield { ...nothing(), failed: [still], checkpoint: null };
    return;
  }
  const isOfItem = ({ key, site }: Unit) =>
    externalId === 'sites' ||
    externalId === key ||
    externalId === `site/${site.id}` ||
    (externalId.startsWith('site/') && item.url === site.webUrl);
  const failed: FailedItem[] = [];
  for (const unit of reading.units.filter(isOfItem)) {
    yield* readUnit(reading, unit, (error) => failed.push(toUnitFailure(unit, error)));
  }
  // The note about the whole is done with, if it is not told again; there is no document of that name.
  const isTold = failed.some((one) => one.externalId === externalId);
  yield { ...nothing(), failed, removed: isTold ? [] : [externalId], checkpoint: null };
}

async function* readUnit(
  { graph, context, readFile, readPermissions, addAccess }: Reading,
  { site, drive }: Unit,
  onLack: (error: SourceError) => void,
): AsyncIterable<SyncPage> {
  const { settings, convert } = context;
  const knownRevision = async () => undefined;
  const reading = { graph, site, settings, readFile, readPermissions };
  const listing = { ...reading, knownRevision, link: null, isChanges: false };
  try {
    const steps = drive
      ? readLibrary({ ...listing, drive })
      : readSitePages({ graph, convert, addAccess }, site, knownRevision);
    for await (const { documents, failed, unreadable = 0 } of steps) {
      yield { ...nothing(), documents, failed, checkpoint: null, phase: siteName(site) };
      if (unreadable > 0) onLack(withoutIds(unreadable));
    }
  } catch (error) {
    if (!failsAlone(error)) throw error;
    onLack(error);
  }
}
