import type { DataSourceConnection } from '@rita/contracts';
import { t } from '../../i18n/index.ts';
import { describeSource } from '../../lib/describe-source.ts';
import { isUnread } from '../access/is-unread.ts';

export type EmptyCause = {
  text: string;
  causes: readonly string[];
  /** Whether it depends on how the sources know the person who looks. */
  isPersonal?: true;
};

/** Why somebody finds no documents at all: of one connection, or of all of them together. */
export function emptyCause(connections: readonly DataSourceConnection[]): EmptyCause {
  const syncing = connections.some((connection) => connection.status === 'syncing');
  if (syncing) return { text: t.documents.noneSyncing, causes: [] };
  const enabled = connections.filter((connection) => connection.enabled);
  if (enabled.length === 0) return { text: t.documents.noneNotConfigured, causes: [] };
  if (enabled.some(isUnread)) return unread(enabled);
  if (enabled.some(hasDocuments)) {
    return { text: t.documents.noneReadable, causes: [], isPersonal: true };
  }
  const empty = enabled.find((connection) => connection.last_sync_status === 'completed');
  if (empty) {
    return { text: t.documents.noneEmpty, causes: describeSource(empty.type).nothingFoundCauses };
  }
  const hasFailed = enabled.some((connection) => connection.last_sync_status === 'failed');
  return { text: hasFailed ? t.documents.noneSyncFailed : t.documents.noneNeverSynced, causes: [] };
}

function unread(enabled: readonly DataSourceConnection[]): EmptyCause {
  const hasFailed = enabled.some(
    (connection) => isUnread(connection) && connection.access.last_result === 'failed',
  );
  return { text: hasFailed ? t.documents.noneReadingFailed : t.documents.noneUnread, causes: [] };
}

/** As the last reading of permissions counted them, or the last sync. */
function hasDocuments({ access, documents_processed: synced }: DataSourceConnection): boolean {
  if (access.summary === null) return synced > 0;
  return Object.values(access.summary.documents).some((count) => count > 0);
}
