import type * as graph from '@microsoft/microsoft-graph-types';
import type { SampleGrant, SamplePrincipal } from './grants.ts';
import { SAMPLE_TENANT_ID, type ServerContext } from './server-context.ts';
import type { SampleLocation } from './tenant.ts';

/** How accounts and claims are written in SharePoint. */
const CLASSES = {
  everyone: 'c:0(.s|true',
  everyone_except_external: `c:0-.f|rolemanager|spo-grid-all-users/${SAMPLE_TENANT_ID}`,
  windows: 'c:0!.s|windows',
  forms: 'c:0!.s|forms:membership',
};

/** What stands in `LoginName`, and in `siteUser.loginName` of Graph. */
export function loginNameOf(context: ServerContext, principal: SamplePrincipal): string {
  const { directory } = context.tenant;
  if ('user' in principal) {
    const user = directory.users.find(({ id }) => id === principal.user);
    return `i:0#.f|membership|${user?.userPrincipalName.toLowerCase() ?? 'gone@northwind.example'}`;
  }
  if ('group' in principal) {
    const group = directory.groups.find(({ id }) => id === principal.group);
    return group?.kind === 'microsoft365'
      ? `c:0o.c|federateddirectoryclaimprovider|${principal.group}`
      : `c:0t.c|tenant|${principal.group}`;
  }
  if ('ownersOf' in principal) {
    return `c:0o.c|federateddirectoryclaimprovider|${principal.ownersOf}_o`;
  }
  if ('class' in principal) return CLASSES[principal.class];
  if ('spoGuest' in principal) {
    return `i:0#.f|membership|urn%3aspo%3aguest#${principal.spoGuest}`;
  }
  if ('application' in principal) return `i:0i.t|00000003|${principal.application}`;
  return 'siteGroup' in principal ? '' : `x:0!.q|unheard|${principal.unheardOf}`;
}

export function titleOf(context: ServerContext, principal: SamplePrincipal): string {
  const { users, groups } = context.tenant.directory;
  if ('user' in principal) {
    return users.find(({ id }) => id === principal.user)?.displayName ?? 'Somebody who left';
  }
  const id = 'group' in principal ? principal.group : 'ownersOf' in principal && principal.ownersOf;
  if (id) return groups.find((group) => group.id === id)?.displayName ?? 'A group that is gone';
  return 'class' in principal ? 'Everyone' : 'Somebody';
}

/** `grantedToV2` of Graph: often two ways to name the same. */
export function identitySet(
  context: ServerContext,
  site: SampleLocation,
  principal: SamplePrincipal,
): graph.SharePointIdentitySet & Record<string, unknown> {
  const displayName = titleOf(context, principal);
  if ('application' in principal)
    return { application: { id: principal.application, displayName } };
  if ('unheardOf' in principal) return { robot: { id: principal.unheardOf, displayName } };
  if ('siteGroup' in principal) return siteGroupIdentity(context, site, principal.siteGroup);
  const loginName = loginNameOf(context, principal);
  const siteUser = { siteUser: { id: '12', displayName, loginName } };
  if (context.switches.identities === 'site_user_only') return siteUser;
  if ('user' in principal) {
    const user = context.tenant.directory.users.find(({ id }) => id === principal.user);
    const email = user?.mail ?? '';
    return { user: { id: principal.user, displayName, email } as graph.Identity, ...siteUser };
  }
  if ('group' in principal) return { group: { id: principal.group, displayName }, ...siteUser };
  if ('ownersOf' in principal)
    return { group: { id: principal.ownersOf, displayName }, ...siteUser };
  return siteUser;
}

function siteGroupIdentity(context: ServerContext, site: SampleLocation, number: number) {
  const title = site.siteGroups.find(({ id }) => id === number)?.title ?? 'A group that is gone';
  const siteGroup = { id: String(number), displayName: title, loginName: title };
  const collection = site.id.split(',')[1] ?? '';
  // As the examples of the reference show it.
  const id = Buffer.from(`${collection}_${number}`).toString('base64');
  const sharePointGroup = { id, principalId: String(number), title };
  const { siteGroupNames } = context.switches;
  return {
    ...(siteGroupNames === 'global' ? {} : { siteGroup }),
    ...(siteGroupNames === 'in_site' ? {} : { sharePointGroup }),
  };
}

/** `/permissions` of an item, own and inherited in one list. */
export function toPermissions(
  context: ServerContext,
  site: SampleLocation,
  grants: readonly SampleGrant[],
): graph.Permission[] {
  const { ownersHidden } = context.switches;
  const shown = ownersHidden ? grants.filter(({ roles }) => !roles.includes('owner')) : grants;
  return shown
    .flatMap((grant) => permissionsOf(context, site, grant))
    .map((permission, index) => ({ id: `p${index}`, ...permission }));
}

/** A link is one permission with all its people; of people themselves each is one. */
function permissionsOf(
  context: ServerContext,
  site: SampleLocation,
  grant: SampleGrant,
): graph.Permission[] {
  const base = {
    roles: grant.roles,
    expirationDateTime: grant.until ?? '0001-01-01T00:00:00Z',
    ...(grant.invitation ? { invitation: { email: grant.invitation } } : {}),
  };
  const all = grant.to.map((principal) => identitySet(context, site, principal));
  if (grant.link) {
    const link = { ...grant.link, webUrl: 'https://sharing.invalid/x' };
    return [{ ...base, link, grantedToIdentitiesV2: all }];
  }
  if (all.length === 0) return [base];
  return all.map((one) => {
    const grantedTo = oldIdentity(one);
    const isOld = context.switches.identities === 'old_only';
    return isOld ? { ...base, grantedTo } : { ...base, grantedToV2: one, grantedTo };
  });
}

/** Before there were groups in it: everything is a “user”. */
function oldIdentity(identity: graph.SharePointIdentitySet): graph.IdentitySet {
  const named = identity.user ?? identity.group ?? identity.siteUser ?? identity.siteGroup;
  return { user: { id: named?.id ?? '', displayName: named?.displayName ?? '' } };
}
