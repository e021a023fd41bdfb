import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import { createOwnOrganization } from './own-organization.ts';
import type { PasswordHashing } from './password-hashing.ts';

/** Any number; the same in every replica. */
const SEED_LOCK = 5_091_128_075;

/**
 * Creates the owner of `SEED_EMAIL` with an organization, the address yet to be proved, unless there
 * is an account with that address already (whose password is then left alone). Any number of replicas
 * may do so at once.
 */
export async function seedOwner(
  { kysely, passwords }: { kysely: Kysely<Tables>; passwords: PasswordHashing },
  owner: { email: string; password: string },
): Promise<'created' | 'exists'> {
  const email = owner.email.trim().toLowerCase();
  const password = await passwords.hash(owner.password);
  return kysely.transaction().execute(async (db) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(SEED_LOCK)})`.execute(db);
    const existing = await db
      .selectFrom('users')
      .select('id')
      .where('email', '=', email)
      .executeTakeFirst();
    if (existing) return 'exists';
    const name = (email.split('@')[0] ?? email).slice(0, 100);
    const user = { id: randomUUID(), name, email };
    await db.insertInto('users').values(user).execute();
    await db
      .insertInto('accounts')
      .values({
        id: randomUUID(),
        user_id: user.id,
        provider_id: 'credential',
        account_id: user.id,
        password,
      })
      .execute();
    await createOwnOrganization(db, user, { ip: null, isSignUp: true });
    return 'created';
  });
}
