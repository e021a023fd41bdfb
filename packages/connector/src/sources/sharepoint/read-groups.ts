import { addTallies } from './access.ts';
import type { AccessReading, ReadingStep } from './access-reading.ts';
import { type AccessState, accessCursorSchema, isGroup, withGroups } from './access-state.ts';
import { readEntraGroups } from './entra-groups.ts';
import { collectionOf } from './read-permissions.ts';
import { readSiteGroups } from './site-groups.ts';

/** Who is in the groups that permissions name: those of sites first, for Entra groups are in them. */
export async function* readGroups(
  reading: AccessReading,
  from: AccessState,
): AsyncIterable<ReadingStep> {
  let state = from;
  const { cursor } = reading.request;
  const before = cursor ? accessCursorSchema.parse(cursor).inSiteGroups : {};
  for (const [collection, numbers] of Object.entries(from.siteGroups)) {
    reading.context.signal.throwIfAborted();
    const unit = reading.units.find(({ site }) => collectionOf(site) === collection);
    const webUrl = unit?.site.webUrl ?? undefined;
    // Of a site that could not be found right now nobody knows that its groups are elsewhere.
    const isPassing = reading.skipped.length > 0;
    const read = await readSiteGroups(reading.api, { collection, webUrl, isPassing, numbers });
    const { [collection]: _, ...siteGroups } = state.siteGroups;
    const members = read.groups.flatMap((group) => group.members);
    const isUnread = read.unreadGroups.length > 0;
    const inside = isUnread ? (before[collection] ?? []) : members.filter(isGroup);
    const inSiteGroups = { ...state.inSiteGroups, [collection]: [...new Set(inside)] };
    const tallies = addTallies(state.tallies, read.tallies);
    state = withGroups({ ...state, siteGroups, inSiteGroups, tallies }, inside);
    const { groups, unreadGroups } = read;
    yield { groups, unreadGroups, phase: 'Groups of sites', next: state };
  }
  let left = state.groups;
  for await (const { tallies, done, ...page } of readEntraGroups(reading.graph, left)) {
    left = left.slice(done);
    state = { ...state, groups: left, tallies: addTallies(state.tallies, tallies) };
    yield { ...page, phase: 'Groups', next: state };
  }
}
