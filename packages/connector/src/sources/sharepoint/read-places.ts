import { failsAlone } from '../fails-alone.ts';
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
import { type LibraryStep, readLibraryAccess } from './library-access.ts';
import { readPageAccess } from './page-access.ts';
import { storedWithout } from './prove-absence.ts';
import { libraryName, siteName } from './sites.ts';

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
    const known = await storedWithout(request.knownDocuments, prefixOf(unit), () => false);
    if (known.length === 0) continue;
    const before = cursor?.units[unit.key];
    for await (const step of stepsOf(reading, unit, { known, after: state.after, before })) {
      state = afterStep(state, { unit, before }, step);
      const { documents, unreadDocuments, unchangedDocuments } = step;
      const phase = `${siteName(unit.site)} / ${unit.drive ? libraryName(unit.drive) : 'Pages'}`;
      yield { documents, unreadDocuments, unchangedDocuments, phase, next: state };
    }
  }
}

function withoutLinks(cursor: AccessCursor | undefined): AccessState['units'] {
  const units = Object.entries(cursor?.units ?? {});
  return Object.fromEntries(units.map(([key, { named }]) => [key, { named }]));
}

const prefixOf = ({ drive, site }: Unit) => (drive ? `${drive.id}/` : `page/${site.id}/`);

type StepsFrom = { known: readonly string[]; after: string; before: UnitMemory | undefined };

/** A library that cannot be looked at as a whole costs only what stands in it. */
async function* stepsOf(
  { graph, api, readPermissions, roles, context }: AccessReading,
  { site, drive }: Unit,
  { known, after, before }: StepsFrom,
): AsyncIterable<LibraryStep> {
  const shared = { graph, api, readPermissions, known, now: context.now() };
  const library = { ...shared, roles, before: before?.sharing, after };
  try {
    if (drive) yield* readLibraryAccess({ ...library, place: { site, drive } });
    else yield* readPageAccess({ ...shared, site });
  } catch (error) {
    if (!failsAlone(error)) throw error;
    const unread = { documents: [], unchangedDocuments: [], unreadDocuments: [...known] };
    yield { ...unread, after: '', tallies: { permissions_unread: known.length } };
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
