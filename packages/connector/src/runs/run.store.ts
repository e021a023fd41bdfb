import type { DataSourceType, ProblemCode, VerificationCheck } from '@rita/contracts';
import { type Selectable, sql } from 'kysely';
import { storableJson } from '../platform/db/storable.ts';
import type { Db, RunWishes, Tables, Transact } from '../platform/db/tables.ts';
import type { Owner } from '../vault/vault.ts';
import { forgetMet } from './met-items.ts';

export type Run = Selectable<Tables['runs']>;

/** The run is over, was forgotten, or goes on elsewhere: whoever holds it writes nothing any more. */
export class RunLostError extends Error {
  constructor() {
    super('the run is no longer ours');
    this.name = 'RunLostError';
  }
}

/** One start of a run. A later start of the same run takes it over. */
export type Attempt = { runId: string; attempt: number };

export type NewRun = {
  runId: string;
  owner: Owner;
  kind: Run['kind'];
  settings: Record<string, unknown>;
  credentialSetId: string | null;
  refusal?: ProblemCode | undefined;
  wishes?: RunWishes;
};

export function ownerOf(run: {
  tenant_id: string;
  connection_id: string;
  connection_type: DataSourceType;
}): Owner {
  return {
    tenantId: run.tenant_id,
    connectionId: run.connection_id,
    connectionType: run.connection_type,
  };
}

/** False when there is such a run already. */
export async function insertRun(db: Db, run: NewRun): Promise<boolean> {
  const inserted = await db
    .insertInto('runs')
    .values({
      run_id: run.runId,
      tenant_id: run.owner.tenantId,
      connection_id: run.owner.connectionId,
      connection_type: run.owner.connectionType,
      kind: run.kind,
      settings: JSON.stringify(run.settings),
      credential_set_id: run.credentialSetId,
      refusal: run.refusal ?? null,
      wishes: JSON.stringify(run.wishes ?? {}),
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('run_id')
    .execute();
  return inserted.length === 1;
}

/**
 * Notes the id of a run that begins, or of one that is `cancelled` before it does. Answers what became
 * of an earlier one of this id, be it that it was forgotten since: `used`, or `cancelled` before it began.
 */
export async function spendRunId(
  trx: Transact,
  runId: string,
  { cancelled = false } = {},
): Promise<'new' | 'used' | 'cancelled'> {
  const inserted = await trx
    .insertInto('spent_run_ids')
    .values({ run_id: runId, cancelled })
    .onConflict((conflict) => conflict.doNothing())
    .returning('run_id')
    .execute();
  if (inserted.length === 1) return 'new';
  const earlier = await trx
    .selectFrom('spent_run_ids')
    .select('cancelled')
    .where('run_id', '=', runId)
    .executeTakeFirst();
  return earlier?.cancelled ? 'cancelled' : 'used';
}

/** Takes a run that is not over; a process that still holds an earlier start of it loses it. */
export async function startAttempt(db: Db, runId: string): Promise<Run | undefined> {
  return db
    .updateTable('runs')
    .set({
      state: 'running',
      attempt: sql`attempt + 1`,
      started_at: sql`coalesce(started_at, now())`,
    })
    .where('run_id', '=', runId)
    .where('state', '<>', 'ended')
    .returningAll()
    .executeTakeFirst();
}

/**
 * Locks the run for the rest of the transaction and gives the next number of its messages.
 * Throws `RunLostError` when the attempt does not hold it any more.
 */
export async function requireNextSeq(trx: Transact, held: Attempt): Promise<number> {
  const row = await trx
    .updateTable('runs')
    .set({ seq: sql`seq + 1` })
    .where('run_id', '=', held.runId)
    .where('attempt', '=', held.attempt)
    .where('state', '=', 'running')
    .returning('seq')
    .executeTakeFirst();
  if (row === undefined) throw new RunLostError();
  return row.seq;
}

/** Locks the run; throws `RunLostError`. */
export async function requireHeldRun(trx: Transact, held: Attempt): Promise<Run> {
  const row = await trx
    .selectFrom('runs')
    .selectAll()
    .where('run_id', '=', held.runId)
    .where('attempt', '=', held.attempt)
    .where('state', '=', 'running')
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw new RunLostError();
  return row;
}

/** Whether a message went out since the run began; its places in the queue were told before that. */
export function hasToldBeginning(run: Pick<Run, 'seq' | 'told_position_seq'>): boolean {
  return run.seq > run.told_position_seq;
}

export async function endRun(trx: Transact, runId: string, outcome: string): Promise<void> {
  await trx
    .updateTable('runs')
    .set({ state: 'ended', outcome, ended_at: sql`now()`, checkpoint: null })
    .where('run_id', '=', runId)
    .execute();
  await forgetMet(trx, runId);
}

export async function updateChecks(
  trx: Transact,
  runId: string,
  checks: VerificationCheck[],
): Promise<void> {
  await trx
    .updateTable('runs')
    .set({ checks: storableJson(checks) })
    .where('run_id', '=', runId)
    .execute();
}

/** Asks for the end of a run; whoever performs it notices within a second. */
export async function requestCancel(
  db: Db,
  run: { tenantId: string; connectionId: string; runId: string },
): Promise<boolean> {
  const rows = await db
    .updateTable('runs')
    .set({ cancel_requested_at: sql`coalesce(cancel_requested_at, now())` })
    .where('run_id', '=', run.runId)
    .where('tenant_id', '=', run.tenantId)
    .where('connection_id', '=', run.connectionId)
    .where('state', '<>', 'ended')
    .returning('run_id')
    .execute();
  return rows.length > 0;
}

/** Of which kinds there are runs that have not ended. */
export async function listLiveKinds(db: Db): Promise<Run['kind'][]> {
  const rows = await db
    .selectFrom('runs')
    .select('kind')
    .distinct()
    // In the text, so that the index of those that have not ended serves every plan.
    .where('state', '<>', sql.lit('ended'))
    .execute();
  return rows.map((row) => row.kind);
}

/** Which of these runs go on unhindered; the others were cancelled, forgotten, ended or taken over. */
export async function listUndisturbed(db: Db, runIds: string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('runs')
    .select('run_id')
    .where('run_id', 'in', runIds)
    .where('state', '=', 'running')
    .where('cancel_requested_at', 'is', null)
    .execute();
  return new Set(rows.map((row) => row.run_id));
}

export async function deleteRuns(trx: Transact, owner: Owner): Promise<string[]> {
  const rows = await trx
    .deleteFrom('runs')
    .where('tenant_id', '=', owner.tenantId)
    .where('connection_id', '=', owner.connectionId)
    .returning('run_id')
    .execute();
  return rows.map((row) => row.run_id);
}
