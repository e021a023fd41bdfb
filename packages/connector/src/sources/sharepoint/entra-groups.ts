import { inChunks } from '../batches.ts';
import { failsAlone } from '../fails-alone.ts';
import type { SourceError } from '../source.ts';
import { type AccessPage, accountPrincipal, type Principal } from '../source-access.ts';
import { createListWatch } from '../unproven-list.ts';
import type { Tallies } from './access.ts';
import type { BatchQuestion } from './call-batch.ts';
import { type Graph, type GraphPage, toPage } from './call-graph.ts';
import { groupSchema, listSchema, memberSchema } from './shapes.ts';

/** Groups of which one call asks: each takes two of twenty questions. */
const IN_ONE_CALL = 10;

type Groups = Pick<AccessPage, 'groups' | 'unreadGroups'>;
export type GroupsStep = Groups & { tallies: Tallies; done: number };
type Member = { id: string; '@odata.type'?: string | null | undefined };

/**
 * Members of Entra groups, also of the groups within them, and owners of Microsoft 365 groups.
 * `GroupMember.Read.All` suffices for their ids.
 * @param wanted principals `group:<id>` and `owners:<id>`
 */
export async function* readEntraGroups(
  graph: Graph,
  wanted: readonly Principal[],
): AsyncIterable<GroupsStep> {
  for (const principals of inChunks(wanted, IN_ONE_CALL)) {
    const answers = await graph.batch(principals.flatMap(questionsOf));
    for (const [index, principal] of principals.entries()) {
      const [about, list] = answers.slice(index * 2, index * 2 + 2);
      const error = about?.error ?? list?.error;
      if (error) yield { ...afterFailure(principal, error), done: 1 };
      else yield* readMembers(graph, principal, { about: about?.body, list: list?.body });
    }
  }
}

/** A cast demands both the count and the header (learn.microsoft.com, “advanced query capabilities”). */
export const ADVANCED = { ConsistencyLevel: 'eventual' };
export const MEMBERS = '/transitiveMembers/microsoft.graph.user?$count=true&$select=id&$top=999';

function questionsOf(principal: Principal): BatchQuestion[] {
  const [kind, id = ''] = principal.split(':');
  const group = `/groups/${encodeURIComponent(id)}`;
  const about = { path: `${group}?$select=id,displayName,visibility` };
  return kind === 'owners'
    ? [about, { path: `${group}/owners?$select=id&$top=999` }]
    : [about, { path: `${group}${MEMBERS}`, headers: ADVANCED }];
}

async function* readMembers(
  graph: Graph,
  principal: Principal,
  { about, list }: { about: unknown; list: unknown },
): AsyncIterable<GroupsStep> {
  const { displayName, visibility } = groupSchema.safeParse(about).data ?? {};
  const part = (page: GraphPage<Member>, isLast: boolean) => ({
    groups: [{ principal, name: displayName ?? null, members: peopleOf(page.items), isLast }],
  });
  const parsed = listSchema.safeParse(list);
  if (!parsed.success) {
    yield { ...failed(principal), done: 1 };
    return;
  }
  const watch = createListWatch();
  let page: GraphPage<Member> = toPage(parsed.data, memberSchema);
  let count = page.items.length;
  try {
    for (; page.next !== undefined; count += page.items.length) {
      watch(page.items.map(({ id }) => id));
      yield { ...part(page, false), tallies: {}, done: 0 };
      page = await graph.getPage(page.next, memberSchema, ADVANCED);
    }
  } catch (error) {
    if (!failsAlone(error)) throw error;
    yield { ...failed(principal), done: 1 };
    return;
  }
  const isHidden = visibility === 'HiddenMembership' && count === 0;
  yield { ...part(page, true), tallies: isHidden ? { groups_hidden: 1 } : {}, done: 1 };
}

/** Owners may be apps as well. */
function peopleOf(members: readonly Member[]): Principal[] {
  return members
    .filter(({ '@odata.type': type }) => !type || type === '#microsoft.graph.user')
    .map(({ id }) => accountPrincipal(id.toLowerCase()));
}

/** A group that is gone, or that the app may not look into, holds nobody. */
function afterFailure(principal: Principal, error: SourceError): Omit<GroupsStep, 'done'> {
  if (!failsAlone(error)) throw error;
  const empty = { groups: [{ principal, name: null, members: [], isLast: true }] };
  if (error.code === 'not_found') return { ...empty, tallies: { groups_gone: 1 } };
  if (error.code === 'insufficient_permissions') {
    return { ...empty, tallies: { groups_refused: 1 } };
  }
  return failed(principal);
}

/** What is stored of it counts until it is too old. */
function failed(principal: Principal): Omit<GroupsStep, 'done'> {
  return { unreadGroups: [principal], tallies: { groups_unread: 1 } };
}
