import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';

/** How it was proved: a link in a mail, one in a file of `DATA_DIR/mail`, the provider's verified claim. */
export type AddressProof = 'mail' | 'mail_file' | 'identity_provider';

/** Keeps when and how it was first proved that the address is the person's own. */
export async function keepAddressProof(db: Db, userId: string, by: AddressProof): Promise<void> {
  await db
    .updateTable('users')
    .set({ email_verified: true, address_proved_at: sql<Date>`now()`, address_proved_by: by })
    .where('id', '=', userId)
    .where('address_proved_at', 'is', null)
    .execute();
}

/** For somebody who comes from the identity provider, if it vouched for the address. */
export async function keepProviderProof(db: Db, userId: string): Promise<void> {
  await db
    .updateTable('users')
    .set({ address_proved_at: sql<Date>`now()`, address_proved_by: 'identity_provider' })
    .where('id', '=', userId)
    .where('email_verified', '=', true)
    .where('address_proved_at', 'is', null)
    .execute();
}
