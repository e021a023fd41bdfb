import type { Kysely, Transaction } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';
import { findRoleOf } from '../members/members.store.ts';
import { actorOf } from '../runs/actor.ts';
import { type Actor, SYSTEM } from '../runs/change-connections.ts';
import { type AssistantRow, deleteAssistant, findAssistant } from './assistants.store.ts';

/**
 * Ends what somebody connected: one's own, and for owners any of the organization. Its tokens go with
 * it, in the same transaction.
 *
 * @throws ProblemError `not_found`, also for those of others unless an owner asks
 */
export async function endAssistant(
  db: Kysely<Tables>,
  { principal, ip }: { principal: Principal; ip: string },
  id: string,
): Promise<void> {
  const { organizationId, userId } = principal;
  await inTransaction(db, async (trx) => {
    const role = await findRoleOf(trx, organizationId, userId);
    const row = await findAssistant(trx, organizationId, id);
    const isAllowed = row !== undefined && (role === 'owner' || row.user_id === userId);
    if (!isAllowed || !(await deleteAssistant(trx, organizationId, id))) {
      throw new ProblemError('not_found');
    }
    await auditEnd(trx, row, { actor: actorOf(principal, ip) });
  });
}

/** Ends a grant of which a token was used twice, or which the assistant itself gave back. */
export async function endGrant(db: Kysely<Tables>, grantId: string): Promise<void> {
  await inTransaction(db, async (trx) => {
    const row = await trx
      .deleteFrom('assistants')
      .where('id', '=', grantId)
      .returningAll()
      .executeTakeFirst();
    // What was never connected has records all the same.
    await trx.deleteFrom('oauth_records').where('grant_id', '=', grantId).execute();
    if (row !== undefined) await auditEnd(trx, row, { actor: SYSTEM, reason: 'token_ended' });
  });
}

async function auditEnd(
  trx: Transaction<Tables>,
  row: AssistantRow,
  { actor, reason }: { actor: Actor; reason?: string },
): Promise<void> {
  await insertAuditEvents(trx, row.organization_id, [
    {
      ...actor,
      action: 'assistant.ended',
      object_type: 'assistant',
      object_id: row.id,
      object_label: row.client_name,
      details: { member_id: row.member_id, ...(reason === undefined ? {} : { reason }) },
    },
  ]);
}
