import { type RawBuilder, sql } from 'kysely';
import { rowsFromArrays } from '../../platform/db/rows-from-arrays.ts';
import type { Db } from '../../platform/db/tables.ts';

export const CHANGED_CHANNEL = 'data_source_changed';

/** Organization and connection; ids only, for every database user can listen. */
export type ChangedConnection = [organizationId: string, connectionId: string];

/** PostgreSQL refuses payloads of 8,000 bytes and more. */
const MAX_PAYLOAD_BYTES = 7_900;

/** Tells every replica which connections changed, when the transaction commits. */
export async function announceConnections(
  db: Db,
  connections: readonly { id: string; organization_id: string }[],
): Promise<void> {
  await announcementOf(connections).execute(db);
}

/** The statement that tells, and answers what it is asked besides: columns, begun with a comma. */
export function announcementOf(
  connections: readonly { id: string; organization_id: string }[],
  besides: RawBuilder<unknown> = sql``,
): RawBuilder<unknown> {
  const changed = connections.map((row): ChangedConnection => [row.organization_id, row.id]);
  const notice = rowsFromArrays('notice', {
    payload: { type: 'text', values: splitPayloads(changed) },
  });
  return sql`
    select pg_notify(${CHANGED_CHANNEL}, ${notice.ref('payload')}) ${besides} from ${notice.from}
  `;
}

/** As few payloads as possible, each below the limit. */
export function splitPayloads(changed: readonly ChangedConnection[]): string[] {
  const payloads: string[] = [];
  let batch: ChangedConnection[] = [];
  let bytes = 2;
  for (const entry of changed) {
    const size = Buffer.byteLength(JSON.stringify(entry)) + 1;
    if (bytes + size > MAX_PAYLOAD_BYTES && batch.length > 0) {
      payloads.push(JSON.stringify(batch));
      batch = [];
      bytes = 2;
    }
    batch.push(entry);
    bytes += size;
  }
  if (batch.length > 0) payloads.push(JSON.stringify(batch));
  return payloads;
}
