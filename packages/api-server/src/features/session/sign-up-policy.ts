import { sql } from 'kysely';
import type { AddressClaim } from '../../platform/db/account-tables.ts';
import type { Db } from '../../platform/db/tables.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { IS_BELIEVED } from '../people/address-state.ts';
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
 * provider has to vouch for the address that was invited. Where it leaves that open, the address has
 * to be of a domain that the inviting organization proved to be its own.
 */
export async function mayArrive(
  { signUp, kysely }: Pick<AuthOptions, 'signUp' | 'kysely'>,
  { email, said }: { email: string; said: AddressClaim },
): Promise<boolean> {
  if (signUp !== 'invited') return signUp === 'open';
  if (said === 'denied') return false;
  return hasInvitation(kysely, { email, mustOwnDomain: said === 'unstated' });
}

async function hasInvitation(
  db: Db,
  by: { email: string; id?: string; mustOwnDomain?: boolean },
): Promise<boolean> {
  const { email, id = null, mustOwnDomain = false } = by;
  const { rows } = await sql`
    select from invitations i
    where i.email = ${email.toLowerCase()} and (${id}::text is null or i.id = ${id})
      and i.status = 'pending' and i.expires_at > now()
      and (not ${mustOwnDomain}::boolean or exists (
        select from organization_domains d where d.organization_id = i.organization_id
          and d.domain = split_part(i.email, '@', 2) and ${IS_BELIEVED}))
    limit 1`.execute(db);
  return rows.length > 0;
}
