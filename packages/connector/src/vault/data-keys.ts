import { randomBytes } from 'node:crypto';
import type { Db } from '../platform/db/tables.ts';
import { KEY_BYTES } from './envelope.ts';
import type { MasterKeys } from './master-keys.ts';

/** The tenant's own key, made on first use and kept only wrapped. Safe in parallel. */
export async function requireDataKey(
  db: Db,
  keys: MasterKeys,
  tenantId: string,
): Promise<Uint8Array> {
  const place = ['data-key', tenantId];
  const stored = await findWrapped(db, tenantId);
  if (stored === undefined) {
    const wrapped = keys.wrap(randomBytes(KEY_BYTES), place);
    await db
      .insertInto('vault_data_keys')
      .values({ tenant_id: tenantId, wrapped_key: wrapped })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
    // Another process may have been first: what is stored counts.
    return requireDataKey(db, keys, tenantId);
  }
  const { key, stale } = keys.unwrap(stored, place);
  if (stale) {
    await db
      .updateTable('vault_data_keys')
      .set({ wrapped_key: keys.wrap(key, place) })
      .where('tenant_id', '=', tenantId)
      .execute();
  }
  return key;
}

async function findWrapped(db: Db, tenantId: string): Promise<Uint8Array | undefined> {
  const row = await db
    .selectFrom('vault_data_keys')
    .select('wrapped_key')
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  return row?.wrapped_key;
}
