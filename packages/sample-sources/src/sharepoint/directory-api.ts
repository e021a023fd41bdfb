import type { SampleEntraGroup, SampleUser } from './directory.ts';
import {
  type Call,
  graphError,
  listOf,
  ok,
  type Reply,
  type ServerContext,
} from './server-context.ts';
import { usersIn } from './users-in.ts';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The part of Graph that is about people and groups; undefined for any other path. */
export function answerDirectory(context: ServerContext, call: Call): Reply | undefined {
  const path = call.path.replace(/\/$/, '');
  if (path === '/users') return listUsers(context, call);
  if (path === '/groups') return listGroups(context, call);
  const group = /^\/groups\/([^/]+)(\/.*)?$/.exec(path);
  return group?.[1] ? aboutGroup(context, call, { id: group[1], rest: group[2] ?? '' }) : undefined;
}

const refused = () =>
  graphError(
    403,
    'Authorization_RequestDenied',
    'Insufficient privileges to complete the operation.',
  );

const missing = (id: string) =>
  graphError(404, 'Request_ResourceNotFound', `Resource '${id}' does not exist.`);

function listUsers(context: ServerContext, call: Call): Reply {
  if (!context.switches.rights.includes('User.Read.All')) return refused();
  const shown = context.tenant.directory.users.map((user) => toUser(context, call, user));
  return listOf(context, call, shown);
}

const BASIC = ['id', 'displayName', 'mail', 'userPrincipalName'];

/** Only what was selected, and of that only what the app may see; the rest is null. */
function toUser({ switches }: ServerContext, call: Call, user: SampleUser) {
  const asked = (call.query.get('$select') ?? BASIC.join()).split(',');
  const seen = { all: asked, basic: BASIC, none: ['id'] }[switches.userProperties];
  const values = user as unknown as Record<string, unknown>;
  return Object.fromEntries(asked.map((name) => [name, seen.includes(name) ? values[name] : null]));
}

function listGroups(context: ServerContext, call: Call): Reply {
  if (!context.switches.rights.includes('GroupMember.Read.All')) return refused();
  return listOf(context, call, context.tenant.directory.groups.map(toGroup));
}

function toGroup(group: SampleEntraGroup) {
  return {
    id: group.id,
    displayName: group.displayName,
    visibility: group.isHidden ? 'HiddenMembership' : null,
    groupTypes: group.kind === 'microsoft365' ? ['Unified'] : [],
  };
}

function aboutGroup(
  context: ServerContext,
  call: Call,
  { id, rest }: { id: string; rest: string },
): Reply {
  const { directory } = context.tenant;
  if (!context.switches.rights.includes('GroupMember.Read.All')) return refused();
  if (!GUID.test(id)) {
    return graphError(400, 'Request_BadRequest', `Invalid object identifier '${id}'.`);
  }
  const group = directory.groups.find((one) => one.id === id);
  if (!group) return missing(id);
  if (rest === '') return ok(toGroup(group));
  if (rest === '/owners') return listOf(context, call, group.owners.map(toMember));
  if (rest !== '/transitiveMembers/microsoft.graph.user') {
    return graphError(400, 'BadRequest', 'Not a part of the sample.');
  }
  const isAdvanced = call.headers.consistencylevel === 'eventual';
  if (!isAdvanced || call.query.get('$count') !== 'true') {
    return graphError(400, 'Request_UnsupportedQuery', 'Casts need ConsistencyLevel and $count.');
  }
  const isShown = !group.isHidden || context.switches.rights.includes('Member.Read.Hidden');
  if (!isShown && context.switches.hiddenGroups === 'refused') return refused();
  const members = isShown ? [...usersIn(directory, id)] : [];
  return listOf(context, call, members, (userId) => ({ id: userId }));
}

const toMember = (id: string) => ({ '@odata.type': '#microsoft.graph.user', id });
