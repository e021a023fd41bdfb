import type { DataSourceStatusMessage } from '@rita/contracts';
import pg from 'pg';

/**
 * What a plain handler does at the very least: one UPDATE of one row for each message, one after
 * another over one connection; no rules, no lock, no audit entry, no notification.
 *
 * @returns messages a second
 */
export async function measureFloor(
  databaseUrl: string,
  messages: readonly DataSourceStatusMessage[],
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const startedAt = performance.now();
  for (const message of messages) await updateOne(client, message);
  const seconds = (performance.now() - startedAt) / 1_000;
  await client.end();
  return messages.length / seconds;
}

async function updateOne(client: pg.Client, message: DataSourceStatusMessage): Promise<void> {
  const count = message.type === 'sync' ? (message.documents_processed ?? 0) : 0;
  const error = message.type === 'sync' ? message.error_message : message.error;
  await client.query(
    `update data_source_connections
     set documents_processed = $3, last_sync_error = $4, version = version + 1, updated_at = now()
     where id = $1 and organization_id = $2`,
    [message.connection_id, message.tenant_id, count, error ?? null],
  );
}
