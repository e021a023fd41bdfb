import { CLOCK_CAUSES, type ProblemCode } from '@rita/contracts';
import { type RawBuilder, sql } from 'kysely';
import type { DataSourceConnectionRow } from '../../platform/db/data-source-tables.ts';
import { rowsFromArrays } from '../../platform/db/rows-from-arrays.ts';
import type { RunAudit } from '../runs/run-state.ts';
import { judgeChange } from './judge-change.ts';

type Changed = {
  row: Pick<
    DataSourceConnectionRow,
    'id' | 'organization_id' | 'enabled' | 'next_sync_at' | 'sync_failures'
  >;
  audit: readonly RunAudit[];
};
type Verdict = Pick<Changed['row'], 'id' | 'organization_id'> & {
  kind: string;
  cause: ProblemCode | null;
};

export const BY_CLOCK = sql`cause = any(${[...CLOCK_CAUSES]}::text[])`;

/**
 * Parts of a `with` that write what changes say of what is wrong with their connections: nothing that
 * is told was rolled back, and nothing is lost with the process. Of one connection and kind there is
 * one verdict, so that no row is written twice.
 */
export function writesOfAlerts(changes: readonly Changed[]): RawBuilder<unknown> {
  const verdicts = changes.flatMap(verdictsOf);
  const over = verdicts.filter(({ cause }) => cause === null);
  const wrong = verdicts.filter(({ cause }) => cause !== null);
  return sql`${over.length === 0 ? sql`` : endOf(over)} ${wrong.length === 0 ? sql`` : beginningOf(wrong)}`;
}

function verdictsOf(change: Changed): Verdict[] {
  const { id, organization_id } = change.row;
  return Object.entries(judgeChange(change)).map(([kind, cause]) => ({
    ...{ id, organization_id, kind, cause },
  }));
}

function endOf(over: readonly Verdict[]): RawBuilder<unknown> {
  const rows = rowsFromArrays('over', {
    connection_id: { type: 'uuid', values: over.map(({ id }) => id) },
    kind: { type: 'text', values: over.map(({ kind }) => kind) },
  });
  return sql`, alerts_over as (
    update alerts set ended_at = now() from ${rows.from}
    where alerts.connection_id = ${rows.ref('connection_id')} and alerts.kind = ${rows.ref('kind')}
      and ended_at is null and not ${BY_CLOCK})`;
}

/** What begins again before its end was looked at is the same one. */
function beginningOf(wrong: readonly Verdict[]): RawBuilder<unknown> {
  const rows = rowsFromArrays('wrong', {
    connection_id: { type: 'uuid', values: wrong.map(({ id }) => id) },
    organization_id: { type: 'text', values: wrong.map((one) => one.organization_id) },
    kind: { type: 'text', values: wrong.map(({ kind }) => kind) },
    cause: { type: 'text', values: wrong.map(({ cause }) => cause) },
  });
  const columns = ['organization_id', 'connection_id', 'kind', 'cause'];
  return sql`, alerts_begun as (
    insert into alerts (${sql.join(columns.map((name) => sql.ref(name)))})
    select ${sql.join(columns.map(rows.ref))} from ${rows.from}
    on conflict (connection_id, kind, cause) where end_noticed_at is null
      do update set ended_at = null)`;
}
