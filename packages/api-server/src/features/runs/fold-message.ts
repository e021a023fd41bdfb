import type { DataSourceStatusMessage, StatusMessageOutcome } from '@rita/contracts';
import type { ConnectionAccessRow } from '../../platform/db/access-tables.ts';
import { type AccessChanges, applyAccessMessage } from './access-run.ts';
import { applyStatusMessage } from './apply-status-message.ts';
import { ColumnSet, type WrittenColumn } from './column-set.ts';
import { soonerLook } from './run-look.ts';
import type { RowChanges, RunAudit, RunContext, RunRow } from './run-state.ts';

/** A connection, and what the messages of a batch have done to it so far. */
export type Folded = {
  row: RunRow;
  /** What has to be written; nothing while no message was applied. */
  columns: ColumnSet;
  audit: RunAudit[];
  /** Its reading of permissions, where messages tell of one. */
  reading: { row: ConnectionAccessRow; changes: AccessChanges } | undefined;
};

export function newFold(row: RunRow, reading: ConnectionAccessRow | undefined): Folded {
  return {
    row,
    columns: new ColumnSet(),
    audit: [],
    reading: reading && { row: reading, changes: {} },
  };
}

/** Folds what a message does into the rows; only what it really changes has to be written. */
export function foldMessage(
  fold: Folded,
  message: DataSourceStatusMessage,
  context: RunContext,
): StatusMessageOutcome {
  if (message.type === 'access') {
    if (fold.reading === undefined) return 'stale';
    const { row, changes } = fold.reading;
    const result = applyAccessMessage(row, message, context);
    if (result.outcome !== 'applied') return result.outcome;
    Object.assign(row, result.changes);
    Object.assign(changes, result.changes);
    return keep(fold, { changes: {}, audit: result.audit }, context);
  }
  const result = applyStatusMessage(fold.row, message, context);
  return result.outcome === 'applied' ? keep(fold, result, context) : result.outcome;
}

function keep(
  { row, columns, audit }: Folded,
  applied: { changes: RowChanges; audit: RunAudit[] },
  context: RunContext,
): 'applied' {
  // The row was read for this batch and belongs to it: a copy for each message would be for nothing.
  const before: Record<string, unknown> = row;
  for (const name of Object.keys(applied.changes) as WrittenColumn[]) {
    const after = applied.changes[name];
    if (isSame(before[name], after)) continue;
    before[name] = after;
    columns.add(name);
  }
  const look = soonerLook(row);
  if (look !== undefined) {
    row.run_look_at = look;
    columns.add('run_look_at');
  }
  row.version += 1;
  before.updated_at = context.now;
  columns.add('version');
  columns.add('updated_at');
  audit.push(...applied.audit);
  return 'applied';
}

/** A column that was not read differs from everything. */
function isSame(before: unknown, after: unknown): boolean {
  if (before === after) return true;
  return before instanceof Date && after instanceof Date && before.getTime() === after.getTime();
}
