import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { actorOf } from '../runs/actor.ts';
import { inTransactionOn, type LockedConnection } from '../runs/as-writer-on.ts';
import { changeOf, writeConnectionChanges } from '../runs/change-connections.ts';
import { NOT_PAUSED, plannedSync } from '../runs/plan-sync.ts';
import type { RunDeps } from '../runs/run-deps.ts';
import type { RowChanges } from '../runs/run-state.ts';

type Asked = { principal: Principal; ip: string; connectionId: string };

/**
 * No sync starts by itself until somebody resumes. A run that is live goes on. Paused already:
 * who and when stay as they are.
 *
 * @throws ProblemError `not_found`, `not_scheduled`
 */
export async function pauseSchedule(deps: RunDeps, asked: Asked): Promise<DataSourceConnectionRow> {
  return changeLocked(deps, asked, ({ row, now }) => {
    if (row.sync_schedule === null) throw new ProblemError('not_scheduled');
    if (row.paused_at !== null) return undefined;
    const pause = { paused_at: now, paused_reason: 'user', paused_by: asked.principal.userName };
    return { action: 'sync.paused', changes: { ...pause, next_sync_at: null } as RowChanges };
  });
}

/** Failures in a row are forgotten: whoever resumes has seen to the cause. @throws ProblemError `not_found` */
export async function resumeSchedule(
  deps: RunDeps,
  asked: Asked,
): Promise<DataSourceConnectionRow> {
  return changeLocked(deps, asked, ({ row, now }) => {
    if (row.paused_at === null) return undefined;
    const resumed = { ...NOT_PAUSED, sync_failures: 0 };
    const next_sync_at = plannedSync({ ...row, ...resumed }, now);
    return { action: 'sync.resumed', changes: { ...resumed, next_sync_at } };
  });
}

type Decide = (
  locked: LockedConnection,
) => { action: 'sync.paused' | 'sync.resumed'; changes: RowChanges } | undefined;

async function changeLocked(
  deps: RunDeps,
  { principal, ip, connectionId }: Asked,
  decide: Decide,
): Promise<DataSourceConnectionRow> {
  return inTransactionOn(deps.db, { principal, connectionId }, async (trx, locked) => {
    const decided = decide(locked);
    if (decided === undefined) return locked.row;
    const changes = { ...decided.changes, updated_by: principal.userId };
    const change = changeOf(locked.row, changes, locked.now);
    const audit = [{ action: decided.action, details: {} }];
    await writeConnectionChanges(trx, [{ ...change, audit, actor: actorOf(principal, ip) }]);
    return change.row;
  });
}
