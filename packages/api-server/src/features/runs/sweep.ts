import { sql } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import { changeOf, SYSTEM, writeConnectionChanges } from './change-connections.ts';
import { IS_RUN_EXPIRED, IS_RUN_TO_LOOK_AT } from './due.ts';
import { type HeldUpDeps, noteHeldUpRuns, tellOfConsuming } from './held-up.ts';
import { databaseNow } from './lock-connections.ts';
import { deliverOutgoingWebhooks } from './outgoing-webhooks.ts';
import type { RunDeps } from './run-deps.ts';
import { expireRun } from './run-rules.ts';
import { endExpiredAccessChecks, startDueAccessChecks } from './start-access-check.ts';
import { startDueSyncs } from './start-sync.ts';

export const SWEEP_INTERVAL_MS = 5_000;
const BATCH = 100;

/**
 * What every replica does every five seconds: looks for what holds silent runs up, ends runs whose time is over, starts syncs that are
 * due, and sends webhooks that are. Replicas share the work by SKIP LOCKED.
 */
export async function sweep(deps: HeldUpDeps): Promise<void> {
  await tellOfConsuming(deps);
  if (await isAnyRunToLookAt(deps)) {
    await noteHeldUpRuns(deps);
    await endExpiredRuns(deps);
  }
  await startDueSyncs(deps);
  await endExpiredAccessChecks(deps);
  await startDueAccessChecks(deps);
  await deliverOutgoingWebhooks(deps);
}

/** One look at the table for both: no index has what every message changes (migration 006). */
async function isAnyRunToLookAt({ db }: RunDeps): Promise<boolean> {
  const { rows } = await sql`
    select from data_source_connections where ${IS_RUN_TO_LOOK_AT} limit 1`.execute(db);
  return rows.length > 0;
}

/** Ends runs past their deadline by the database's clock; answers how many. */
export async function endExpiredRuns(deps: RunDeps): Promise<number> {
  const ended = await inTransaction(deps.db, async (trx) => {
    const { rows } = await sql<DataSourceConnectionRow>`
      select * from data_source_connections
      where ${IS_RUN_EXPIRED}
      order by id limit ${BATCH} for update skip locked
    `.execute(trx);
    if (rows.length === 0) return rows;
    const now = await databaseNow(trx);
    const changes = rows.map((row) => {
      const expired = expireRun(row, now);
      return {
        ...changeOf(row, expired.changes, now),
        audit: expired.audit,
        actor: SYSTEM,
      };
    });
    await writeConnectionChanges(trx, changes);
    return rows;
  });
  for (const { id, run_id } of ended) {
    deps.metrics.runsEndedByDeadline.inc();
    deps.log.warn({ connection_id: id, run_id }, 'run ended by its deadline');
  }
  return ended.length;
}
