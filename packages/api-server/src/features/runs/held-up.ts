import type { HeldUpBy } from '@rita/contracts';
import { sql } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { inTransaction } from '../../platform/db/in-transaction.ts';
import type { ConnectorClient } from '../connector/connector-client.ts';
import { changeOf, SYSTEM, writeConnectionChanges } from './change-connections.ts';
import { IS_RUN_ENDING, IS_RUN_SILENT } from './due.ts';
import { databaseNow } from './lock-connections.ts';
import type { RunDeps } from './run-deps.ts';
import { holdUpRun } from './run-rules.ts';

export type HeldUpDeps = RunDeps & {
  connector: Pick<ConnectorClient, 'introduce'>;
  /** Absent when status messages arrive by HTTP only. */
  statusQueue: { state: () => { status: string } } | undefined;
};

const BATCH = 100;
/** Often enough for a page that somebody looks at, and no load for the connector. */
const INFO_KEPT_MS = 4_000;
/** What a replica says of itself counts for so long. */
const CONSUMED = sql.lit('15 seconds');

/**
 * Finds out, for runs that are silent, whether their results are waiting somewhere, and writes it
 * down for the page. While they are, a run is not ended for its silence.
 */
export async function noteHeldUpRuns(deps: HeldUpDeps): Promise<void> {
  const by = await whereResultsWait(deps);
  await inTransaction(deps.db, async (trx) => {
    const { rows } = await sql<DataSourceConnectionRow>`
      select * from data_source_connections
      where ${IS_RUN_SILENT} and (run_held_up_by is distinct from ${by} or ${IS_RUN_ENDING})
      order by id limit ${BATCH} for update skip locked
    `.execute(trx);
    if (rows.length === 0) return;
    const now = await databaseNow(trx);
    const changed = rows.flatMap((row) => {
      const changes = holdUpRun(row, by, { now, limits: deps.limits });
      return Object.keys(changes).length === 0 ? [] : [changeOf(row, changes, now)];
    });
    await writeConnectionChanges(
      trx,
      changed.map((change) => ({ ...change, audit: [], actor: SYSTEM })),
    );
  });
}

/** Each replica that takes messages says so: one that does not can tell that no other does. */
export async function tellOfConsuming({ db, statusQueue }: HeldUpDeps): Promise<void> {
  if (statusQueue?.state().status !== 'consuming') return;
  await sql`update write_probe set consumed_at = clock_timestamp()`.execute(db);
}

/** The place nearest to the app that holds results up, as far as it can be seen from here. */
async function whereResultsWait(deps: HeldUpDeps): Promise<HeldUpBy | null> {
  if (deps.statusQueue !== undefined && !(await isAnybodyConsuming(deps))) return 'queue';
  const { info, isAway } = await deps.connector.introduce({ keptMs: INFO_KEPT_MS });
  return isAway ? 'connector' : (info?.results?.held_up_by ?? null);
}

async function isAnybodyConsuming({ db }: HeldUpDeps): Promise<boolean> {
  const { rows } = await sql`
    select from write_probe
    where consumed_at > clock_timestamp() - ${CONSUMED}::interval`.execute(db);
  return rows.length > 0;
}
