import { sql } from 'kysely';
import type { Transact } from '../platform/db/tables.ts';
import type { Owner } from '../vault/vault.ts';

type Place = Pick<Owner, 'tenantId' | 'connectionId'>;

/** Any number that no other lock of two numbers has in this database. */
const LOCK_KIND = 509_112_807;

/**
 * Whoever begins something at a connection, and whoever forgets it, goes one after the other until the
 * end of the transaction: what is begun beside a deletion would otherwise stay behind it.
 */
async function lockConnection(trx: Transact, { tenantId, connectionId }: Place): Promise<void> {
  const name = `${tenantId}/${connectionId}`;
  await sql`
    select pg_advisory_xact_lock(${sql.lit(LOCK_KIND)}, hashtext(${name}::text))`.execute(trx);
}

/** Notes that a connection was deleted. The caller removes what there is of it, in the same transaction. */
export async function noteForgotten(trx: Transact, place: Place): Promise<void> {
  await lockConnection(trx, place);
  await sql`
    insert into forgotten_connections (tenant_id, connection_id)
    values (${place.tenantId}, ${place.connectionId}::uuid)
    on conflict (tenant_id, connection_id) do update set forgotten_at = now()`.execute(trx);
}

/** Whether a connection was deleted not long ago; if not, it is not before the transaction ends. */
export async function isForgotten(trx: Transact, place: Place): Promise<boolean> {
  await lockConnection(trx, place);
  const found = await trx
    .selectFrom('forgotten_connections')
    .select('connection_id')
    .where('tenant_id', '=', place.tenantId)
    .where('connection_id', '=', place.connectionId)
    .executeTakeFirst();
  return found !== undefined;
}
