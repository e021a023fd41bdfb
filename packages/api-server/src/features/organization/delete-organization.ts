import { namesOrganization } from '@rita/contracts';
import type { Transaction } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { type Asked, confirmedBy, requirePasswordIfAny } from '../account/confirm-person.ts';
import { requireSecondFactor, secondFactorKey } from '../account/prove-second-factor.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';
import { removeLocked } from '../data-sources/remove-connection.ts';
import { findRoleOf } from '../members/members.store.ts';
import { actorOf } from '../runs/actor.ts';
import { databaseNow } from '../runs/lock-connections.ts';
import { deliverOutgoingWebhooks } from '../runs/outgoing-webhooks.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import type { AuthOptions } from '../session/auth-options.ts';
import { landWithoutOrganization } from '../session/own-organization.ts';
import { deleteOrganizationRow, lockOrganization } from './organization.store.ts';

export type OrganizationDeps = RunDeps & { auth: AuthOptions };

type Given = {
  id: string;
  name: string;
  password?: string | undefined;
  code?: string | undefined;
};

/**
 * Deletes the organization that an owner is in, once they have proved again who they are. What runs
 * ends, and the connector is told to forget each connection: in the same transaction, so that neither a
 * crash nor a connector that is away keeps anything. Of the organization nothing stays but its log, whose
 * last entry says who deleted it. Members who are signed in and have no other land in one of their own.
 *
 * @throws ProblemError `organization_differs`, `owner_required`, `not_found`, `validation_failed` without
 *   a password that is needed, `invalid_sign_in`, `second_factor_required`, `invalid_second_factor`
 */
export async function deleteOrganization(
  deps: OrganizationDeps,
  asked: Asked,
  given: Given,
): Promise<void> {
  const { auth, db } = deps;
  const { userId, organizationId, organizationName } = asked.principal;
  requireSame(given, { id: organizationId, name: organizationName });
  // One count for both: the right password alone clears nothing, or codes could be guessed for ever.
  await confirmedBy(auth, { ...asked, by: 'code' }, async () => {
    await requirePasswordIfAny(auth, userId, given.password);
    await inTransaction(db, async (trx) => {
      const key = secondFactorKey(auth.secret);
      await requireSecondFactor(trx, key, { userId, code: given.code });
      await deleteWhole(trx, asked, given);
    });
  });
  deps.background.start('tell the connector', () => deliverOutgoingWebhooks(deps));
}

async function deleteWhole(trx: Transaction<Tables>, { principal, ip }: Asked, given: Given) {
  const { organizationId: id, userId } = principal;
  const locked = await lockOrganization(trx, id);
  if (locked === undefined) throw new ProblemError('not_found');
  const { name, members, connections } = locked;
  // As it is now: the role may have been taken away, or the name changed, since the request came in.
  if ((await findRoleOf(trx, id, userId)) !== 'owner') throw new ProblemError('owner_required');
  requireSame(given, { id, name });
  const now = await databaseNow(trx);
  const actor = actorOf(principal, ip);
  for (const row of connections) await removeLocked(trx, { row, now, principal, actor });
  await insertAuditEvents(trx, id, [
    {
      ...actor,
      action: 'organization.deleted',
      object_type: 'organization',
      object_id: id,
      object_label: name,
      details: { members: members.length, connections: connections.length },
    },
  ]);
  await deleteOrganizationRow(trx, id);
  await landWithoutOrganization(
    trx,
    members.map((member) => member.user_id),
  );
}

function requireSame(given: Given, { id, name }: { id: string; name: string }): void {
  if (given.id === id && namesOrganization(given.name, name)) return;
  throw new ProblemError('organization_differs');
}
