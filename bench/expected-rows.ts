import { isDeepStrictEqual } from 'node:util';
import { applyStatusMessage } from '@rita/api-server/features/runs/apply-status-message';
import { changeOf } from '@rita/api-server/features/runs/change-connections';
import type { RunLimits } from '@rita/api-server/features/runs/run-state';
import type { DataSourceConnectionRow } from '@rita/api-server/platform/db/data-source-tables';
import { dataSourceStatusMessageSchema, type RunStatusMessage } from '@rita/contracts';

/** What the pure function says must come out. */
export type Expected = { rows: Map<string, DataSourceConnectionRow>; auditEntries: number };

/** Folds the messages one by one, in the order of sending. */
export function expectRows(
  before: readonly DataSourceConnectionRow[],
  messages: readonly RunStatusMessage[],
  limits: RunLimits,
): Expected {
  const rows = new Map(before.map((row) => [row.id, row]));
  const now = new Date();
  let auditEntries = 0;
  for (const sent of messages) {
    const message = dataSourceStatusMessageSchema.parse(sent) as RunStatusMessage;
    const row = rows.get(message.connection_id);
    if (row === undefined) throw new Error('a message for no connection');
    const result = applyStatusMessage(row, message, { now, limits, newRunId: () => OWN_RUN });
    if (result.outcome !== 'applied') continue;
    rows.set(row.id, changeOf(row, result.changes, now).row);
    auditEntries += result.audit.length;
  }
  return { rows, auditEntries };
}

export function countWrongRows(
  expected: Expected,
  stored: readonly DataSourceConnectionRow[],
): number {
  if (stored.length !== expected.rows.size) throw new Error('rows are missing');
  return stored.filter((row) => {
    const wanted = expected.rows.get(row.id);
    return wanted === undefined || !isDeepStrictEqual(comparable(row), comparable(wanted));
  }).length;
}

const OWN_RUN = 'begun by the connector';
const NAMED_BY_CHANCE = ['run_id', 'last_run_id'] as const;

/** Without our own clock, and with runs that the app named by chance reduced to whether there is one. */
function comparable(row: DataSourceConnectionRow): Record<string, unknown> {
  const fields = Object.entries(row).map(([name, value]): [string, unknown] =>
    name.endsWith('_at') && name !== 'last_result_sender_at'
      ? [name, value === null]
      : [name, value],
  );
  const wanted = Object.fromEntries(fields);
  for (const name of NAMED_BY_CHANCE) wanted[name] = row[name] === null;
  return wanted;
}
