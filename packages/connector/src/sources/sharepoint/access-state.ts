import { z } from 'zod';
import type { AccessFinding, Principal, SourceAccess } from '../source-access.ts';
import type { Tallies } from './access.ts';
import { sharingLinkSchema } from './library-changes.ts';

const unitSchema = z.object({
  /** Groups that permissions in it named, so that they are known also while it cannot be read. */
  named: z.array(z.string()),
  sharing: sharingLinkSchema.optional(),
});
const units = z.record(z.string(), unitSchema);
/** By site collection, the groups that are in its groups: known also while those cannot be read. */
const inSiteGroups = z.record(z.string(), z.array(z.string())).default({});
export type UnitMemory = z.output<typeof unitSchema>;

/** What a reading leaves for the next, of each library and of the pages of each site. */
export const accessCursorSchema = z.object({ units, inSiteGroups });
export type AccessCursor = z.output<typeof accessCursorSchema>;

/** Where a reading of who may read what stands. */
export const accessStateSchema = z.object({
  phase: z.enum(['people', 'documents', 'groups']),
  /** Library or site being read, and the last document of it that was. */
  unit: z.string().nullable(),
  after: z.string(),
  /** Groups whose members are still to be read; principals of Entra, and numbers by site collection. */
  groups: z.array(z.string()),
  siteGroups: z.record(z.string(), z.array(z.string())),
  /** Whether all people, and all places, could be read. */
  hasPeople: z.boolean(),
  hasPlaces: z.boolean(),
  units,
  inSiteGroups,
  tallies: z.record(z.string(), z.int()),
});
export type AccessState = z.output<typeof accessStateSchema>;

export function firstAccessState(): AccessState {
  return {
    phase: 'people',
    unit: null,
    after: '',
    groups: [],
    siteGroups: {},
    hasPeople: false,
    hasPlaces: true,
    units: {},
    inSiteGroups: {},
    tallies: {},
  };
}

/** The state with some more groups to read; principals that are no groups are passed over. */
export function withGroups(state: AccessState, principals: Iterable<Principal>): AccessState {
  const groups = new Set(state.groups);
  const siteGroups = new Map(
    Object.entries(state.siteGroups).map(([collection, numbers]) => [collection, new Set(numbers)]),
  );
  for (const principal of principals) {
    const [kind, id = '', number] = principal.split(':');
    if (kind === 'group' || kind === 'owners') groups.add(principal);
    if (kind !== 'sitegroup' || number === undefined) continue;
    siteGroups.set(id, (siteGroups.get(id) ?? new Set()).add(number));
  }
  return {
    ...state,
    groups: [...groups],
    siteGroups: Object.fromEntries([...siteGroups].map(([id, numbers]) => [id, [...numbers]])),
  };
}

export const isGroup = (principal: Principal) => /^(group|owners|sitegroup):/.test(principal);

/** The state with more of what a unit named. */
export function withNamed(
  state: AccessState,
  key: string,
  principals: Iterable<Principal>,
): AccessState {
  const unit = state.units[key] ?? { named: [] };
  const named = [...new Set([...unit.named, ...[...principals].filter(isGroup)])];
  return { ...state, units: { ...state.units, [key]: { ...unit, named } } };
}

export function* principalsIn(accesses: Iterable<SourceAccess>): Iterable<Principal> {
  for (const access of accesses) {
    if (access.kind !== 'rule') continue;
    for (const layer of access.layers) for (const { principal } of layer) yield principal;
  }
}

/** The permission that each finding asks for, as it is called in Entra. */
const RIGHTS: Record<string, string> = {
  people_refused: 'User.Read.All',
  people_hidden: 'User.Read.All',
  groups_refused: 'GroupMember.Read.All',
  groups_hidden: 'Member.Read.Hidden',
  site_groups_need_certificate: 'SharePoint: Sites.FullControl.All',
  site_groups_refused: 'SharePoint: Sites.FullControl.All',
};

export function findingsOf(tallies: Tallies): AccessFinding[] {
  return Object.entries(tallies)
    .filter(([, count]) => count > 0)
    .map(([code, count]) => ({ code, count, ...(RIGHTS[code] ? { detail: RIGHTS[code] } : {}) }));
}
