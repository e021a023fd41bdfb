import type { Run } from '../../tree.ts';
import { endEdgeLine } from './rtf-edges.ts';
import { endPoints, forgetPoint, takeLine } from './rtf-lines.ts';
import type { Row, RtfState } from './rtf-state.ts';

export function endCell(state: RtfState): void {
  if (state.group.edge) state.group.edge.line += ' ';
  if (state.group.isOutside) return;
  state.cells.push(takeLine(state));
  forgetPoint(state);
}

export function endRow(state: RtfState): void {
  if (state.group.edge) endEdgeLine(state.group.edge);
  if (state.group.isOutside) return;
  if (state.cells.length > 0) state.rows.push({ cells: state.cells, edges: state.edges });
  state.cells = [];
  state.isInTable = false;
}

export function endTable(state: RtfState): void {
  if (state.rows.length === 0) return;
  endPoints(state);
  const rows = inColumns(state.rows);
  state.blocks.push({ type: 'table', hasHeader: state.hasHeader, rows });
  state.rows = [];
  state.hasHeader = false;
}

/** Edges that are nearer are the same: programs round them. */
const NEAR = 30;
const MOST_COLUMNS = 500;

/** Cells that are wider than a column have empty ones behind them, so that those below stay in line. */
function inColumns(rows: readonly Row[]): Run[][][] {
  const edges: number[] = [];
  const all = new Set(rows.flatMap((row) => row.edges));
  for (const edge of [...all].toSorted((one, other) => one - other)) {
    if (edge - (edges.at(-1) ?? Number.NEGATIVE_INFINITY) > NEAR) edges.push(edge);
  }
  return rows.map((row) => {
    if (row.edges.length !== row.cells.length || edges.length > MOST_COLUMNS) return row.cells;
    let column = 0;
    return row.cells.flatMap((cell, at) => {
      const start = column;
      const end = row.edges[at] ?? 0;
      while ((edges[column] ?? Number.POSITIVE_INFINITY) < end - NEAR) column += 1;
      column += 1;
      return [cell, ...Array.from({ length: column - start - 1 }, () => [])];
    });
  });
}
