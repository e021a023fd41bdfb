import { inChunks } from '../batches.ts';
import {
  type AccessEnd,
  type AccessPage,
  type AccessRequest,
  groupPrincipal,
  type Principal,
} from '../source-access.ts';
import { addTallies } from './access.ts';
import { type AccessReading, openReading, type ReadingStep } from './access-reading.ts';
import {
  type AccessCursor,
  type AccessState,
  accessStateSchema,
  findingsOf,
  firstAccessState,
  withGroups,
} from './access-state.ts';
import type { SharePointContext } from './context.ts';
import { readDirectory } from './people.ts';
import { TENANT_MEMBERS } from './principals.ts';
import { readGroups } from './read-groups.ts';
import { readPlaces } from './read-places.ts';

/** Accounts, and members of a class, of which one page tells. */
const STEP = 1000;

/**
 * Reads who may open what, in this order: the people of the tenant; the permissions of what is
 * stored; the groups of sites that they name; the Entra groups that all of these name. From the
 * permissions on it goes on where it was broken off.
 */
export async function* readAccess(
  context: SharePointContext,
  request: AccessRequest,
): AsyncIterable<AccessPage> {
  const reading = await openReading(context, request);
  let state = request.checkpoint ? accessStateSchema.parse(request.checkpoint) : firstAccessState();
  const phases = { people: readPeople, documents: readPlaces, groups: readGroups };
  for (const phase of ['people', 'documents', 'groups'] as const) {
    if (state.phase !== phase) continue;
    for await (const { next, ...page } of phases[phase](reading, state)) {
      state = next;
      // People are told of in one go, or one who goes meanwhile would stay.
      yield { ...page, checkpoint: phase === 'people' ? null : state };
    }
    state = { ...state, phase: AFTER[phase] };
    if (phase === 'documents') state = withGroups(state, groupsNamed(reading, state));
  }
  yield { checkpoint: null, findings: findingsOf(state.tallies), end: endOf(state) };
}

function groupsNamed({ context }: AccessReading, { units }: AccessState): Principal[] {
  const only = (context.settings.only_groups ?? []).map((id) => groupPrincipal(id.toLowerCase()));
  return [...only, ...Object.values(units).flatMap(({ named }) => named)];
}

const AFTER = { people: 'documents', documents: 'groups', groups: 'groups' } as const;

async function* readPeople(
  { graph, request }: AccessReading,
  state: AccessState,
): AsyncIterable<ReadingStep> {
  const directory = await readDirectory(graph, request.people);
  const next: AccessState = {
    ...state,
    hasPeople: directory.isComplete,
    tallies: addTallies(state.tallies, directory.tallies),
  };
  const { accounts, unreadAccounts, members, links } = directory;
  for (const some of inChunks(accounts, STEP))
    yield { accounts: some, phase: 'People', next: state };
  if (!directory.isComplete) {
    yield { unreadGroups: [TENANT_MEMBERS], phase: 'People', next };
    return;
  }
  const everyone = { principal: TENANT_MEMBERS, name: 'Everyone except external users' };
  for (const some of inChunks(unreadAccounts, STEP)) {
    yield { unreadAccounts: some, phase: 'People', next: state };
  }
  for (const some of inChunks(members, STEP)) {
    yield { groups: [{ ...everyone, members: some, isLast: false }], next: state };
  }
  yield { groups: [{ ...everyone, members: [], isLast: true }], links, phase: 'People', next };
}

/** What is not whole is kept as it was. */
function endOf({ hasPeople, hasPlaces, units, inSiteGroups }: AccessState): AccessEnd {
  const cursor: AccessCursor = { units, inSiteGroups };
  return { people: hasPeople, documents: hasPlaces, cursor };
}
