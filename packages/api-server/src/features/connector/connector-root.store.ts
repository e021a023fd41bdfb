import type { Db } from '../../platform/db/tables.ts';

/** The root key that the connector at this address showed first. */
export async function findRoot(db: Db, address: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('connector_roots')
    .select('thumbprint')
    .where('address', '=', address)
    .executeTakeFirst();
  return row?.thumbprint;
}

/** False when one is remembered already: the first one stays. */
export async function insertRoot(db: Db, address: string, thumbprint: string): Promise<boolean> {
  const inserted = await db
    .insertInto('connector_roots')
    .values({ address, thumbprint })
    .onConflict((conflict) => conflict.doNothing())
    .returning('address')
    .execute();
  return inserted.length === 1;
}
