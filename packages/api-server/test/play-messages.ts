import { applyStatusMessage } from '../src/features/runs/apply-status-message.ts';
import { withChanges } from '../src/features/runs/change-connections.ts';
import { beginRun, type RowChanges } from '../src/features/runs/run-state.ts';
import type { DataSourceConnectionRow, RunKind } from '../src/platform/db/data-source-tables.ts';
import { at, idleRow, RUN_1 } from './run-fixtures.ts';

export type Message = Parameters<typeof applyStatusMessage>[1];

export const changed = (row: DataSourceConnectionRow, changes: RowChanges, seconds: number) =>
  withChanges(row, changes, at(seconds).now);

export function running(kind: RunKind, row = idleRow(), id = RUN_1): DataSourceConnectionRow {
  return changed(row, beginRun({ kind, id }, at(0)), 0);
}

/** Applies messages one after another; answers the last outcome and the row. */
export function play(row: DataSourceConnectionRow, ...messages: [Message, number][]) {
  const outcomes: string[] = [];
  let now = row;
  for (const [message, seconds] of messages) {
    const result = applyStatusMessage(now, message, at(seconds));
    outcomes.push(result.outcome);
    if (result.outcome === 'applied') now = changed(now, result.changes, seconds);
  }
  return { row: now, outcomes };
}
