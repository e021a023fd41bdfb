import { type Run, type Table, textOfRuns } from '../tree.ts';
import type { Lines } from './lines.ts';
import { writeRuns } from './write-runs.ts';

/** Rows of equal width need a cell where there is none; more of those than this are not written. */
const MOST_FILLED = 200_000;

/** A table; where it has no header of its own, an empty one stands above its rows. */
export function writeTable(lines: Lines, { rows, hasHeader }: Table): void {
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const [first = [], ...rest] = rows;
  const header = hasHeader ? first : [];
  const body = hasHeader ? rest : rows;
  // Widths may differ in GFM below the header, which has to be the widest.
  const isFilled = width * rows.length <= MOST_FILLED;
  lines.add(rowOf(header, width));
  lines.add(`|${' --- |'.repeat(width)}`);
  for (const row of body) {
    if (lines.isFull()) lines.leaveOut(row.reduce((sum, cell) => sum + textOfRuns(cell).length, 0));
    else lines.add(rowOf(row, isFilled ? width : row.length));
  }
}

function rowOf(row: readonly Run[][], width: number): string {
  let line = '|';
  for (let column = 0; column < width; column += 1) {
    const cell = row[column];
    line += cell && cell.length > 0 ? ` ${writeRuns(cell, 'cell')} |` : '  |';
  }
  return line;
}
