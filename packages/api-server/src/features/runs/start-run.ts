import type { SyncTriggerWebhookPayload, VerifyWebhookPayload } from '@rita/contracts';
import type { Transaction } from 'kysely';
import type { DataSourceConnectionRow, RunKind } from '../../platform/db/data-source-tables.ts';
import type { Tables } from '../../platform/db/tables.ts';
import type { Principal } from '../../platform/http/principal.ts';
import { ProblemError } from '../../platform/http/problem-error.ts';
import { actorOf } from './actor.ts';
import { inTransactionOn, type LockedConnection } from './as-writer-on.ts';
import { type Actor, changeOf, SYSTEM, writeConnectionChanges } from './change-connections.ts';
import { deliverRun } from './deliver-run.ts';
import type { Report } from './report.ts';
import type { RunDeps } from './run-deps.ts';
import { expireRun, isExpired } from './run-rules.ts';
import { beginRun, type Proposed, type RunContext } from './run-state.ts';

/** What a run needs beside its connection, decided from the locked row. */
export type RunPlan = Proposed & {
  runId: string;
  /** Exists in memory only: it may hold credentials. */
  payload: VerifyWebhookPayload | SyncTriggerWebhookPayload;
  /** What the audit log says of it beside its id. */
  details?: Record<string, unknown>;
};

/** In whose power a run is started. */
export type Starter = Pick<
  Principal,
  'organizationId' | 'userId' | 'userName' | 'userEmail' | 'program'
>;

/** Somebody without an account, who acts in the power of the starter. */
export type Guest = {
  /** As the webhook names them. */
  sender: Pick<Principal, 'userId' | 'userEmail'>;
  actor: Actor;
  /** Called under the lock; throws where they may not. */
  admit: (trx: Transaction<Tables>, runId: string) => Promise<void>;
};

export type StartRun = {
  principal: Starter;
  guest?: Guest | undefined;
  ip: string;
  connectionId: string;
  kind: RunKind;
  /** Called under the lock, before the plan, where the database has to be asked; throws as that does. */
  check?: (trx: Transaction<Tables>, locked: LockedConnection) => Promise<void>;
  /** Called under the lock; throws the problem that stands in the way. */
  plan: (row: DataSourceConnectionRow, now: Date, role: Principal['role']) => RunPlan;
};

/**
 * Starts one run, however many ask at once: the row is locked, so everybody else finds it taken.
 * Sends the webhook after the commit, without the caller waiting for it.
 *
 * @throws ProblemError `not_found`, `forbidden`, `run_in_progress`, or what `plan` throws
 */
export async function startRun(deps: RunDeps, request: StartRun): Promise<{ runId: string }> {
  const plan = await inTransactionOn(deps.db, request, (trx, locked) =>
    begin(trx, { deps, request, locked }),
  );
  deps.background.start('deliver run', () => deliverRun(deps, plan.payload));
  return { runId: plan.runId };
}

async function begin(
  trx: Transaction<Tables>,
  given: { deps: RunDeps; request: StartRun; locked: LockedConnection },
): Promise<RunPlan> {
  const { deps, request, locked } = given;
  const { principal } = request;
  const { now } = locked;
  const row = await endExpired(trx, locked);
  if (row.run_id !== null) throw new ProblemError('run_in_progress', { run_id: row.run_id });
  await request.check?.(trx, locked);
  const plan = request.plan(row, now, locked.role);
  const { kind } = request;
  await request.guest?.admit(trx, plan.runId);
  const actor = request.guest?.actor ?? actorOf(principal, request.ip);
  const started = startedBy(
    { kind, plan, details: { run_id: plan.runId, ...plan.details } },
    { now, limits: deps.limits },
  );
  const changes = { ...started.changes, updated_by: principal.userId };
  await writeConnectionChanges(trx, [
    { ...changeOf(row, changes, now), audit: started.audit, actor },
  ]);
  return plan;
}

/** What the start of a run changes, and the entry that tells of it. */
export function startedBy(
  start: { kind: RunKind; plan: RunPlan; details: Record<string, unknown> },
  context: Omit<RunContext, 'newRunId'>,
): Report {
  const { kind, plan, details } = start;
  const { runId: id, pendingSettings = null, pendingAttempt = null } = plan;
  const run = { kind, id, pendingSettings, pendingAttempt };
  return {
    // The id of the new run stands for no other, or its late messages would be mistaken.
    changes: beginRun(run, { ...context, newRunId: () => plan.runId }),
    audit: [{ action: kind === 'sync' ? 'sync.started' : 'verification.started', details }],
  };
}

/** A run past its deadline is over, also where the sweep has not come by yet. */
async function endExpired(
  trx: Transaction<Tables>,
  { row, now }: { row: DataSourceConnectionRow; now: Date },
): Promise<DataSourceConnectionRow> {
  if (!isExpired(row, now)) return row;
  const { changes, audit } = expireRun(row, now);
  const ended = changeOf(row, changes, now);
  await writeConnectionChanges(trx, [{ ...ended, audit, actor: SYSTEM }]);
  return ended.row;
}
