import { z } from 'zod';
import { failsAlone } from '../fails-alone.ts';
import type { Principal, SourceGroup } from '../source-access.ts';
import { addTallies, type Tallies } from './access.ts';
import type { SharePointApi } from './call-sharepoint.ts';
import { readClaim, siteGroupPrincipal, userPrincipal } from './principals.ts';

const userSchema = z.object({
  LoginName: z.string(),
  AadObjectId: z.object({ NameId: z.string().nullish() }).nullish().catch(null),
});
const groupSchema = z.object({
  Id: z.int(),
  Title: z.string().nullish().catch(null),
  Users: z.array(z.unknown()),
});

/** Groups of one site collection that permissions name, by their numbers. */
export type WantedSiteGroups = {
  collection: string;
  /** A site of the collection; undefined where none was met. */
  webUrl: string | undefined;
  /** Whether one may be met another time. */
  isPassing: boolean;
  numbers: readonly string[];
};

export type SiteGroups = {
  groups: SourceGroup[];
  unreadGroups: Principal[];
  tallies: Tallies;
};

/**
 * Members of groups of a site, one level deep: accounts, Entra groups and classes of people. What
 * is in none of the lists, or may not be seen, holds nobody.
 */
export async function readSiteGroups(
  api: SharePointApi | undefined,
  wanted: WantedSiteGroups,
): Promise<SiteGroups> {
  const { collection, webUrl, isPassing, numbers } = wanted;
  const principals = numbers.map((number) => siteGroupPrincipal(collection, number));
  if (api === undefined) return closed(principals, 'site_groups_need_certificate');
  if (webUrl === undefined) {
    return isPassing ? unread(principals) : closed(principals, 'site_groups_elsewhere');
  }
  try {
    const found = await listGroups(api, webUrl);
    const byNumber = new Map(found.map((group) => [String(group.Id), group]));
    const read = numbers.map((number) => toGroup(collection, number, byNumber.get(number)));
    return {
      groups: read.map(({ group }) => group),
      unreadGroups: [],
      tallies: addTallies(...read.map(({ tallies }) => tallies)),
    };
  } catch (error) {
    if (!failsAlone(error)) throw error;
    if (error.code === 'insufficient_permissions') return closed(principals, 'site_groups_refused');
    return unread(principals);
  }
}

/** Where the ids of accounts cannot be selected, the claims of groups are better than nothing. */
async function listGroups(api: SharePointApi, webUrl: string) {
  const withIds = 'sitegroups?$select=Id,Title,Users/LoginName,Users/AadObjectId&$expand=Users';
  return api.list(webUrl, withIds, groupSchema).catch((error: unknown) => {
    if (!failsAlone(error) || error.code !== 'upstream_error') throw error;
    return api.list(webUrl, 'sitegroups?$expand=Users', groupSchema);
  });
}

/** What is stored of them counts until it is too old. */
function unread(principals: readonly Principal[]): SiteGroups {
  const tallies = { site_groups_unread: principals.length };
  return { groups: [], unreadGroups: [...principals], tallies };
}

/** Nobody is in them, as far as can be seen. */
function closed(principals: readonly Principal[], code: string): SiteGroups {
  const groups = principals.map((principal) => ({
    principal,
    name: null,
    members: [],
    isLast: true,
  }));
  return { groups, unreadGroups: [], tallies: { [code]: principals.length } };
}

function toGroup(
  collection: string,
  number: string,
  found: z.output<typeof groupSchema> | undefined,
): { group: SourceGroup; tallies: Tallies } {
  const named = (found?.Users ?? []).map(memberOf);
  const members = named.filter((one) => one !== 'unknown' && one !== 'nobody');
  const unknown = named.filter((one) => one === 'unknown').length;
  const principal = siteGroupPrincipal(collection, number);
  return {
    group: { principal, name: found?.Title ?? null, members, isLast: true },
    tallies: {
      ...(found ? {} : { site_groups_gone: 1 }),
      ...(unknown > 0 ? { principals_unknown: unknown } : {}),
    },
  };
}

/** An account counts by its Entra id alone: a sign-in name may be given to somebody else later. */
function memberOf(user: unknown) {
  const { LoginName, AadObjectId } = userSchema.safeParse(user).data ?? { LoginName: '' };
  const named = readClaim(LoginName);
  return named === 'user' ? userPrincipal(AadObjectId?.NameId) : named;
}
