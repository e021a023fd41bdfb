import { mayWrite } from '@rita/contracts';
import { type Kysely, sql, type Transaction } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { mayKeyWrite } from '../keys/find-key-principal.ts';

export type Writer = Pick<Principal, 'organizationId' | 'userId' | 'program'>;

/**
 * Runs a change in one transaction in which the caller may still write. The role was checked when
 * the request came in; one that was lowered or taken away since counts here, and while the change
 * is on its way it cannot be. The same goes for a key that was ended.
 *
 * @param options.role where being an admin is not enough
 * @throws ProblemError `forbidden`, `owner_required`, or what `work` throws
 */
export async function inTransactionOf<T>(
  db: Kysely<Tables>,
  principal: Writer,
  work: (trx: Transaction<Tables>) => Promise<T>,
  { role }: { role?: 'owner' } = {},
): Promise<T> {
  return inTransaction(db, async (trx) => {
    await requireWriter(trx, principal, role);
    return work(trx);
  });
}

async function requireWriter(
  trx: Transaction<Tables>,
  writer: Writer,
  demanded: 'owner' | undefined,
): Promise<void> {
  await requireWritingKey(trx, writer);
  const { organizationId, userId, program } = writer;
  // What is an owner's word, nobody gives by a key.
  if (program !== undefined && demanded === 'owner') throw new ProblemError('owner_required');
  if (program?.kind === 'organization_key') return;
  const { rows } = await sql<{ role: Principal['role'] }>`
    select role from members where organization_id = ${organizationId} and user_id = ${userId}
    for share`.execute(trx);
  requireRole(rows[0]?.role, demanded);
}

/** @throws ProblemError `forbidden` for a key that was ended, or that may not write */
export async function requireWritingKey(
  trx: Transaction<Tables>,
  { program }: Writer,
): Promise<void> {
  if (program !== undefined && !(await mayKeyWrite(trx, program))) {
    throw new ProblemError('forbidden');
  }
}

/**
 * @param role of a membership that is locked; undefined: there is none any more
 * @throws ProblemError `forbidden`, `owner_required`
 */
export function requireRole(role: Principal['role'] | undefined, demanded?: 'owner'): void {
  if (role === undefined || !mayWrite(role)) throw new ProblemError('forbidden');
  if (demanded === 'owner' && role !== 'owner') throw new ProblemError('owner_required');
}
