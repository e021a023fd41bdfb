import { failsAlone } from '../fails-alone.ts';
import type { SourceError, SyncEnd, SyncPage, SyncRequest } from '../source.ts';
import type { Graph } from './call-graph.ts';
import { withoutIds } from './collect-list.ts';
import { connect } from './connect.ts';
import type { CallMode, SharePointContext } from './context.ts';
import { findUnits, toUnitFailure, type Unit, type Units } from './find-units.ts';
import {
  isStillThere,
  prefixOf,
  proveAbsence,
  requireGone,
  storedWithout,
} from './prove-absence.ts';
import { createFileReader, type ReadFile } from './read-file.ts';
import { readLibrary } from './read-library.ts';
import { createPermissionReader, type PermissionReader } from './read-permissions.ts';
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
import { unchosenPlaces } from './unchosen.ts';
import { createPageAccess } from './with-access.ts';

const CALL_TIMEOUT_MS = 60_000;

/**
 * Reads the chosen libraries and pages one after another: everything by their delta listing at
 * first, later only what changed. Where changes do not tell enough (a folder moved, a link is not
 * known any more), everything is listed again; what has not changed is not downloaded for that. A
 * library or site that cannot be listed to its proven end is told of, and then nothing is removed but what
 * is not chosen any more.
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
  const { units, skipped, chosenSites } = await findUnits(graph, context.settings);
  const cursor = request.cursor ? cursorSchema.parse(request.cursor) : null;
  const readFile = createFileReader(graph, context.convert, context.settings);
  const readPermissions = createPermissionReader(graph, context);
  const found = { units, chosenSites };
  const reading: Reading = { context, request, graph, ...found, readFile, readPermissions, cursor };
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
    state = { ...firstState('full'), hasGaps: skipped.length > 0, hasMet: true };
    yield { ...NOTHING, checkpoint: state };
    yield* readUnits(reading, state);
  }
}

const NOTHING = { documents: [], failed: [], unchanged: [] };

type Reading = Pick<Units, 'units' | 'chosenSites'> & {
  context: SharePointContext;
  request: SyncRequest;
  graph: Graph;
  readFile: ReadFile;
  readPermissions: PermissionReader;
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
  let failure: SourceError | undefined;
  const rest = reading.units.filter(({ key }) => state.unit === null || key >= state.unit);
  for (const unit of rest) {
    reading.context.signal.throwIfAborted();
    state = state.unit === unit.key ? state : { ...state, unit: unit.key, link: null };
    const steps = unit.drive ? libraryPages(reading, unit, state) : sitePages(reading, unit, state);
    try {
      for await (const { page, next } of steps) {
        state = { ...next, hasRead: true };
        yield { ...page, checkpoint: state, phase: siteName(unit.site) };
      }
    } catch (error) {
      if (!failsAlone(error)) throw error;
      failure ??= error;
      state = { ...state, hasGaps: true };
      yield { ...NOTHING, failed: [toUnitFailure(unit, error)], checkpoint: state };
    }
  }
  // Nothing of all that is chosen could be listed: then it is the source, and no part of it.
  if (failure && !state.hasRead) throw failure;
  if (state.mode === 'full' && !state.hasGaps) {
    const { graph, units, context, request } = reading;
    const { settings } = context;
    const { knownDocuments } = request;
    const unlisted = await proveAbsence({ graph, units, settings, knownDocuments });
    state = { ...state, hasGaps: unlisted.length > 0 };
    if (unlisted.length > 0) yield { ...NOTHING, failed: unlisted, checkpoint: state };
  }
  if (state.mode === 'full' && state.hasGaps) yield* removeUnchosen(reading, state);
  yield { ...NOTHING, checkpoint: null, end: endOf(reading, state) };
}

/** A list that is not whole for days keeps nothing that was taken out of the choice. */
async function* removeUnchosen(reading: Reading, checkpoint: SyncState): AsyncIterable<SyncPage> {
  const { knownDocuments } = reading.request;
  const { settings } = reading.context;
  for await (const place of unchosenPlaces({ ...reading, settings, knownDocuments })) {
    const removed = await storedWithout(knownDocuments, prefixOf(place), () => false);
    yield { ...NOTHING, removed, checkpoint };
  }
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
  const { graph, context, request, readFile, readPermissions, cursor } = reading;
  if (!unit.drive) return;
  const changesLink = from.mode === 'changes' ? cursor?.links[unit.key] : undefined;
  const isChanges = changesLink !== undefined;
  const steps = readLibrary({
    graph,
    site: unit.site,
    drive: unit.drive,
    settings: context.settings,
    readFile,
    readPermissions,
    knownRevision: request.knownRevision,
    knownDocuments: request.knownDocuments,
    link: from.link ?? changesLink ?? null,
    isChanges,
    hasMet: from.hasMet,
  });
  let state = from;
  for await (const { link, deltaLink, mayRecover, unreadable = 0, ...page } of steps) {
    state = {
      ...state,
      link: link ?? state.link,
      links: deltaLink ? { ...state.links, [unit.key]: deltaLink } : state.links,
      hasFailed: state.hasFailed || mayRecover === true,
      hasGaps: state.hasGaps || unreadable > 0,
    };
    yield { page: withLack(page, unit, unreadable), next: state };
  }
}

/** What came without an id is told of with the library or site that it is in. */
function withLack<Page extends Step['page']>(page: Page, unit: Unit, unreadable: number): Page {
  if (unreadable === 0) return page;
  return { ...page, failed: [...page.failed, toUnitFailure(unit, withoutIds(unreadable))] };
}

async function* sitePages(reading: Reading, unit: Unit, from: SyncState): AsyncIterable<Step> {
  const { graph, context, request } = reading;
  const addAccess = createPageAccess(graph, reading.readPermissions);
  const ids: string[] = [];
  let state = from;
  for await (const { ids: some, mayRecover, unreadable, ...page } of readSitePages(
    { graph, convert: context.convert, addAccess },
    unit.site,
    request.knownRevision,
  )) {
    ids.push(...some);
    state = {
      ...state,
      hasFailed: state.hasFailed || mayRecover,
      hasGaps: state.hasGaps || unreadable > 0,
    };
    yield { page: withLack(page, unit, unreadable), next: state };
  }
  const listed = new Set(ids);
  // One that came without an id may be any of those that are stored.
  const removed = state.hasGaps
    ? []
    : await storedWithout(request.knownDocuments, `page/${unit.site.id}/`, (id) => listed.has(id));
  await requireGone(removed, (id) => isStillThere(graph, id));
  const pages = { ...state.pages, [unit.key]: ids };
  yield { page: { ...NOTHING, removed }, next: { ...state, pages } };
}
