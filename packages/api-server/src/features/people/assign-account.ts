import type { Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { insertAuditEventsOfMany } from '../audit/audit.store.ts';
import { requireReadsAccess } from '../connector/reads-access.ts';
import { actorOf } from '../runs/actor.ts';
import { auditEventsOf } from '../runs/change-connections.ts';
import { lockConnection } from '../runs/lock-connections.ts';
import { inTransactionOf } from '../session/as-writer.ts';
import { actorLabel } from '../session/own-organization.ts';
import type { PeopleDeps } from './match-people.ts';
import { listMembersAsPeople, type MemberAsPerson } from './people.store.ts';

type Asked = { principal: Principal; ip: string; connectionId: string };
type Assignment = { personId: string; account_id: string | null };

/**
 * Says which account of a source is a member's, or takes that back. The connector keeps it; the
 * entry in the log is committed only after the connector has, and never without it.
 *
 * @throws ProblemError `not_found`, `owner_required`, `unknown_account`, `documents_unavailable`,
 *   `access_not_supported`
 */
export async function assignAccountTo(
  { db, connector }: PeopleDeps,
  { principal, ip, connectionId }: Asked,
  { personId, account_id }: Assignment,
): Promise<MemberAsPerson> {
  await requireReadsAccess(connector);
  const { organizationId } = principal;
  const work = async (trx: Transaction<Tables>) => {
    const locked = await lockConnection(trx, organizationId, connectionId);
    const [member] = await listMembersAsPeople(trx, organizationId, { personId });
    if (locked === undefined || member === undefined) throw new ProblemError('not_found');
    await auditAssignment(trx, { row: locked.row, member, account_id, principal, ip });
    const place = { tenant_id: organizationId, connection_id: connectionId };
    const isKnown = await connector.assignAccount({ ...place, person_id: personId, account_id });
    if (isKnown === undefined) throw new ProblemError('documents_unavailable');
    if (!isKnown) throw new ProblemError('unknown_account');
    return member;
  };
  return inTransactionOf(db, principal, work, { role: 'owner' });
}

async function auditAssignment(
  trx: Transaction<Tables>,
  given: {
    row: DataSourceConnectionRow;
    member: MemberAsPerson;
    account_id: string | null;
    principal: Principal;
    ip: string;
  },
): Promise<void> {
  const { row, member, account_id, principal, ip } = given;
  const details = { person: actorLabel(member), person_id: member.personId, account_id };
  const audit = [{ action: 'access.account_assigned' as const, details }];
  await insertAuditEventsOfMany(trx, auditEventsOf({ row, audit, actor: actorOf(principal, ip) }));
}
