import { type Selectable, sql } from 'kysely';
import type { Db, Tables, Transact } from '../platform/db/tables.ts';

export type KeyRow = Selectable<Tables['connector_keys']>;
export type KeyPurpose = KeyRow['purpose'];

/** Newest first. */
export async function listKeyRows(db: Db, purpose?: KeyPurpose): Promise<KeyRow[]> {
  return db
    .selectFrom('connector_keys')
    .selectAll()
    .$if(purpose !== undefined, (query) => query.where('purpose', '=', purpose as KeyPurpose))
    .orderBy('generation', 'desc')
    .execute();
}

export async function findKeyRow(
  db: Db,
  purpose: KeyPurpose,
  kid: string,
): Promise<KeyRow | undefined> {
  return db
    .selectFrom('connector_keys')
    .selectAll()
    .where('purpose', '=', purpose)
    .where('kid', '=', kid)
    .executeTakeFirst();
}

/** Nothing happens when there is one of this generation already: another process was first. */
export async function insertKeyRow(
  db: Db,
  key: Pick<KeyRow, 'purpose' | 'generation' | 'kid' | 'state' | 'wrapped_private_key'>,
): Promise<void> {
  await db
    .insertInto('connector_keys')
    .values(key)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

export async function updateWrapped(db: Db, kid: string, wrapped: Uint8Array): Promise<void> {
  await db
    .updateTable('connector_keys')
    .set({ wrapped_private_key: wrapped })
    .where('kid', '=', kid)
    .execute();
}

/** Sealing keys that are current and not these open what was sealed for them a moment ago, and then go. */
export async function retireSealingKeys(trx: Transact, except: string): Promise<void> {
  await trx
    .updateTable('connector_keys')
    .set({ state: 'retired', retired_at: sql`now()` })
    .where('purpose', '=', 'sealing')
    .where('state', '=', 'current')
    .where('kid', '<>', except)
    .execute();
}

/** A root that signs nothing any more has no use. */
export async function deleteRoots(trx: Transact, state: 'next' | 'current'): Promise<void> {
  await trx
    .deleteFrom('connector_keys')
    .where('purpose', '=', 'root')
    .where('state', '=', state)
    .execute();
}

export async function makeRootCurrent(trx: Transact, kid: string): Promise<void> {
  await trx
    .updateTable('connector_keys')
    .set({ state: 'current' })
    .where('purpose', '=', 'root')
    .where('kid', '=', kid)
    .execute();
}
