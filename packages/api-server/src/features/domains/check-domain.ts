import type { AuditAction, DomainFinding } from '@rita/contracts';
import { sql, type Transaction } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { insertAuditEvents } from '../audit/audit.store.ts';
import { type Actor, SYSTEM } from '../runs/change-connections.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import { type DomainRow, recordOf, updateFinding } from './domains.store.ts';
import { lookUpRecord, type ResolveTxt } from './look-up-record.ts';

export type DomainDeps = Pick<RunDeps, 'db' | 'log' | 'background'> & { resolveTxt: ResolveTxt };

export const RECHECK_INTERVAL_MS = 15 * 60_000;
/** A domain that was proved is looked at so often, whoever does it. */
const RECHECK_EVERY = sql.lit('6 hours');
const BATCH = 20;

/** Looks for the record of a domain now and keeps what that comes to; `SYSTEM` where nobody asked. */
export async function checkRecord(
  deps: DomainDeps,
  row: DomainRow,
  actor: Actor,
): Promise<DomainFinding> {
  const { domain } = row;
  const finding = await lookUpRecord(deps.resolveTxt, { domain, record: recordOf(row) });
  await inTransaction(deps.db, (trx) => keepFinding(trx, { row, finding, actor }));
  return finding;
}

async function keepFinding(
  trx: Transaction<Tables>,
  { row, finding, actor }: { row: DomainRow; finding: DomainFinding; actor: Actor },
): Promise<void> {
  const before = await trx
    .selectFrom('organization_domains')
    .selectAll()
    .where('id', '=', row.id)
    .where('organization_id', '=', row.organization_id)
    .forUpdate()
    .executeTakeFirst();
  if (before === undefined) return;
  await updateFinding(trx, before, finding);
  const action = changeOf(before, finding);
  if (action !== undefined) await auditDomain(trx, { row: before, action, actor });
}

/** What the log tells of it: that a domain was proved, or found again, and that it was not any more. */
function changeOf(before: DomainRow, finding: DomainFinding): AuditAction | undefined {
  const wasFound = before.proved_at !== null && before.finding !== 'absent';
  if (finding === 'found' && !wasFound) return 'domain.proved';
  return finding === 'absent' && wasFound ? 'domain.lapsed' : undefined;
}

export async function auditDomain(
  trx: Transaction<Tables>,
  { row, action, actor }: { row: DomainRow; action: AuditAction; actor: Actor },
): Promise<void> {
  const { organization_id: organizationId, domain } = row;
  const object = { object_type: 'organization', object_id: organizationId } as const;
  await insertAuditEvents(trx, organizationId, [
    { ...actor, action, ...object, object_label: domain },
  ]);
}

/** Looks again for the records of proved domains, each after some hours; answers how many. */
export async function recheckDomains(deps: DomainDeps): Promise<number> {
  const due = await takeDue(deps);
  for (const row of due) {
    if (deps.background.signal.aborted) break;
    await checkRecord(deps, row, SYSTEM);
  }
  return due.length;
}

/** Marks them, so that no other replica looks for the same ones at the same time. */
async function takeDue({ db }: DomainDeps): Promise<DomainRow[]> {
  const { rows } = await sql<DomainRow>`
    update organization_domains set checked_at = now()
    where id in (
      select id from organization_domains
      where proved_at is not null and checked_at < now() - ${RECHECK_EVERY}::interval
      order by checked_at limit ${BATCH} for update skip locked
    ) returning *`.execute(db);
  return rows;
}
