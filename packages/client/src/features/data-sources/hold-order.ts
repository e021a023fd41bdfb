import type { DataSourceConnection } from '@rita/contracts';
import { worstFirst } from './worst-first.ts';

/**
 * The ids of `connections` in the order of `places`, where they were shown last: whatever happens to a
 * connection, it stays where somebody may be about to click. One that had no place yet gets it in front of the
 * first that is less urgent. `now`: milliseconds.
 */
export function holdOrder(
  places: readonly string[],
  connections: readonly DataSourceConnection[],
  now: number,
): readonly string[] {
  const known = new Set(places);
  if (connections.every(({ id }) => known.has(id))) return places;
  const sorted = idsOf(worstFirst(connections, now));
  const present = new Set(sorted);
  const held = places.filter((id) => present.has(id));
  // From the last to the first, so that those behind a new one have a place already.
  for (const [at, id] of [...sorted.entries()].toReversed()) {
    if (known.has(id)) continue;
    const lessUrgent = new Set(sorted.slice(at + 1));
    const place = held.findIndex((other) => lessUrgent.has(other));
    held.splice(place === -1 ? held.length : place, 0, id);
  }
  return held;
}

export function idsOf(connections: readonly DataSourceConnection[]): string[] {
  return connections.map(({ id }) => id);
}
