import { sql } from 'kysely';
import type { Db, Transact } from '../platform/db/tables.ts';
import type { Run } from './run.store.ts';

/** A run whose turn has not come, and which one of its kind it is: 1 is the next. */
export type WaitingRun = Pick<
  Run,
  'run_id' | 'tenant_id' | 'connection_id' | 'connection_type' | 'kind'
> & { position: number };

/** Any number that nothing else of this database uses. */
const LOCK_ID = 5_091_128_075;
/** A run that begins at once has no place to tell. */
const WAITS_LONG_ENOUGH = sql`
  state = 'waiting' and cancel_requested_at is null and kind <> 'preview'
  and accepted_at < now() - interval '3 seconds'`;
/** Whoever stands further behind is told nothing, and goes on being silent as all who wait once were. */
const FARTHEST = 100;
/** Further behind, a place is told anew with the next sign of life, and not each time that one begins. */
const NEAR = 10;

export async function isAnyWaiting(db: Db): Promise<boolean> {
  const { rows } = await sql`select from runs where ${WAITS_LONG_ENOUGH} limit 1`.execute(db);
  return rows.length > 0;
}

/**
 * Locks the waiting runs whose place has to be told: it is another one than was told last, or nothing
 * was said for `beatSeconds`. None while another process does the same. A run that begins meanwhile is
 * left out, and one that is locked begins after the transaction.
 *
 * Runs begin in the order in which they were accepted: pg-boss takes the oldest job first, and each job
 * is made in the transaction of its run.
 */
export async function lockWaitingToTell(trx: Transact, beatSeconds: number): Promise<WaitingRun[]> {
  const { rows: locks } = await sql<{ is_ours: boolean }>`
    select pg_try_advisory_xact_lock(${sql.lit(LOCK_ID)}) as is_ours`.execute(trx);
  if (locks[0]?.is_ours !== true) return [];
  const { rows } = await sql<WaitingRun>`
    with places as (
      select run_id as id,
        row_number() over (partition by kind order by accepted_at, run_id)::int as position
      from runs where state = 'waiting' and cancel_requested_at is null)
    select run_id, tenant_id, connection_id, connection_type, kind, position
    from runs join places on id = run_id
    where ${WAITS_LONG_ENOUGH} and position <= ${sql.lit(FARTHEST)} and (
      told_position is null
      or (told_position <> position and position <= ${sql.lit(NEAR)})
      or told_position_at <= now() - make_interval(secs => ${beatSeconds}::float8))
    for update of runs skip locked`.execute(trx);
  return rows;
}

/** Notes the place that is told, and gives the number of the message that tells it. */
export async function noteToldPosition(
  trx: Transact,
  run: Pick<WaitingRun, 'run_id' | 'position'>,
): Promise<number> {
  const { seq } = await trx
    .updateTable('runs')
    .set({
      seq: sql`seq + 1`,
      told_position: run.position,
      told_position_at: sql`now()`,
      told_position_seq: sql`seq + 1`,
    })
    .where('run_id', '=', run.run_id)
    .returning('seq')
    .executeTakeFirstOrThrow();
  return seq;
}
