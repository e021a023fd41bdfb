import {
  type Grant,
  groupPrincipal,
  type NobodyReason,
  type SourceAccess,
} from '../source-access.ts';
import type { SharePointSettings } from './context.ts';
import { readIdentity, TENANT_MEMBERS } from './principals.ts';
import type { Permission } from './shapes.ts';

/** Counts of what should be known about a reading, by the code of the finding. */
export type Tallies = Record<string, number>;

export function addTallies(...all: readonly Tallies[]): Tallies {
  const sum: Tallies = {};
  for (const [code, count] of all.flatMap(Object.entries)) sum[code] = (sum[code] ?? 0) + count;
  return sum;
}

/** What whoever has one of these can see; “limited access” only leads to something below. */
const VIEWING = new Set([
  'read',
  'write',
  'owner',
  'sp.owner',
  'sp.member',
  'sp.full control',
  'sp.design',
  'sp.edit',
  'sp.contribute',
  'sp.read',
  'sp.view only',
  'sp.restrictedview',
  'sp.restricted view',
]);
const OWNING = new Set(['owner', 'sp.owner', 'sp.full control']);
const PASSING_ROLES = /^sp\.(web-only )?limited access/;
/** Links by which an item is seen; others are for handing something in. */
const VIEWING_LINKS = new Set(['view', 'edit', 'review', 'embed', 'blocksDownload']);
const LINKS_TO_PEOPLE = new Set(['anonymous', 'organization', 'users']);
const OTHER_LINKS = new Set(['existingAccess', 'createOnly']);
/** The first moment that there is stands for none. */
const NO_END = /^0001-01-01T/;
/** Without its zone a time is another one everywhere, and nobody knows which. */
const WITH_ZONE = /(?:z|[+-]\d\d:\d\d)$/i;

type Reading = {
  settings: Pick<SharePointSettings, 'organization_links' | 'only_groups'>;
  /** Id of the site collection. */
  collection: string;
  now: Date;
};

/**
 * Who may read an item, from the whole list of its permissions, own and inherited (learn.microsoft.com,
 * driveItem permissions). Ids alone count; what is not known grants nothing.
 */
export function accessOf(
  permissions: readonly Permission[],
  reading: Reading,
): { access: SourceAccess; tallies: Tallies } {
  // Only an owner of the item is told of everybody; a list without one may leave others out.
  if (!permissions.some(({ roles }) => roles.some((role) => OWNING.has(role.toLowerCase())))) {
    return nobody('incomplete');
  }
  const read = permissions.map((permission) => grantsOf(permission, reading));
  const grants = read.flatMap((one) => one.grants);
  const tallies = addTallies(...read.map((one) => one.tallies));
  if (grants.length === 0) {
    return nobody(tallies.principals_unknown ? 'unknown_principal' : 'nobody_named', tallies);
  }
  const only = reading.settings.only_groups ?? [];
  const within = only.map((id) => ({ principal: groupPrincipal(id.toLowerCase()) }));
  const layers = within.length > 0 ? [grants, within] : [grants];
  return { access: { kind: 'rule', layers }, tallies };
}

function nobody(reason: NobodyReason, tallies: Tallies = {}) {
  return { access: { kind: 'nobody' as const, reason }, tallies };
}

type Granted = { grants: Grant[]; tallies: Tallies };
const nothing = (tallies: Tallies = {}): Granted => ({ grants: [], tallies });

function grantsOf(permission: Permission, reading: Reading): Granted {
  const { roles, link, expirationDateTime: end } = permission;
  const until = end && !NO_END.test(end) ? end : undefined;
  if (until !== undefined && !isToCome(until, reading.now)) return nothing();
  const names = roles.map((role) => role.toLowerCase());
  if (!names.some((role) => VIEWING.has(role))) {
    return names.every((role) => PASSING_ROLES.test(role))
      ? nothing()
      : nothing({ roles_unknown: 1 });
  }
  if (link) return grantsOfLink(permission, reading, until);
  // From before groups were told from people, or an invitation that nobody has redeemed.
  if (!permission.grantedToV2)
    return nothing(permission.grantedTo ? { principals_unknown: 1 } : {});
  return toGrants([permission.grantedToV2], reading, until);
}

/** A time that cannot be read has passed. */
function isToCome(time: string, now: Date): boolean {
  return WITH_ZONE.test(time) && Date.parse(time) > now.getTime();
}

/** A link lets in the people listed with it. Who else holds it nobody can see. */
function grantsOfLink(
  { link, grantedToIdentitiesV2 }: Permission,
  reading: Reading,
  until: string | undefined,
): Granted {
  const { scope = '', type = '' } = link ?? {};
  if (OTHER_LINKS.has(scope ?? '') || OTHER_LINKS.has(type ?? '')) return nothing();
  if (!VIEWING_LINKS.has(type ?? '') || !LINKS_TO_PEOPLE.has(scope ?? '')) {
    return nothing({ links_unknown: 1 });
  }
  const listed = toGrants(grantedToIdentitiesV2, reading, until);
  const isForMembers =
    scope === 'organization' && reading.settings.organization_links === 'members';
  if (isForMembers) listed.grants.push(grant(TENANT_MEMBERS, until));
  return listed;
}

function toGrants(
  identities: Permission['grantedToIdentitiesV2'],
  { collection }: Reading,
  until: string | undefined,
): Granted {
  const named = identities.map((identity) => readIdentity(identity, collection));
  const unknown = named.filter((one) => one === 'unknown').length;
  const people = named.filter((one) => one !== 'unknown' && one !== 'nobody');
  return {
    grants: people.map((principal) => grant(principal, until)),
    tallies: unknown > 0 ? { principals_unknown: unknown } : {},
  };
}

function grant(principal: string, until: string | undefined): Grant {
  return until === undefined ? { principal } : { principal, until };
}
