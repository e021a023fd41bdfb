import { randomBytes } from 'node:crypto';
import type { Db } from '../platform/db/tables.ts';
import { KEY_BYTES, VaultError } from './envelope.ts';
import type { MasterKeys } from './master-keys.ts';

/** The tenant's key for what is newly kept, made on first use and kept only wrapped. Safe in parallel. */
export async function requireDataKey(
  db: Db,
  keys: MasterKeys,
  tenantId: string,
): Promise<Uint8Array> {
  const { opened, newest } = await readDataKeys(db, keys, tenantId);
  const [key] = opened;
  if (key !== undefined) return key;
  // Those that VAULT_KEY does not open stay: it may have been mistaken rather than lost.
  await db
    .insertInto('vault_data_keys')
    .values({
      tenant_id: tenantId,
      generation: newest + 1,
      wrapped_key: keys.wrap(randomBytes(KEY_BYTES), placeOf(tenantId)),
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  // Another process may have been first: what is stored counts.
  return requireDataKey(db, keys, tenantId);
}

/** All keys of the tenant that `VAULT_KEY` opens, the newest first. Nearly always it is one. */
export async function listDataKeys(
  db: Db,
  keys: MasterKeys,
  tenantId: string,
): Promise<Uint8Array[]> {
  return (await readDataKeys(db, keys, tenantId)).opened;
}

/** Tenants with a key that `VAULT_KEY` does not open. */
export async function listTenantsWithLostKeys(db: Db, keys: MasterKeys): Promise<string[]> {
  const rows = await db
    .selectFrom('vault_data_keys')
    .select(['tenant_id', 'wrapped_key'])
    .execute();
  const lost = rows.filter((row) => tryUnwrap(keys, row.wrapped_key, row.tenant_id) === undefined);
  return [...new Set(lost.map((row) => row.tenant_id))];
}

async function readDataKeys(db: Db, keys: MasterKeys, tenantId: string) {
  const rows = await db
    .selectFrom('vault_data_keys')
    .select(['generation', 'wrapped_key'])
    .where('tenant_id', '=', tenantId)
    .orderBy('generation', 'desc')
    .execute();
  const opened: Uint8Array[] = [];
  for (const { generation, wrapped_key } of rows) {
    const found = tryUnwrap(keys, wrapped_key, tenantId);
    if (found === undefined) continue;
    opened.push(found.key);
    if (found.stale) await wrapAnew(db, keys, { tenantId, generation, key: found.key });
  }
  return { opened, newest: rows[0]?.generation ?? 0 };
}

async function wrapAnew(
  db: Db,
  keys: MasterKeys,
  held: { tenantId: string; generation: number; key: Uint8Array },
): Promise<void> {
  await db
    .updateTable('vault_data_keys')
    .set({ wrapped_key: keys.wrap(held.key, placeOf(held.tenantId)) })
    .where('tenant_id', '=', held.tenantId)
    .where('generation', '=', held.generation)
    .execute();
}

function tryUnwrap(keys: MasterKeys, wrapped: Uint8Array, tenantId: string) {
  try {
    return keys.unwrap(wrapped, placeOf(tenantId));
  } catch (error) {
    if (error instanceof VaultError) return undefined;
    throw error;
  }
}

function placeOf(tenantId: string): string[] {
  return ['data-key', tenantId];
}
