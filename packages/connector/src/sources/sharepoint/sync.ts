import { SourceError, type SyncEnd, type SyncPage, type SyncRequest } from '../source.ts';
import type { Graph } from './call-graph.ts';
import { connect } from './connect.ts';
import type { CallMode, SharePointContext } from './context.ts';
import { findUnits, isOfTheSite, toSiteFailure, type Unit } from './find-units.ts';
import { createFileReader, type ReadFile } from './read-file.ts';
import { readLibrary } from './read-library.ts';
import { readSitePages } from './read-site-pages.ts';
import { siteName } from './sites.ts';
import {
  type Cursor,
  cursorSchema,
  firstState,
  NeedsListing,
  type SyncState,
  stateSchema,
} from './sync-state.ts';

const CALL_TIMEOUT_MS = 60_000;

/**
 * Reads the chosen libraries and pages one after another: everything by their delta listing at
 * first, later only what changed. Where changes do not tell enough (a folder moved, a link is not
 * known any more), everything is listed again; what has not changed is not downloaded for that.
 */
export async function* sync(
  context: SharePointContext,
  request: SyncRequest,
): AsyncIterable<SyncPage> {
  const mode: CallMode = {
    retry: 'patient',
    signal: context.signal,
    timeoutMs: () => CALL_TIMEOUT_MS,
  };
  const { graph } = connect(context, mode);
  const { units, skipped, missing } = await findUnits(graph, context.settings);
  const cursor = request.cursor ? cursorSchema.parse(request.cursor) : null;
  const readFile = createFileReader(graph, context.convert, context.settings);
  const reading: Reading = { context, request, graph, units, readFile, cursor };
  let state = request.checkpoint
    ? stateSchema.parse(request.checkpoint)
    : firstState(firstMode(reading));
  if (skipped.length > 0) {
    state = { ...state, hasGaps: true };
    yield { ...NOTHING, failed: skipped, checkpoint: state };
  }
  try {
    yield* readUnits(reading, state);
  } catch (error) {
    if (!(error instanceof NeedsListing)) throw error;
    state = { ...firstState('full'), hasGaps: skipped.length > 0 };
    yield { ...NOTHING, checkpoint: state };
    yield* readUnits(reading, state);
  }
  // Only now: the other libraries are up to date by then. Nothing counts as deleted after an error.
  if (missing.length > 0) throw missingLibraries();
}

const NOTHING = { documents: [], failed: [], unchanged: [] };

type Reading = {
  context: SharePointContext;
  request: SyncRequest;
  graph: Graph;
  units: Unit[];
  readFile: ReadFile;
  cursor: Cursor | null;
};

/** A library that is not read any more leaves documents behind that only a full listing notices. */
function firstMode({ cursor, units }: Reading): SyncState['mode'] {
  if (cursor === null) return 'full';
  const keys = new Set(units.map(({ key }) => key));
  const known = [...Object.keys(cursor.links), ...Object.keys(cursor.pages)];
  return known.every((key) => keys.has(key)) ? 'changes' : 'full';
}

async function* readUnits(reading: Reading, from: SyncState): AsyncIterable<SyncPage> {
  let state = from;
  const rest = reading.units.filter(({ key }) => state.unit === null || key >= state.unit);
  for (const unit of rest) {
    reading.context.signal.throwIfAborted();
    state = state.unit === unit.key ? state : { ...state, unit: unit.key, link: null };
    const steps = unit.drive ? libraryPages(reading, unit, state) : sitePages(reading, unit, state);
    try {
      for await (const { page, next } of steps) {
        state = next;
        yield { ...page, checkpoint: next, phase: siteName(unit.site) };
      }
    } catch (error) {
      if (!(error instanceof SourceError) || !isOfTheSite(error)) throw error;
      state = { ...state, hasGaps: true };
      yield { ...NOTHING, failed: [toSiteFailure(unit, error)], checkpoint: state };
    }
  }
  yield { ...NOTHING, checkpoint: null, end: endOf(reading, state) };
}

function endOf(
  { cursor }: Reading,
  { links, pages, mode, hasGaps, hasFailed }: SyncState,
): SyncEnd {
  const isComplete = mode === 'full' && !hasGaps;
  if (hasGaps) return { isComplete, cursor: null };
  // Whatever failed is met again only by the same question.
  if (hasFailed) return { isComplete, cursor: mode === 'changes' ? cursor : null };
  return { isComplete, cursor: { links, pages } };
}

type Step = { page: Omit<SyncPage, 'checkpoint'>; next: SyncState };

async function* libraryPages(reading: Reading, unit: Unit, from: SyncState): AsyncIterable<Step> {
  const { graph, context, request, readFile, cursor } = reading;
  if (!unit.drive) return;
  const changesLink = from.mode === 'changes' ? cursor?.links[unit.key] : undefined;
  const isChanges = changesLink !== undefined;
  const steps = readLibrary({
    graph,
    site: unit.site,
    drive: unit.drive,
    settings: context.settings,
    readFile,
    knownRevision: request.knownRevision,
    link: from.link ?? changesLink ?? null,
    isChanges,
  });
  let state = from;
  for await (const { link, deltaLink, ...page } of steps) {
    state = {
      ...state,
      link: link ?? state.link,
      links: deltaLink ? { ...state.links, [unit.key]: deltaLink } : state.links,
      hasFailed: state.hasFailed || page.failed.length > 0,
    };
    yield { page, next: state };
  }
}

async function* sitePages(reading: Reading, unit: Unit, from: SyncState): AsyncIterable<Step> {
  const ids: string[] = [];
  let { hasFailed } = from;
  for await (const { ids: some, ...page } of readSitePages(
    { graph: reading.graph, convert: reading.context.convert },
    unit.site,
    reading.request.knownRevision,
  )) {
    ids.push(...some);
    hasFailed ||= page.failed.length > 0;
    yield { page, next: { ...from, hasFailed } };
  }
  const now = new Set(ids);
  const removed = (reading.cursor?.pages[unit.key] ?? []).filter((id) => !now.has(id));
  yield {
    page: { ...NOTHING, removed },
    next: { ...from, hasFailed, pages: { ...from.pages, [unit.key]: ids } },
  };
}

function missingLibraries(): SourceError {
  return new SourceError(
    'not_found',
    'Libraries that are chosen are not there any more, or hidden from the app. Take them out of the selection, or give the app access again.',
  );
}
