import type { Alert, AlertCause, AlertKind, DataSourceType } from '@rita/contracts';

/** One thing that somebody is told. */
export type ToldAlert = {
  kind: AlertKind;
  cause: AlertCause;
  since: Date;
  source: { id: string; type: DataSourceType; name: string };
  settings: Record<string, unknown>;
};

/** One line for all that has one cause; the kinds in the order of how much each needs somebody. */
export function mergeAlerts(told: readonly ToldAlert[]): Alert[] {
  const lines = new Map<string, Alert>();
  for (const { kind, cause, since, source, settings } of told) {
    const key = JSON.stringify([kind, placeOf({ kind, cause, source, settings })]);
    const line = lines.get(key) ?? { kind, cause, since: since.toISOString(), sources: [] };
    lines.set(key, line);
    if (!line.sources.some(({ id }) => id === source.id)) line.sources.push(source);
  }
  return [...lines.values()].toSorted((a, b) => ORDER[a.kind] - ORDER[b.kind]);
}

const ORDER: Record<AlertKind, number> = {
  ...{ access_lost: 0, failed: 1, held: 2, silent: 3, expiring: 4, repaired: 5 },
};

/** Where these are the causes, it is one for all, wherever the sources are. */
const OF_THE_CONNECTOR: ReadonlySet<AlertCause> = new Set([
  'connector_unreachable',
  'connector_gone',
  'connector_rejected',
  'driver_missing',
  'timed_out',
  'interrupted',
]);

/** What things have to have in common to be one: the cause, and for a failure of a source, its host. */
function placeOf({ kind, cause, source, settings }: Omit<ToldAlert, 'since'>): unknown[] {
  if (kind === 'repaired') return [];
  const isOfSource = kind === 'failed' || kind === 'access_lost';
  if (!isOfSource || OF_THE_CONNECTOR.has(cause)) return [cause];
  return [cause, hostOf(settings) ?? source.id];
}

function hostOf(settings: Record<string, unknown>): string | undefined {
  for (const value of Object.values(settings)) {
    const url = typeof value === 'string' ? URL.parse(value) : null;
    if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.host;
  }
  return undefined;
}
