import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import type { ProviderClaim } from './provider-claim.ts';

/** How it was proved: a link in a mail, or one in a file of `DATA_DIR/mail`. */
export type AddressProof = 'mail' | 'mail_file';

/** Keeps when and how it was first proved that the address is the person's own. */
export async function keepAddressProof(db: Db, userId: string, by: AddressProof): Promise<void> {
  await db
    .updateTable('users')
    .set({ email_verified: true, address_proved_at: sql<Date>`now()`, address_proved_by: by })
    .where('id', '=', userId)
    .where('address_proved_at', 'is', null)
    .execute();
}

/**
 * For somebody who comes from the identity provider: its present word about the address counts, also
 * where that takes back what it said before, or names another address than the account has: the old
 * one may be somebody else's by now. What a mail has proved stays.
 */
export async function keepProviderClaim(
  db: Db,
  userId: string,
  claim: ProviderClaim | undefined,
): Promise<void> {
  const { email } = await db
    .selectFrom('users')
    .select('email')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const isSame = claim !== undefined && claim.address === email;
  const state = isSame ? claim.state : null;
  await db.updateTable('users').set({ address_claim: state }).where('id', '=', userId).execute();
  if (state === 'verified') await keepProviderProof(db, userId);
  else await dropProviderProof(db, userId);
}

async function keepProviderProof(db: Db, userId: string): Promise<void> {
  await db
    .updateTable('users')
    .set({
      email_verified: true,
      address_proved_at: sql<Date>`now()`,
      address_proved_by: 'identity_provider',
    })
    .where('id', '=', userId)
    .where('address_proved_at', 'is', null)
    .execute();
}

async function dropProviderProof(db: Db, userId: string): Promise<void> {
  await db
    .updateTable('users')
    .set({ email_verified: false, address_proved_at: null, address_proved_by: null })
    .where('id', '=', userId)
    .where('address_proved_by', '=', 'identity_provider')
    .execute();
}
