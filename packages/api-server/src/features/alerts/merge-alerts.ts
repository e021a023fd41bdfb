import {
  type Alert,
  type AlertCause,
  type AlertKind,
  commonCauseOf,
  type DataSourceType,
} from '@rita/contracts';

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

/** What things have to have in common to be one line. */
function placeOf({ kind, cause, source, settings }: Omit<ToldAlert, 'since'>): string {
  if (kind === 'repaired') return '';
  const isFailure = kind === 'failed' || kind === 'access_lost';
  return isFailure ? commonCauseOf({ id: source.id, cause, settings }) : cause;
}
