import type { SampleContent, SampleSite, SampleSpace } from './site.ts';
import {
  ADMINISTRATORS,
  type SampleAccount,
  type SampleConfluencePrincipal,
  VIEW,
} from './site-access.ts';
import type { SampleConfluenceEdition } from './switches.ts';

type Place = { site: SampleSite; edition: SampleConfluenceEdition };

/**
 * The verdict of the sample itself: whether somebody who signs in with an account that has this
 * address opens a page, or a file of it (`<page>/<file>`). Nothing of what its API says is used.
 */
export function mayOpen(place: Place, person: { address: string }, externalId: string): boolean {
  const address = person.address.toLowerCase();
  return place.site.users
    .filter((account) => account.address?.toLowerCase() === address)
    .some((account) => mayAccountOpen(place, account, externalId));
}

function mayAccountOpen(place: Place, account: SampleAccount, externalId: string): boolean {
  const { site } = place;
  const find = (id: string | null | undefined) => site.content.find((one) => one.id === id);
  const item = find(externalId.split('/').at(-1));
  const space = site.spaces.find(({ id }) => id === item?.spaceId);
  if (!item || !space || !maySignIn(place, account)) return false;
  const page = item.type === 'attachment' ? find(item.parentId) : item;
  if (item.status === 'trashed' || page?.status === 'trashed') return false;
  if (place.edition === 'data_center' && groupsOf(place, account).has(ADMINISTRATORS)) return true;
  if (!maySee(place, account, space)) return false;
  const seen = new Set<string>();
  for (let node: SampleContent | undefined = item; node; node = find(node.parentId)) {
    if (seen.has(node.id) || !isReader(place, account, node)) return false;
    seen.add(node.id);
  }
  return true;
}

export function maySignIn(place: Place, account: SampleAccount): boolean {
  if (account.status !== 'active') return false;
  if (place.edition === 'cloud') return account.kind === 'atlassian';
  // Who may look around without signing in has no account by that.
  return place.site.canUse.some(
    (principal) => !('class' in principal) && is(place, account, principal),
  );
}

function maySee(place: Place, account: SampleAccount, space: SampleSpace): boolean {
  const { site, edition } = place;
  const viewing = ({ key, targetType }: { key: string; targetType: string }) =>
    key === VIEW.key && targetType === VIEW.targetType;
  const opening = new Set(
    site.roles.filter((role) => role.permissions.includes('read/space')).map(({ id }) => id),
  );
  const hasRoles = edition === 'cloud' && site.roleMode !== 'PRE_ROLES';
  const principals = [
    ...space.permissions.filter(viewing).map(({ to }) => to),
    ...(hasRoles ? space.assignments : [])
      .filter(({ role }) => opening.has(role))
      .map(({ to }) => to),
  ];
  return principals.some((principal) => is(place, account, principal));
}

function isReader(place: Place, account: SampleAccount, { readers }: SampleContent): boolean {
  if (readers === null || readers.users.length + readers.groups.length === 0) return true;
  return (
    readers.users.some(({ accountId }) => accountId === account.accountId) ||
    readers.groups.some((group) => is(place, account, { group }))
  );
}

function is(place: Place, account: SampleAccount, principal: SampleConfluencePrincipal): boolean {
  if ('user' in principal) return principal.user === account.accountId;
  if ('group' in principal) return groupsOf(place, account).has(principal.group);
  if (!('class' in principal)) return false;
  if (principal.class === 'anonymous-users') {
    return place.site.isAnonymousAllowed && !isGuest(place, account);
  }
  if (place.edition === 'data_center') return false;
  if (principal.class === 'all-product-admins') return account.isAdmin;
  const isForAll = ['all-licensed-users', 'authenticated-users'].includes(principal.class);
  return isForAll && !account.isGuest;
}

const isGuest = ({ edition }: Place, account: SampleAccount) =>
  edition === 'cloud' && account.isGuest;

/** Ids of the groups that somebody is in; Data Center has groups in groups, even in circles. */
export function groupsOf({ site, edition }: Place, { accountId }: SampleAccount): Set<string> {
  const held = new Set(
    site.groups.filter(({ members }) => members.includes(accountId)).map(({ id }) => id),
  );
  if (edition === 'cloud') return held;
  for (const inner of held) {
    for (const { id, groups } of site.groups) if (groups.includes(inner)) held.add(id);
  }
  return held;
}
