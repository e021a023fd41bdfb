import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { RunStatusMessage } from '@rita/contracts';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** As many as a batch of the consumer has at most. */
const BATCH = 500;

/**
 * The least that a batch can cost: its messages by COPY into a temporary table, one UPDATE from that,
 * and a commit; without rules, audit entries or notification, and with whichever message of a
 * connection PostgreSQL meets first.
 *
 * @returns messages a second
 */
export async function measureBatchFloor(
  databaseUrl: string,
  messages: readonly RunStatusMessage[],
): Promise<number> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(
      `create temporary table told (connection_id uuid, tenant_id text, count integer, error text)
       on commit delete rows`,
    );
    const startedAt = performance.now();
    for (let from = 0; from < messages.length; from += BATCH) {
      await writeBatch(client, messages.slice(from, from + BATCH));
    }
    return (messages.length * 1_000) / (performance.now() - startedAt);
  } finally {
    await client.end();
  }
}

async function writeBatch(client: pg.Client, batch: readonly RunStatusMessage[]): Promise<void> {
  await client.query('begin');
  const lines = batch.map((message) => `${fieldsOf(message).join('\t')}\n`).join('');
  await pipeline(Readable.from([lines]), client.query(copyFrom('copy told from stdin')));
  await client.query(
    `update data_source_connections
     set documents_processed = told.count, last_sync_error = told.error, version = version + 1,
       updated_at = now()
     from told where id = told.connection_id and organization_id = told.tenant_id`,
  );
  await client.query('commit');
}

/** Texts of the bench have no sign that COPY would need escaped. */
function fieldsOf(message: RunStatusMessage): (string | number)[] {
  const count = message.type === 'sync' ? (message.documents_processed ?? 0) : 0;
  const error = message.type === 'sync' ? message.error_message : message.error;
  return [message.connection_id, message.tenant_id, count, error ?? '\\N'];
}
