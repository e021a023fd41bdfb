import type { DataSourceConnection } from '@rita/contracts';
import { formatters } from '../../i18n/formatters.ts';
import { currentLanguage } from '../../i18n/shown.ts';
import { CONNECTION_STATES, connectionState } from '../runs/connection-state.ts';

/** Sorted by how much each needs somebody; equals by name. `now`: milliseconds. */
export function worstFirst(
  connections: readonly DataSourceConnection[],
  now: number,
): DataSourceConnection[] {
  const compareNames = comparisonOf(connections);
  return connections
    .map((connection) => {
      const { order } = CONNECTION_STATES[connectionState(connection, now)];
      return { connection, order };
    })
    .toSorted((a, b) => a.order - b.order || compareNames(a.connection, b.connection))
    .map(({ connection }) => connection);
}

type Named = { name: string };

/**
 * The rules by which languages order letters cost a phone a tenth of a second to load, which plain
 * English names do not need.
 */
function comparisonOf(named: readonly Named[]): (a: Named, b: Named) => number {
  if (named.every(({ name }) => PLAIN.test(name))) {
    return (a, b) => compareCodes(a.name.toLowerCase(), b.name.toLowerCase());
  }
  const { compare } = formatters.getCollator(currentLanguage().locale);
  return (a, b) => compare(a.name, b.name);
}

const PLAIN = /^[ -~]*$/;

function compareCodes(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
