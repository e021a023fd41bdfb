import { type SourceDocument, SourceError } from '../source.ts';
import type { Graph } from './call-graph.ts';
import { type Identity, type Permission, permissionSchema } from './shapes.ts';

const LINK_GROUPS: Record<string, string> = {
  anonymous: 'Anyone with the link',
  organization: 'Everybody in the organization with the link',
};

/**
 * Who may read a file, own and inherited permissions together, as SharePoint names them. Where
 * the app may not see that, nobody is named: that hides too much rather than too little.
 */
export async function readPermissions(
  graph: Graph,
  path: string,
): Promise<SourceDocument['permissions']> {
  const users = new Set<string>();
  const groups = new Set<string>();
  try {
    for await (const { items } of graph.list(`${path}/permissions`, permissionSchema)) {
      for (const permission of items) add(permission, { users, groups });
    }
  } catch (error) {
    if (!(error instanceof SourceError) || error.code !== 'insufficient_permissions') throw error;
    return { users: [], groups: [] };
  }
  return { users: [...users].toSorted(), groups: [...groups].toSorted() };
}

function add(permission: Permission, to: { users: Set<string>; groups: Set<string> }): void {
  const link = LINK_GROUPS[permission.link?.scope ?? ''];
  if (link) to.groups.add(link);
  const identities: Identity[] = [
    permission.grantedToV2 ?? permission.grantedTo,
    ...permission.grantedToIdentitiesV2,
    ...permission.grantedToIdentities,
  ];
  for (const identity of identities) {
    // Not by a name that people choose themselves.
    const user = identity?.user?.email || identity?.siteUser?.email;
    const group = identity?.group?.displayName || identity?.siteGroup?.displayName;
    if (group) to.groups.add(group);
    else if (user) to.users.add(user);
  }
}
