import { sql } from 'kysely';
import type { Db } from '../../platform/db/tables.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import type { AuthOptions } from './auth-options.ts';

/**
 * Refuses whoever may not make an account by themselves. Where an invitation is needed, its id is asked
 * for, not only its address: whoever has it was sent the link, so that nobody takes the address of
 * somebody else, and nobody learns by trying who was invited or has an account.
 *
 * @throws ProblemError `sign_up_closed`
 */
export async function requireSignUp(
  { signUp, kysely }: Pick<AuthOptions, 'signUp' | 'kysely'>,
  person: { email: string; invitationId: string | undefined },
): Promise<void> {
  if (signUp === 'open') return;
  const { email, invitationId } = person;
  const isInvited =
    signUp === 'invited' &&
    invitationId !== undefined &&
    (await hasInvitation(kysely, { email, id: invitationId }));
  if (!isInvited) throw new ProblemError('sign_up_closed');
}

/**
 * Whether an account may come about through the identity provider: where an invitation is needed, the
 * provider has to vouch for the address that was invited.
 */
export async function mayArrive(
  { signUp, kysely }: Pick<AuthOptions, 'signUp' | 'kysely'>,
  person: { email: string; isVerified: boolean },
): Promise<boolean> {
  if (signUp !== 'invited') return signUp === 'open';
  return person.isVerified && (await hasInvitation(kysely, { email: person.email }));
}

async function hasInvitation(db: Db, by: { email: string; id?: string }): Promise<boolean> {
  const found = await db
    .selectFrom('invitations')
    .select('id')
    .where('email', '=', by.email.toLowerCase())
    .where((eb) => (by.id === undefined ? eb.lit(true) : eb('id', '=', by.id)))
    .where('status', '=', 'pending')
    .where('expires_at', '>', sql<Date>`now()`)
    .executeTakeFirst();
  return found !== undefined;
}
