import type { Account } from '@rita/contracts';
import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';

/** The account of a user, as it is shown to that user. */
export async function requireAccount(db: Db, userId: string): Promise<Account> {
  const found = await db
    .selectFrom('users as u')
    .leftJoin('second_factors as f', (join) =>
      join.onRef('f.user_id', '=', 'u.id').on('f.confirmed_at', 'is not', null),
    )
    .select(['u.name', 'u.email', 'u.email_verified', 'u.address_proved_at', 'f.confirmed_at'])
    .select(
      sql<boolean>`exists (select from accounts a where a.user_id = u.id
        and a.provider_id = 'credential' and a.password is not null)`.as('has_password'),
    )
    .select(
      sql<number>`(select count(*)::int from recovery_codes c
        where c.user_id = u.id and c.used_at is null)`.as('recovery_codes_left'),
    )
    .where('u.id', '=', userId)
    .executeTakeFirstOrThrow();
  const { confirmed_at, recovery_codes_left, address_proved_at, email_verified, ...account } =
    found;
  return {
    ...account,
    can_confirm_address: !email_verified,
    address_proved_at: address_proved_at?.toISOString() ?? null,
    second_factor: confirmed_at && { enabled_at: confirmed_at.toISOString(), recovery_codes_left },
  };
}

export async function updateName(db: Db, userId: string, name: string): Promise<void> {
  await db
    .updateTable('users')
    .set({ name, updated_at: sql<Date>`now()` })
    .where('id', '=', userId)
    .execute();
}

/** All sessions of a user but one. Returns how many there were. */
export async function deleteOtherSessions(db: Db, userId: string, kept: string): Promise<number> {
  const ended = await db
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .where('id', '<>', kept)
    .returning('id')
    .execute();
  return ended.length;
}
