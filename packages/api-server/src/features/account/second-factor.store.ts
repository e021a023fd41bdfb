import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';

/** With `confirmed_at` null: set up, but no code of it was entered yet. */
export function findSecondFactor(db: Db, userId: string) {
  return db
    .selectFrom('second_factors')
    .select(['sealed_secret', 'confirmed_at'])
    .where('user_id', '=', userId)
    .executeTakeFirst();
}

/** Replaces one that was never confirmed. False where there is one in use. */
export async function insertSecondFactor(db: Db, userId: string, sealed_secret: string) {
  const row = await db
    .insertInto('second_factors')
    .values({ user_id: userId, sealed_secret })
    .onConflict((conflict) =>
      conflict
        .column('user_id')
        .doUpdateSet({ sealed_secret, last_step: 0 })
        .where('second_factors.confirmed_at', 'is', null),
    )
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Uses up a code's time step and all before it. False when it was used up already. */
export async function useStep(db: Db, userId: string, step: number): Promise<boolean> {
  const row = await db
    .updateTable('second_factors')
    .set({ last_step: step })
    .where('user_id', '=', userId)
    .where('last_step', '<', sql<string>`${step}::bigint`)
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** False when it was confirmed already. */
export async function confirm(db: Db, userId: string): Promise<boolean> {
  const row = await db
    .updateTable('second_factors')
    .set({ confirmed_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('confirmed_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}

/** With its recovery codes. */
export async function deleteSecondFactor(db: Db, userId: string): Promise<void> {
  await db.deleteFrom('second_factors').where('user_id', '=', userId).execute();
}

export async function replaceRecoveryCodes(db: Db, userId: string, digests: readonly string[]) {
  await db.deleteFrom('recovery_codes').where('user_id', '=', userId).execute();
  await db
    .insertInto('recovery_codes')
    .values(digests.map((code_hash) => ({ user_id: userId, code_hash })))
    .execute();
}

/** False when there is no such code, or it was used already. */
export async function useRecoveryCode(db: Db, userId: string, digest: string): Promise<boolean> {
  const row = await db
    .updateTable('recovery_codes')
    .set({ used_at: sql<Date>`now()` })
    .where('user_id', '=', userId)
    .where('code_hash', '=', digest)
    .where('used_at', 'is', null)
    .returning('user_id')
    .executeTakeFirst();
  return row !== undefined;
}
