import type { HeldUpBy } from '@rita/contracts';
import { sql, type Transaction } from 'kysely';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { lockAccessRows } from './access-row.store.ts';
import { expireAccessRun, isAccessRunExpired } from './access-run.ts';
import { SYSTEM } from './change-connections.ts';
import { IS_CHECK_EXPIRED } from './due.ts';
import { type HeldUpDeps, whereResultsWait } from './held-up.ts';
import { lockConnection } from './lock-connections.ts';
import { writeAccess } from './write-access.ts';

/** What one transaction looks at. */
const BATCH = 50;

type Expired = { connection_id: string; organization_id: string };

/**
 * Ends readings past their deadline by the database's clock, or puts that off while their results wait
 * somewhere; answers how many it ended.
 */
export async function endExpiredAccessChecks(deps: HeldUpDeps): Promise<number> {
  const { rows } = await sql<Expired>`
    select connection_id, organization_id from connection_access
    where ${IS_CHECK_EXPIRED}
    order by connection_id limit ${BATCH}`.execute(deps.db);
  if (rows.length === 0) return 0;
  // The connector may have to be asked, which nobody's lock should wait for.
  const by = await whereResultsWait(deps);
  return inTransaction(deps.db, (trx) => endAll(trx, { ...deps, expired: rows, by }));
}

async function endAll(
  trx: Transaction<Tables>,
  given: Pick<HeldUpDeps, 'limits'> & { expired: readonly Expired[]; by: HeldUpBy | null },
): Promise<number> {
  const { expired, by, limits } = given;
  let ended = 0;
  for (const { connection_id: id, organization_id: organizationId } of expired) {
    const locked = await lockConnection(trx, organizationId, id);
    const [access] = await lockAccessRows(trx, [id]);
    if (locked === undefined || access === undefined) continue;
    if (!isAccessRunExpired(access, locked.now)) continue;
    const report = expireAccessRun(access, by, { now: locked.now, limits });
    await writeAccess(trx, { ...locked, access }, { ...report, actor: SYSTEM });
    if (report.changes.status === 'idle') ended += 1;
  }
  return ended;
}
