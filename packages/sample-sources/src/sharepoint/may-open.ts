import { addressesOf, type SampleUser } from './directory.ts';
import type { SampleGrant, SamplePrincipal } from './grants.ts';
import { effectiveGrants, itemsIn, type SampleLocation, type SampleTenant } from './tenant.ts';
import { usersIn } from './users-in.ts';

/** How SharePoint would decide, where that depends on more than who asks. */
export type OpeningOptions = {
  now?: Date;
  /** Whether people of the tenant hold the links that were made for all of them. */
  holdsOrganizationLinks?: boolean;
};

const VIEWING = new Set(['read', 'write', 'owner', 'sp.restrictedView']);

/**
 * The verdict of the sample itself: whether a user opens a file (`<drive>/<item>`) or a page
 * (`page/<site>/<page>`) when they go there. Nothing of what its API says is used for it.
 */
function mayUserOpen(
  { tenant, found, user }: { tenant: SampleTenant; found: Found | undefined; user: SampleUser },
  options: OpeningOptions,
): boolean {
  if (!found || !user.accountEnabled) return false;
  const { site, grants } = found;
  if (site.access !== 'open') return false;
  if (site.onlyGroups && !site.onlyGroups.some((id) => usersIn(tenant.directory, id).has(user.id)))
    return false;
  if (site.admins.includes(user.id)) return true;
  return grants.some((grant) => lets(grant, { tenant, site, user, ...options }));
}

/** The same for whoever signs in with an account of theirs that has this address. */
export function mayOpen(
  tenant: SampleTenant,
  person: { address: string },
  asked: OpeningOptions & { externalId: string },
): boolean {
  const { externalId, ...options } = asked;
  return verdictsOn(tenant)(person, externalId, options);
}

/**
 * The verdicts on one state of a tenant. Whoever asks about everybody and everything looks up each
 * address and each document once; after a change it takes new ones.
 */
export function verdictsOn(
  tenant: SampleTenant,
): (person: { address: string }, externalId: string, options?: OpeningOptions) => boolean {
  const users = new Map<string, SampleUser[]>();
  const items = new Map<string, Found | undefined>();
  const usersOf = (address: string) => {
    const known = users.get(address);
    if (known) return known;
    const found = tenant.directory.users.filter((user) => addressesOf(user).includes(address));
    users.set(address, found);
    return found;
  };
  const itemOf = (externalId: string) => {
    if (!items.has(externalId)) items.set(externalId, findItem(tenant, externalId));
    return items.get(externalId);
  };
  return ({ address }, externalId, options = {}) => {
    const found = itemOf(externalId);
    return usersOf(address.toLowerCase()).some((user) =>
      mayUserOpen({ tenant, found, user }, options),
    );
  };
}

/** Who is given access to a document, by grants of its own or inherited ones. */
export function grantsOf(tenant: SampleTenant, externalId: string): SampleGrant[] {
  return findItem(tenant, externalId)?.grants ?? [];
}

type Found = { site: SampleLocation; grants: SampleGrant[] };

function findItem(tenant: SampleTenant, externalId: string): Found | undefined {
  const [first, second, third] = externalId.split('/');
  const isPage = first === 'page';
  const library = tenant.libraries.find(({ id, siteId, kind }) =>
    isPage ? siteId === second && kind === 'pages' : id === first,
  );
  const site = tenant.sites.find(({ id }) => id === library?.siteId);
  if (!library || !site) return undefined;
  const itemId = isPage ? `01PAGE${third}` : second;
  const item = itemsIn(tenant, library.id).find(({ id, isDeleted }) => id === itemId && !isDeleted);
  return item && { site, grants: effectiveGrants(tenant, item) };
}

type Opening = OpeningOptions & { tenant: SampleTenant; site: SampleLocation; user: SampleUser };

function lets(grant: SampleGrant, opening: Opening): boolean {
  const { link, until } = grant;
  const now = opening.now ?? new Date();
  if (until !== undefined && new Date(until) <= now) return false;
  if (!grant.roles.some((role) => VIEWING.has(role))) return false;
  if (link?.scope === 'existingAccess' || link?.type === 'createOnly') return false;
  const isForAll = link?.scope === 'organization' && opening.holdsOrganizationLinks;
  if (isForAll && opening.user.userType === 'Member') return true;
  return grant.to.some((principal) => isOneOf(principal, opening));
}

function isOneOf(principal: SamplePrincipal, opening: Opening): boolean {
  const { tenant, user, site } = opening;
  if ('user' in principal) return principal.user === user.id;
  if ('group' in principal) return usersIn(tenant.directory, principal.group).has(user.id);
  if ('class' in principal) return user.userType === 'Member';
  if ('ownersOf' in principal) {
    const group = tenant.directory.groups.find(({ id }) => id === principal.ownersOf);
    return group?.owners.includes(user.id) ?? false;
  }
  if (!('siteGroup' in principal)) return false;
  const group = site.siteGroups.find(({ id }) => id === principal.siteGroup);
  return group?.members.some((member) => isOneOf(member, opening)) ?? false;
}
