import { type DataSourceConnection, sourceTypeOf } from '@rita/contracts';
import { t } from '../../i18n/index.ts';

export type EmptyCause = { text: string; causes: readonly string[] };

/** Why there are no documents at all: of one connection, or of all of them together. */
export function emptyCause(connections: readonly DataSourceConnection[]): EmptyCause {
  const syncing = connections.some((connection) => connection.status === 'syncing');
  if (syncing) return { text: t.documents.noneSyncing, causes: [] };
  const enabled = connections.filter((connection) => connection.enabled);
  if (enabled.length === 0) return { text: t.documents.noneNotConfigured, causes: [] };
  const empty = enabled.find((connection) => connection.last_sync_status === 'completed');
  if (empty) {
    return { text: t.documents.noneEmpty, causes: sourceTypeOf(empty.type).nothingFoundCauses };
  }
  const hasFailed = enabled.some((connection) => connection.last_sync_status === 'failed');
  return { text: hasFailed ? t.documents.noneSyncFailed : t.documents.noneNeverSynced, causes: [] };
}
