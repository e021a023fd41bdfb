import type { RunStatusMessage } from '@rita/contracts';
import { type Database, openDatabase } from '@rita/platform/database';
import { silentLog } from '@rita/platform/log';

/**
 * What a plain handler does at the very least: one UPDATE of one row for each message, one after
 * another over one connection; no rules, no lock, no audit entry, no notification.
 *
 * @returns messages a second
 */
export async function measureFloor(
  databaseUrl: string,
  messages: readonly RunStatusMessage[],
): Promise<number> {
  const database = await openDatabase<unknown>({
    url: databaseUrl,
    folder: '',
    poolSize: 1,
    log: silentLog,
  });
  await database.executeSql('select 1');
  const startedAt = performance.now();
  for (const message of messages) await updateOne(database, message);
  const seconds = (performance.now() - startedAt) / 1_000;
  await database.close();
  return messages.length / seconds;
}

async function updateOne(
  { executeSql }: Pick<Database<unknown>, 'executeSql'>,
  message: RunStatusMessage,
): Promise<void> {
  const count = message.type === 'sync' ? (message.documents_processed ?? 0) : 0;
  const error = message.type === 'sync' ? message.error_message : message.error;
  await executeSql(
    `update data_source_connections
     set documents_processed = $3, last_sync_error = $4, version = version + 1, updated_at = now()
     where id = $1 and organization_id = $2`,
    [message.connection_id, message.tenant_id, count, error ?? null],
  );
}
