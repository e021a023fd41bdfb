import type { SampleDirectory, SampleEntraGroup } from './directory.ts';

type Part = { id: string; members: string[] };
type Found = { parts: Part[]; users: ReadonlySet<string> };

/** What was found of a group, and in which groups. */
const found = new WeakMap<SampleDirectory, Map<string, Found>>();

/**
 * Ids of the users in a group and in the groups within it, which may go round in a circle. A large
 * group is asked for in hundreds of pages: it is put together again only when somebody changed it.
 */
export function usersIn(directory: SampleDirectory, groupId: string): ReadonlySet<string> {
  const known = found.get(directory) ?? new Map<string, Found>();
  found.set(directory, known);
  const before = known.get(groupId);
  if (before?.parts.every((part) => isUnchanged(directory, part))) return before.users;
  const now = putTogether(directory, groupId);
  known.set(groupId, now);
  return now.users;
}

function putTogether(directory: SampleDirectory, groupId: string): Found {
  const parts = new Map<string, Part>();
  const users = new Set<string>();
  const open = [groupId];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (parts.has(id)) continue;
    const members = membersOf(directory, id);
    parts.set(id, { id, members: members.map(nameOf) });
    for (const member of members) {
      if ('user' in member) users.add(member.user);
      else open.push(member.group);
    }
  }
  return { parts: [...parts.values()], users };
}

function isUnchanged(directory: SampleDirectory, { id, members }: Part): boolean {
  const now = membersOf(directory, id);
  return now.length === members.length && now.every((one, at) => nameOf(one) === members[at]);
}

const membersOf = ({ groups }: SampleDirectory, id: string) =>
  groups.find((group) => group.id === id)?.members ?? [];

const nameOf = (member: SampleEntraGroup['members'][number]) =>
  'user' in member ? member.user : member.group;
