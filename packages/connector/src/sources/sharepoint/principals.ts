import { accountPrincipal, groupPrincipal, type Principal } from '../source-access.ts';
import type { Identity } from './shapes.ts';

/** Every enabled member of the tenant; guests are none. */
export const TENANT_MEMBERS: Principal = 'class:tenant-members';

export function ownersPrincipal(groupId: string): Principal {
  return `owners:${groupId}`;
}

/** @param collection id of the site collection, for groups are numbered anew in each */
export function siteGroupPrincipal(collection: string, number: string): Principal {
  return `sitegroup:${collection}:${number}`;
}

/**
 * What an identity stands for. `nobody`: something that is no person, such as an app; `unknown`: of
 * a kind, or in a way, that is not known here, so that it grants nothing.
 */
export type Named = Principal | 'nobody' | 'unknown';

const GUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const WHOLE_GUID = new RegExp(`^${GUID}$`, 'i');

/** How SharePoint writes accounts, groups and classes of people (claims). */
const USER = /^i:0#\.f\|membership\|/i;
const SECURITY_GROUP = new RegExp(`^c:0t\\.c\\|tenant\\|(${GUID})$`, 'i');
const GROUP_365 = new RegExp(`^c:0o\\.c\\|federateddirectoryclaimprovider\\|(${GUID})(_o)?$`, 'i');
const APP = /^i:0i\.t\|/i;
const MEMBERS = [
  // Everyone except external users; the id after it is mostly, not always, that of the tenant.
  /^c:0-\.f\|rolemanager\|spo-grid-all-users(\/[^|]*)?$/i,
  // Everyone, which holds guests only where a tenant switched that on.
  /^c:0\(\.s\|true$/i,
  /^c:0!\.s\|(windows|forms:membership)$/i,
];

/** What a claim stands for; `user`: an account, which only its Entra id tells from others. */
export function readClaim(loginName: string): Named | 'user' {
  if (USER.test(loginName)) return 'user';
  if (APP.test(loginName)) return 'nobody';
  if (MEMBERS.some((pattern) => pattern.test(loginName))) return TENANT_MEMBERS;
  const group = SECURITY_GROUP.exec(loginName)?.[1];
  if (group) return groupPrincipal(group.toLowerCase());
  const [, id, owners] = GROUP_365.exec(loginName) ?? [];
  if (!id) return 'unknown';
  return owners ? ownersPrincipal(id.toLowerCase()) : groupPrincipal(id.toLowerCase());
}

/** An account by its Entra id; names and addresses are given anew, so nothing else will do. */
export function userPrincipal(id: string | null | undefined): Named {
  return id && WHOLE_GUID.test(id) ? accountPrincipal(id.toLowerCase()) : 'unknown';
}

/** Whom one identity of a grant names. It may say the same twice (`group` and `siteUser`). */
export function readIdentity(identity: Identity, collection: string): Named {
  const { user, group, siteUser, siteGroup, sharePointGroup, application, device } = identity ?? {};
  if (siteGroup || sharePointGroup) return readSiteGroup(identity, collection);
  const claim = siteUser?.loginName ? readClaim(siteUser.loginName) : undefined;
  if (user) return claim === undefined || claim === 'user' ? userPrincipal(user.id) : 'unknown';
  if (group) return readGroup(group.id, claim);
  if (siteUser) return claim === undefined || claim === 'user' ? 'unknown' : claim;
  return application || device ? 'nobody' : 'unknown';
}

/**
 * Members or owners of a group: only the claim beside the id says which, and owners taken for
 * members, or the other way round, would let in others.
 */
function readGroup(id: string | null | undefined, claim: Named | 'user' | undefined): Named {
  const given = id?.toLowerCase().replace(/_o$/, '') ?? '';
  const isSame = claim === groupPrincipal(given) || claim === ownersPrincipal(given);
  return isSame && claim !== undefined ? claim : 'unknown';
}

/**
 * A group of a site: by its id in the tenant where that is given, which in the reference's examples
 * holds the site collection and the number; else by its number in this site.
 */
function readSiteGroup(identity: Identity, collection: string): Named {
  const inTenant = identity?.sharePointGroup?.id;
  const whole = inTenant ? Buffer.from(inTenant, 'base64').toString('latin1') : '';
  const [, site, number] = new RegExp(`^(${GUID})_(\\d{1,10})$`, 'i').exec(whole) ?? [];
  if (site && number) return siteGroupPrincipal(site.toLowerCase(), number);
  const inSite = identity?.siteGroup?.id;
  return inSite && /^\d{1,10}$/.test(inSite) ? siteGroupPrincipal(collection, inSite) : 'unknown';
}
