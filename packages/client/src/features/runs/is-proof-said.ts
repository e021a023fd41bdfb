import type { DataSourceConnection } from '@rita/contracts';
import type { ConnectionState } from './connection-state.ts';

/** Whether the middle of a card says already when access was proven, so that its foot need not. */
export function isProofSaid(
  { last_sync_status: lastSync }: Pick<DataSourceConnection, 'last_sync_status'>,
  state: ConnectionState,
): boolean {
  return lastSync === null && (state === 'ready' || state === 'paused');
}
