import type { HeldUpBy } from '@rita/contracts';
import { sql, type Transaction } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import { rowsFromArrays } from '../../platform/db/rows-from-arrays.ts';
import type { Tables } from '../../platform/db/tables.ts';
import {
  type ConnectionChange,
  changeOf,
  SYSTEM,
  writeConnectionChanges,
} from './change-connections.ts';
import { IS_LOOK_DUE } from './due.ts';
import { type HeldUpDeps, whereResultsWait } from './held-up.ts';
import { databaseNow } from './lock-connections.ts';
import type { RunDeps } from './run-deps.ts';
import { isSilent, LOOKED_AT, type LookedAt, lookAfter } from './run-look.ts';
import { expireRun, holdUpRun, isExpired } from './run-rules.ts';

const BATCH = 200;
/** As often as a sweep comes: what is left after so long is for the next one. */
const LONGEST_MS = 5_000;

/**
 * Looks at the runs whose time for it has come: notes where the results of a silent one wait, ends
 * one that is past its deadline, and puts the next look off to when it may be needed. Answers how
 * many were ended.
 */
export async function lookAtRuns(deps: HeldUpDeps): Promise<number> {
  const startedAt = performance.now();
  for (let ended = 0; ; ) {
    const batch = await lookAtBatch(deps);
    ended += batch.ended;
    // Where others have locked some of them, they are at it, or the next sweep is.
    if (batch.looked < BATCH || performance.now() - startedAt > LONGEST_MS) return ended;
  }
}

async function lookAtBatch(deps: HeldUpDeps): Promise<{ looked: number; ended: number }> {
  const due = await listDue(deps);
  if (due.length === 0) return { looked: 0, ended: 0 };
  // The connector is asked before anything is locked.
  const isAnySilent = due.some((row) => isSilent(row, row.now));
  const by = isAnySilent ? await whereResultsWait(deps) : null;
  const looks = await inTransaction(deps.db, async (trx) => {
    const rows = await lockDue(
      trx,
      due.map(({ id }) => id),
    );
    if (rows.length === 0) return [];
    const now = await databaseNow(trx);
    const seen = rows.map((row) => lookAt(row, { by, now, limits: deps.limits }));
    await writeConnectionChanges(
      trx,
      seen.flatMap(({ change }) => change ?? []),
    );
    await putOff(trx, seen);
    return seen;
  });
  const ended = looks.filter(({ isEnded }) => isEnded);
  for (const { row } of ended) {
    deps.metrics.runsEndedByDeadline.inc();
    deps.log.warn({ connection_id: row.id, run_id: row.run_id }, 'run ended by its deadline');
  }
  return { looked: looks.length, ended: ended.length };
}

type Due = LookedAt & { id: string; now: Date };

async function listDue({ db }: RunDeps): Promise<Due[]> {
  const columns = ['id', ...LOOKED_AT].map((name) => sql.ref(name));
  const { rows } = await sql<Due>`
    select ${sql.join(columns)}, clock_timestamp() as now from data_source_connections
    where ${IS_LOOK_DUE} order by run_look_at limit ${BATCH}`.execute(db);
  return rows;
}

/** Replicas share them by SKIP LOCKED. */
async function lockDue(
  trx: Transaction<Tables>,
  ids: readonly string[],
): Promise<DataSourceConnectionRow[]> {
  const { rows } = await sql<DataSourceConnectionRow>`
    select * from data_source_connections
    where id = any(${ids}::uuid[]) and ${IS_LOOK_DUE} order by id for update skip locked`.execute(
    trx,
  );
  return rows;
}

type Look = {
  row: DataSourceConnectionRow;
  isEnded: boolean;
  next: Date | null;
  /** Absent when there is nothing to tell anybody. */
  change?: ConnectionChange;
};

/** What a sweep does about a run at which to look was due. */
export function lookAt(
  row: DataSourceConnectionRow,
  { by, now, limits }: Pick<RunDeps, 'limits'> & { by: HeldUpBy | null; now: Date },
): Look {
  const held = isSilent(row, now) ? holdUpRun(row, by, { now, limits }) : {};
  const after = { ...row, ...held };
  const ended = isExpired(after, now) ? expireRun(after, now) : undefined;
  const changes = { ...held, ...ended?.changes };
  const next = lookAfter({ ...row, ...changes }, now);
  const look = { row, isEnded: ended !== undefined, next };
  if (Object.keys(changes).length === 0) return look;
  const changed = changeOf(row, { ...changes, run_look_at: next }, now);
  return { ...look, change: { ...changed, audit: ended?.audit ?? [], actor: SYSTEM } };
}

/** Nobody sees a look: it is no new version of the row, and is not announced. */
async function putOff(trx: Transaction<Tables>, looks: readonly Look[]): Promise<void> {
  const unchanged = looks.filter(({ change }) => change === undefined);
  if (unchanged.length === 0) return;
  const looked = rowsFromArrays('looked', {
    id: { type: 'uuid', values: unchanged.map(({ row }) => row.id) },
    next: { type: 'timestamptz', values: unchanged.map(({ next }) => next) },
  });
  await sql`update data_source_connections as stored set run_look_at = ${looked.ref('next')}
    from ${looked.from} where stored.id = ${looked.ref('id')}`.execute(trx);
}

/** Reads the whole table, and finds something only after a change of builds. */
export const ADOPT_INTERVAL_MS = 10 * 60_000;

/** Gives a look to runs that have none: those begun by a build before there were looks. */
export async function adoptRuns({ db }: Pick<RunDeps, 'db'>): Promise<void> {
  await sql`
    update data_source_connections set run_look_at = statement_timestamp()
    where id in (select id from data_source_connections
      where status <> 'idle' and run_look_at is null order by id for update skip locked)`.execute(
    db,
  );
}
