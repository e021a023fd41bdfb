import type { DataSourceConnection } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { formatMoment } from '../../lib/format.ts';
import type { ConnectionState } from '../runs/connection-state.ts';

/** These say it where they tell how fresh the documents are. */
const SAID_ALREADY: ReadonlySet<ConnectionState> = new Set(['synced', 'synced_with_problems']);
const FAILED: ReadonlySet<ConnectionState> = new Set([
  'failed',
  'verification_failed',
  'needs_credentials',
  'held',
]);

/** “next: 15:00”, after a failure “next try: 15:00”; empty where nothing is planned or it is said already. */
export function nextSyncInWords(
  connection: DataSourceConnection,
  state: ConnectionState,
  now: number,
): string {
  const { next_sync_at: nextAt, status } = connection;
  if (nextAt === null || status !== 'idle' || SAID_ALREADY.has(state)) return '';
  const moment = formatMoment(nextAt, now);
  return FAILED.has(state)
    ? t.freshness.nextTry({ time: moment })
    : t.freshness.next({ time: moment });
}
