import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { rowsFromArrays } from '../../platform/db/rows-from-arrays.ts';
import type { Db } from '../../platform/db/tables.ts';

export const CHANGED_CHANNEL = 'data_source_changed';

/** Organization and connection; ids only, for every database user can listen. */
export type ChangedConnection = [organizationId: string, connectionId: string];

/** What changed, and the name that its transaction gave itself, if any. */
export type Announcement = { changed: ChangedConnection[]; transaction: string | undefined };

/** PostgreSQL refuses payloads of 8,000 bytes and more. */
const MAX_PAYLOAD_BYTES = 7_900;
/** An organization that nobody has: a replica of an older build looks for its streams and finds none. */
const TRANSACTION = '';

const payloadSchema = z.array(z.tuple([z.string(), z.string()]));

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
  { transaction, besides = sql`` }: { transaction?: string; besides?: RawBuilder<unknown> } = {},
): RawBuilder<unknown> {
  const changed = connections.map((row): ChangedConnection => [row.organization_id, row.id]);
  const notice = rowsFromArrays('notice', {
    payload: { type: 'text', values: splitPayloads({ changed, transaction }) },
  });
  return sql`
    select pg_notify(${CHANGED_CHANNEL}, ${notice.ref('payload')}) ${besides} from ${notice.from}
  `;
}

/** As few payloads as possible, each below the limit and each with the name of the transaction. */
export function splitPayloads({ changed, transaction }: Announcement): string[] {
  const head = transaction === undefined ? [] : [[TRANSACTION, transaction]];
  const headBytes = 2 + (head.length === 0 ? 0 : Buffer.byteLength(JSON.stringify(head)) - 1);
  const payloads: string[] = [];
  let batch: ChangedConnection[] = [];
  let bytes = headBytes;
  const close = () => payloads.push(JSON.stringify([...head, ...batch]));
  for (const entry of changed) {
    const size = Buffer.byteLength(JSON.stringify(entry)) + 1;
    if (bytes + size > MAX_PAYLOAD_BYTES && batch.length > 0) {
      close();
      batch = [];
      bytes = headBytes;
    }
    batch.push(entry);
    bytes += size;
  }
  if (batch.length > 0) close();
  return payloads;
}

/** Reads a payload of the channel. @throws SyntaxError, ZodError */
export function parseAnnouncement(payload: string): Announcement {
  const entries = payloadSchema.parse(JSON.parse(payload));
  const [first] = entries;
  if (first?.[0] !== TRANSACTION) return { changed: entries, transaction: undefined };
  return { changed: entries.slice(1), transaction: first[1] };
}
