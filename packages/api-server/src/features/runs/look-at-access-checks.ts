import type { HeldUpBy } from '@rita/contracts';
import { sql, type Transaction } from 'kysely';
import type { ConnectionAccessRow } from '../../platform/db/access-tables.ts';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import { lockAccessRows } from './access-row.store.ts';
import type { AccessReport } from './access-run.ts';
import {
  expireAccessRun,
  holdUpAccessRun,
  isAccessRunExpired,
  isAccessRunSilent,
} from './access-run-look.ts';
import { SYSTEM } from './change-connections.ts';
import { IS_CHECK_EXPIRED, IS_CHECK_SILENT } from './due.ts';
import { type HeldUpDeps, whereResultsWait } from './held-up.ts';
import { lockConnection } from './lock-connections.ts';
import { writeAccess } from './write-access.ts';

/** What one transaction looks at. */
const BATCH = 50;

type Due = { connection_id: string; organization_id: string };
type Given = Pick<HeldUpDeps, 'limits'> & { by: HeldUpBy | null };

/**
 * Ends readings past their deadline by the database's clock, or puts that off while their results wait
 * somewhere; of silent ones it notes where that is. Answers how many it ended.
 */
export async function lookAtAccessChecks(deps: HeldUpDeps): Promise<number> {
  // Those past their deadline come first, however many are silent.
  const { rows } = await sql<Due>`
    select connection_id, organization_id from connection_access
    where (${IS_CHECK_EXPIRED}) or (${IS_CHECK_SILENT})
    order by run_deadline_at, connection_id limit ${BATCH}`.execute(deps.db);
  if (rows.length === 0) return 0;
  // The connector may have to be asked, which nobody's lock should wait for.
  const by = await whereResultsWait(deps);
  return inTransaction(deps.db, (trx) => lookAtAll(trx, { ...deps, due: rows, by }));
}

async function lookAtAll(
  trx: Transaction<Tables>,
  given: Given & { due: readonly Due[] },
): Promise<number> {
  let ended = 0;
  // In the order of their ids, as everybody locks them.
  const due = given.due.toSorted((a, b) => (a.connection_id < b.connection_id ? -1 : 1));
  for (const { connection_id: id, organization_id: organizationId } of due) {
    const locked = await lockConnection(trx, organizationId, id);
    const [access] = await lockAccessRows(trx, [id]);
    if (locked === undefined || access === undefined) continue;
    const report = lookAt(access, locked.now, given);
    if (Object.keys(report.changes).length === 0) continue;
    await writeAccess(trx, { ...locked, access }, { ...report, actor: SYSTEM });
    if (report.changes.status === 'idle') ended += 1;
  }
  return ended;
}

function lookAt(row: ConnectionAccessRow, now: Date, { by, limits }: Given): AccessReport {
  if (isAccessRunExpired(row, now)) return expireAccessRun(row, by, { now, limits });
  return { changes: isAccessRunSilent(row, now) ? holdUpAccessRun(row, by) : {}, audit: [] };
}
