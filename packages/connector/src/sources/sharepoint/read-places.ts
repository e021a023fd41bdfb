import { inChunks } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import type { AccessRequest } from '../source-access.ts';
import { addTallies } from './access.ts';
import type { AccessReading, ReadingStep } from './access-reading.ts';
import {
  type AccessCursor,
  type AccessState,
  accessCursorSchema,
  principalsIn,
  type UnitMemory,
  withNamed,
} from './access-state.ts';
import type { Unit } from './find-units.ts';
import { type LibraryAccess, type LibraryStep, readLibraryAccess } from './library-access.ts';
import { readPageAccess } from './page-access.ts';
import { prefixOf, storedWithout } from './prove-absence.ts';
import { libraryName, siteName } from './sites.ts';
import { unchosenPlaces } from './unchosen.ts';

/** Documents of which one page of a reading tells. */
const STEP = 1_000;

/** Who may open what is stored, library by library and site by site. */
export async function* readPlaces(
  reading: AccessReading,
  from: AccessState,
): AsyncIterable<ReadingStep> {
  const { units, skipped, context, request } = reading;
  const gaps = skipped.length;
  const isNew = from.unit === null;
  let state: AccessState = {
    ...from,
    hasPlaces: from.hasPlaces && gaps === 0,
    tallies: isNew && gaps > 0 ? addTallies(from.tallies, { places_unread: gaps }) : from.tallies,
  };
  const cursor = request.cursor ? accessCursorSchema.parse(request.cursor) : undefined;
  // Of what cannot be found right now the groups stay known.
  if (gaps > 0) state = { ...state, units: { ...withoutLinks(cursor), ...state.units } };
  for (const unit of units.filter(({ key }) => state.unit === null || key >= state.unit)) {
    context.signal.throwIfAborted();
    if (state.unit !== unit.key) state = { ...state, unit: unit.key, after: '' };
    const { known, unread } = await readStored(request, prefixOf(unit.key));
    if (known.length === 0) continue;
    const before = cursor?.units[unit.key];
    const from = { known, unread, after: state.after, before };
    for await (const step of stepsOf(reading, unit, from)) {
      state = afterStep(state, { unit, before }, step);
      const { documents, unreadDocuments, unchangedDocuments } = step;
      const phase = `${siteName(unit.site)} / ${unit.drive ? libraryName(unit.drive) : 'Pages'}`;
      yield { documents, unreadDocuments, unchangedDocuments, phase, next: state };
    }
  }
  if (gaps > 0) for await (const page of outOfChoice(reading)) yield { ...page, next: state };
}

/**
 * What stands in libraries, or pages, that are not chosen any more is nobody's, although of other
 * places nobody knows what they have.
 */
async function* outOfChoice(reading: AccessReading): AsyncIterable<Pick<ReadingStep, 'documents'>> {
  const { request, context } = reading;
  const { knownDocuments } = request;
  const { settings } = context;
  for await (const place of unchosenPlaces({ ...reading, settings, knownDocuments })) {
    const { known } = await readStored(request, prefixOf(place));
    for (const some of inChunks(known, STEP)) {
      yield { documents: some.map((externalId) => ({ externalId, access: NOT_MET })) };
    }
  }
}

const NOT_MET = { kind: 'nobody', reason: 'not_met' } as const;

/** Ids of what is stored of a unit, and those whose permissions have to be read in any case. */
async function readStored({ knownDocuments }: AccessRequest, prefix: string) {
  const unread = new Set<string>();
  const noting = async (after: string, limit: number) => {
    const found = await knownDocuments(after, limit);
    for (const { externalId, isRead } of found) if (!isRead) unread.add(externalId);
    return found;
  };
  return { known: await storedWithout(noting, prefix, () => false), unread };
}

function withoutLinks(cursor: AccessCursor | undefined): AccessState['units'] {
  const units = Object.entries(cursor?.units ?? {});
  return Object.fromEntries(units.map(([key, { named }]) => [key, { named }]));
}

type StepsFrom = Pick<LibraryAccess, 'known' | 'unread' | 'after'> & {
  before: UnitMemory | undefined;
};

/** A library that cannot be looked at as a whole costs only what stands in it. */
async function* stepsOf(
  { graph, api, readPermissions, roles, context }: AccessReading,
  { site, drive }: Unit,
  { known, unread, after, before }: StepsFrom,
): AsyncIterable<LibraryStep> {
  const shared = { graph, api, readPermissions, known, now: context.now() };
  const library = { ...shared, unread, roles, before: before?.sharing, after };
  try {
    if (drive) yield* readLibraryAccess({ ...library, place: { site, drive } });
    else yield* readPageAccess({ ...shared, site });
  } catch (error) {
    if (!failsAlone(error)) throw error;
    const failed = { documents: [], unchangedDocuments: [], unreadDocuments: [...known] };
    yield { ...failed, after: '', tallies: { permissions_unread: known.length } };
  }
}

function afterStep(
  state: AccessState,
  { unit: { key }, before }: { unit: Unit; before: UnitMemory | undefined },
  step: LibraryStep,
): AccessState {
  const isWhole = step.unreadDocuments.length + step.unchangedDocuments.length === 0;
  const found = [...principalsIn(step.documents.map(({ access }) => access))];
  const next = withNamed(state, key, isWhole ? found : [...found, ...(before?.named ?? [])]);
  const { named = [] } = next.units[key] ?? {};
  return {
    ...next,
    after: step.after,
    tallies: addTallies(state.tallies, step.tallies),
    units: { ...next.units, [key]: { named, ...(step.link ? { sharing: step.link } : {}) } },
  };
}
