import { createHash } from 'node:crypto';
import { canonicalJson } from '../platform/canonical-json.ts';
import { storableJson } from '../platform/db/storable.ts';
import type { Db, Transact } from '../platform/db/tables.ts';
import type { Run } from '../runs/run.store.ts';
import type { SyncCheckpoint } from '../sources/source.ts';

/** Settings and credentials that a cursor is good for. */
type Origin = Pick<Run, 'tenant_id' | 'connection_id' | 'settings'> & { credentialSetId: string };

/** Of the documents themselves, or of who may read them. */
export type CursorKind = 'sync' | 'access';

/** The cursor of the last run that completed with the same settings and credentials, or null. */
export async function findCursor(
  db: Db,
  origin: Origin,
  kind: CursorKind = 'sync',
): Promise<SyncCheckpoint | null> {
  const row = await db
    .selectFrom('sync_cursors')
    .select('cursor')
    .where('tenant_id', '=', origin.tenant_id)
    .where('connection_id', '=', origin.connection_id)
    .where('kind', '=', kind)
    .where('made_with', '=', fingerprint(origin))
    .executeTakeFirst();
  return row?.cursor ?? null;
}

/** Replaces the cursor of a connection; null takes it away. */
export async function storeCursor(
  trx: Transact,
  origin: Origin,
  { cursor, kind = 'sync' }: { cursor: SyncCheckpoint | null; kind?: CursorKind },
): Promise<void> {
  await trx
    .deleteFrom('sync_cursors')
    .where('tenant_id', '=', origin.tenant_id)
    .where('connection_id', '=', origin.connection_id)
    .where('kind', '=', kind)
    .execute();
  if (cursor === null) return;
  await trx
    .insertInto('sync_cursors')
    .values({
      tenant_id: origin.tenant_id,
      connection_id: origin.connection_id,
      kind,
      made_with: fingerprint(origin),
      cursor: storableJson(cursor),
    })
    .execute();
}

function fingerprint({ settings, credentialSetId }: Origin): string {
  return createHash('sha256')
    .update(canonicalJson([settings, credentialSetId]))
    .digest('base64url');
}
