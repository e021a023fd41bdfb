import { randomUUID } from 'node:crypto';
import type { SyncWishes } from '@rita/contracts';
import { sql, type Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { webhookBase } from './cancel-run.ts';
import { changeOf, SYSTEM, writeConnectionChanges } from './change-connections.ts';
import { deliverRun } from './deliver-run.ts';
import { IS_SYNC_DUE } from './due.ts';
import { databaseNow } from './lock-connections.ts';
import { plannedSync } from './plan-sync.ts';
import type { RunDeps } from './run-deps.ts';
import type { RunLimits } from './run-state.ts';
import { type BegunBatch, startInBatches } from './start-in-batches.ts';
import { type RunPlan, startedBy, startRun } from './start-run.ts';

type Asked = { principal: Principal; ip: string; connectionId: string };

/** Who asks when nobody does. */
const SCHEDULE = { userId: 'system', userEmail: '' };

/** What one transaction starts, longest due first. */
const BATCH = 50;
/**
 * While the connector fails, what is due stays so, or each would fail at once and schedules would
 * be paused for it; one of them finds out whether it answers again.
 */
const DUE_AT_ONCE = { closed: BATCH, half_open: 1, open: 0, gone: BATCH } as const;

/** @throws ProblemError `not_found`, `run_in_progress`, `not_configured`, `decision_outdated` */
export async function startSync(
  deps: RunDeps,
  { principal, ip, connectionId }: Asked,
  wishes: SyncWishes = {},
): Promise<{ runId: string }> {
  return startRun(deps, {
    principal,
    ip,
    connectionId,
    kind: 'sync',
    plan: (row, now) => {
      requireUpToDate(row, wishes);
      const plan = planSync(row, principal, now);
      return { ...plan, payload: { ...plan.payload, ...wishes }, details: { ...wishes } };
    },
  });
}

/**
 * Starts the syncs that are due by the database's clock; answers how many. Replicas share them by
 * SKIP LOCKED, and what is started is planned anew in the same statement, so none starts twice.
 */
export async function startDueSyncs(deps: RunDeps): Promise<number> {
  return startInBatches(deps.background, () => beginBatch(deps));
}

async function beginBatch(deps: RunDeps): Promise<BegunBatch> {
  const most = DUE_AT_ONCE[deps.breaker.state()];
  if (most === 0) return { deliveries: [], isFull: false };
  const plans = await inTransaction(deps.db, (trx) => beginDueSyncs(trx, deps.limits, most));
  for (const { payload, runId } of plans) {
    deps.log.info({ connection_id: payload.connection_id, run_id: runId }, 'scheduled sync begins');
  }
  const deliveries = plans.map(
    ({ payload }) =>
      () =>
        deliverRun(deps, payload),
  );
  return { deliveries, isFull: deliveries.length === BATCH };
}

async function beginDueSyncs(
  trx: Transaction<Tables>,
  limits: RunLimits,
  most: number,
): Promise<RunPlan[]> {
  const { rows } = await sql<DataSourceConnectionRow>`
    select * from data_source_connections
    where ${IS_SYNC_DUE}
    order by next_sync_at limit ${most} for update skip locked
  `.execute(trx);
  if (rows.length === 0) return [];
  const now = await databaseNow(trx);
  const started = rows.map((row) => {
    const plan = planSync(row, SCHEDULE, now);
    const details = { run_id: plan.runId, scheduled: true };
    const { changes, audit } = startedBy({ kind: 'sync', plan, details }, { now, limits });
    const next = { ...changes, next_sync_at: plannedSync(row, now) };
    return { plan, change: { ...changeOf(row, next, now), audit, actor: SYSTEM } };
  });
  await writeConnectionChanges(
    trx,
    started.map(({ change }) => change),
  );
  return started.map(({ plan }) => plan);
}

/** Nobody may confirm more than what he was shown: the number may have grown since. */
function requireUpToDate(row: DataSourceConnectionRow, { deletions }: SyncWishes): void {
  if (deletions === undefined) return;
  const isKnown =
    deletions.decision === 'keep'
      ? row.deletions_held !== null
      : deletions.confirmed <= (row.deletions_held ?? 0) + row.documents_kept;
  if (!isKnown) throw new ProblemError('decision_outdated');
}

function planSync(
  row: DataSourceConnectionRow,
  by: Pick<Principal, 'userId' | 'userEmail'>,
  now: Date,
): RunPlan {
  if (!row.enabled) throw new ProblemError('not_configured');
  const runId = randomUUID();
  const { settings, search_language } = row;
  const base = webhookBase(row, by, now);
  const language = search_language === null ? {} : { search_language };
  const payload = {
    ...base,
    action: 'trigger_sync',
    run_id: runId,
    settings,
    ...language,
  } as const;
  return { runId, payload };
}
