import type { HeldUpBy } from '@rita/contracts';
import { sql } from 'kysely';
import type { ConnectorClient } from '../connector/connector-client.ts';
import type { RunDeps } from './run-deps.ts';

export type HeldUpDeps = RunDeps & {
  connector: Pick<ConnectorClient, 'introduce'>;
  /** Absent when status messages arrive by HTTP only. */
  statusQueue: { state: () => { status: string } } | undefined;
};

/** Often enough for a page that somebody looks at, and no load for the connector. */
const INFO_KEPT_MS = 4_000;
/** What a replica says of itself counts for so long. */
const CONSUMED = sql.lit('15 seconds');

/** Each replica that takes messages says so: one that does not can tell that no other does. */
export async function tellOfConsuming({ db, statusQueue }: HeldUpDeps): Promise<void> {
  if (statusQueue?.state().status !== 'consuming') return;
  await sql`update write_probe set consumed_at = clock_timestamp()`.execute(db);
}

/** The place nearest to the app that holds results up, as far as it can be seen from here. */
export async function whereResultsWait(deps: HeldUpDeps): Promise<HeldUpBy | null> {
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
