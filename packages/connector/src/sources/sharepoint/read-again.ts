import { inChunks, inParallel } from '../batches.ts';
import { type FailedItem, type ItemToRead, SourceError, type SyncPage } from '../source.ts';
import type { Graph } from './call-graph.ts';
import { connect } from './connect.ts';
import type { CallMode, SharePointContext } from './context.ts';
import { findUnits, isOfTheSite, toSiteFailure, type Unit, type Units } from './find-units.ts';
import { createFolderPaths } from './folder-paths.ts';
import { createFileReader, isWanted, type ReadFile } from './read-file.ts';
import { readLibrary } from './read-library.ts';
import { readSitePage, readSitePages } from './read-site-pages.ts';
import { type Drive, itemSchema, type Site } from './shapes.ts';
import { siteName } from './sites.ts';

const STEP = 25;
const PARALLEL_READS = 4;
const CALL_TIMEOUT_MS = 60_000;

type Page = Pick<SyncPage, 'documents' | 'failed' | 'unchanged'> & { removed: string[] };
type Reading = Units & { context: SharePointContext; graph: Graph; readFile: ReadFile };

/**
 * Reads files, site pages and whole sites that a sync could not read. What stands in no library
 * or site that is chosen is told as removed.
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
  const reading: Reading = { ...found, context, graph, readFile };
  const isSite = ({ externalId }: ItemToRead) => externalId.startsWith('site/');
  for (const step of inChunks(
    items.filter((item) => !isSite(item)),
    STEP,
  )) {
    context.signal.throwIfAborted();
    const page = nothing();
    await inParallel(step, PARALLEL_READS, (item) => readOne(reading, item, page));
    yield { ...page, checkpoint: null };
  }
  for (const item of items.filter(isSite)) yield* readSite(reading, item);
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
    else page.removed.push(externalId);
  } catch (error) {
    if (!(error instanceof SourceError) || !isOfTheSite(error)) throw error;
    if (error.code === 'not_found') page.removed.push(externalId);
    else page.failed.push({ ...item, code: error.code, reason: error.message });
  }
}

const reasonOf = ({ code, reason }: FailedItem) => ({ code, reason });

async function readFileAgain(
  { graph, context, readFile }: Reading,
  { externalId, unit, drive }: { externalId: string; unit: Unit; drive: Drive },
  page: Page,
): Promise<void> {
  const id = externalId.slice(drive.id.length + 1);
  const path = `/drives/${encodeURIComponent(drive.id)}/items/${encodeURIComponent(id)}`;
  const item = await graph.get(path, itemSchema);
  const above = await createFolderPaths(graph, drive.id).above(item);
  const file = {
    item,
    driveId: drive.id,
    externalId,
    path: [siteName(unit.site), drive.name, ...above],
  };
  if (!item.file || item.deleted || !isWanted(file, context.settings)) {
    page.removed.push(externalId);
    return;
  }
  const result = await readFile(file);
  if ('code' in result) page.failed.push(result);
  else page.documents.push(result);
}

async function readPageAgain(
  { graph, context }: Reading,
  { externalId, site }: { externalId: string; site: Site },
  page: Page,
): Promise<void> {
  const id = externalId.slice(`page/${site.id}/`.length);
  const isThere = await readSitePage({ graph, convert: context.convert }, { site, id }, page);
  if (!isThere) page.removed.push(externalId);
}

/** All of a site that could not be opened; what is stored of it already is not written again. */
async function* readSite(reading: Reading, item: ItemToRead): AsyncIterable<SyncPage> {
  const { units, skipped, graph, context, readFile } = reading;
  const still = skipped.find(({ externalId }) => externalId === item.externalId);
  if (still) {
    yield { ...nothing(), failed: [still], checkpoint: null };
    return;
  }
  const isOfSite = ({ site }: Unit) =>
    item.externalId === `site/${site.id}` || item.url === site.webUrl;
  const knownRevision = async () => undefined;
  try {
    for (const { site, drive } of units.filter(isOfSite)) {
      const { settings } = context;
      const steps = drive
        ? readLibrary({
            ...{ graph, site, drive, settings, readFile, knownRevision },
            link: null,
            isChanges: false,
          })
        : readSitePages({ graph, convert: context.convert }, site, knownRevision);
      for await (const { documents, failed } of steps) {
        yield { ...nothing(), documents, failed, checkpoint: null, phase: siteName(site) };
      }
    }
    // The note about the site is done with; there is no document of that name.
    yield { ...nothing(), removed: [item.externalId], checkpoint: null };
  } catch (error) {
    if (!(error instanceof SourceError) || !isOfTheSite(error)) throw error;
    const unit = units.find(isOfSite);
    const failed = unit ? [toSiteFailure(unit, error)] : [];
    yield { ...nothing(), failed, checkpoint: null };
  }
}
