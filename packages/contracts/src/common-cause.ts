import type { AlertCause } from './alerts.ts';

/** Where these are the causes, it is one for all connections, wherever their sources are. */
const OF_THE_CONNECTOR: ReadonlySet<AlertCause> = new Set([
  'connector_unreachable',
  'connector_gone',
  'connector_rejected',
  'driver_missing',
  'timed_out',
  'interrupted',
]);

/**
 * What failed connections have in common when they failed for one cause: the code, and the host of
 * the source unless the cause lies with the connector.
 */
export function commonCauseOf(failed: {
  id: string;
  cause: AlertCause;
  settings: Record<string, unknown>;
}): string {
  const { id, cause, settings } = failed;
  if (OF_THE_CONNECTOR.has(cause)) return cause;
  return `${cause} ${hostOf(settings) ?? id}`;
}

function hostOf(settings: Record<string, unknown>): string | undefined {
  for (const value of Object.values(settings)) {
    const url = typeof value === 'string' ? URL.parse(value) : null;
    if (url?.protocol === 'https:' || url?.protocol === 'http:') return url.host;
  }
  return undefined;
}
