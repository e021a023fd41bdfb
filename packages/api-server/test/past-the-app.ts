import { randomUUID } from 'node:crypto';
import type { Role } from '@rita/contracts';
import type { Database } from '@rita/platform/database';
import type { Tables } from '../src/platform/db/tables.ts';

/** What is written past the app counts there after a second, or after any change that goes through it. */
export async function changePastTheApp(url: string, change: () => Promise<unknown>) {
  await change();
  await fetch(`${url}/api/auth/sign-out`, { method: 'POST' });
}

/** Puts a user into an organization, which their sessions are then in. */
export async function moveTo(
  database: Database<Tables>,
  { userId, organizationId, role }: { userId: string; organizationId: string; role: Role },
) {
  const id = randomUUID();
  await database.kysely
    .insertInto('members')
    .values({ id, organization_id: organizationId, user_id: userId, role })
    .execute();
  await database.kysely
    .updateTable('sessions')
    .set({ active_organization_id: organizationId })
    .where('user_id', '=', userId)
    .execute();
}

/** As a link in a mail would. */
export async function proveAddress(database: Database<Tables>, userId: string) {
  await database.kysely
    .updateTable('users')
    .set({ email_verified: true, address_proved_at: new Date(), address_proved_by: 'mail' })
    .where('id', '=', userId)
    .execute();
}
