import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '@rita/platform/log';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from '../../platform/db/tables.ts';
import {
  checkpointOf,
  hashSeal,
  NO_SEAL,
  openEntries,
  type Seal,
  selectSeals,
  textOfTime,
} from './audit-chain.ts';

/** How long an entry may be without a seal, and so be changed unnoticed by whoever rules the database. */
export const SEAL_INTERVAL_MS = 60_000;

/** Of the advisory lock that one replica seals under. */
const SEAL_LOCK = 72_003;
/** The first seals cover whatever was written before there were any: a little of it at a time. */
const POSITIONS_OF_A_SEAL = 50_000;
const WRITERS_LIMIT_MS = 5_000;
const WRITERS_CHECK_MS = 25;

/**
 * Seals the entries since the last seal, in one of the replicas. The log line is the copy that
 * nobody can change who rules the database.
 *
 * @param stop the process leaves: what is not sealed yet is left to the next one
 */
export async function sealAuditLog(
  { db, log }: { db: Kysely<Tables>; log: Log },
  stop: AbortSignal,
): Promise<void> {
  const through = await findSettledPosition(db, stop);
  if (through === undefined) {
    if (!stop.aborted) log.warn({ reason: 'long_transaction' }, 'audit log not sealed');
    return;
  }
  while (!stop.aborted) {
    const seal = await db.transaction().execute((trx) => addSeal(trx, through));
    if (seal === undefined) return;
    log.info({ checkpoint: checkpointOf(seal), count: seal.entries }, 'audit log sealed');
  }
}

/**
 * The last position that was given out, once no entry up to it can still appear. Positions are given
 * out before the commit, so the transactions that write entries right now are waited for; those that
 * begin later get later positions and wait for nothing.
 *
 * @returns nothing when one of them takes too long, or at `stop`
 */
async function findSettledPosition(
  db: Kysely<Tables>,
  stop: AbortSignal,
): Promise<number | undefined> {
  const { rows } = await sql<{ position: number }>`
    select coalesce(
      pg_sequence_last_value(pg_get_serial_sequence('audit_events', 'position')::regclass), 0
    ) as position
  `.execute(db);
  // Asked after the position was read: whoever is not among them has a later one.
  let writers = await findWriters(db);
  const giveUpAt = performance.now() + WRITERS_LIMIT_MS;
  while (writers.length > 0) {
    if (stop.aborted || performance.now() > giveUpAt) return undefined;
    await wait(WRITERS_CHECK_MS);
    const still = await findWriters(db);
    writers = writers.filter((writer) => still.includes(writer));
  }
  return rows[0]?.position;
}

/** The transactions that hold the lock which every insert takes before it is given a position. */
async function findWriters(db: Kysely<Tables>): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select virtualtransaction as id from pg_locks
    where locktype = 'relation' and relation = 'audit_events'::regclass
      and database = (select oid from pg_database where datname = current_database())
      and mode = 'RowExclusiveLock' and granted
  `.execute(db);
  return rows.map(({ id }) => id);
}

/** Adds the next seal; none when all is sealed, or another replica is at it. */
async function addSeal(trx: Transaction<Tables>, settled: number): Promise<Seal | undefined> {
  const { rows } = await sql<{ isMine: boolean; now: string }>`
    select pg_try_advisory_xact_lock(${sql.lit(SEAL_LOCK)}) as "isMine",
      ${textOfTime('now')} as now from clock_timestamp() as now
  `.execute(trx);
  const [asked] = rows;
  if (!asked?.isMine) return undefined;
  const last = selectSeals(trx).orderBy('number', 'desc').limit(1);
  const before = (await last.executeTakeFirst()) ?? NO_SEAL;
  if (settled <= before.through_position) return undefined;
  const through = Math.min(settled, before.through_position + POSITIONS_OF_A_SEAL);
  const next = { number: before.number + 1, through_position: through, sealed_at: asked.now };
  const entries = openEntries(trx, before.through_position);
  const seal = { ...next, ...(await hashSeal(entries, next, before)) };
  // Nothing but positions whose transaction was rolled back.
  if (seal.entries === 0 && through === settled) return undefined;
  await trx
    .insertInto('audit_seals')
    .values({ ...seal, sealed_at: sql`${seal.sealed_at}::timestamptz` })
    .execute();
  return seal;
}
