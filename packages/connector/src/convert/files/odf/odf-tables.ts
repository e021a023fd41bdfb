import { flattenBlocks } from '../../flatten-blocks.ts';
import { type SpannedCell, tableOf } from '../../markup/html-tables.ts';
import { childrenNamed, isElement, type MarkupElement } from '../../markup/markup-tree.ts';
import { blocksOfMarkup, type Dialect, type Handler } from '../../markup/walk-markup.ts';
import { type Block, LOWERED, plainRun, RAISED, type Run, STRIKE, type Table } from '../../tree.ts';
import type { OdfStyles } from './odf-styles.ts';

/** A cell or a row may say that it stands for any number of equal ones. */
const MOST_REPEATED = 1_000;
const MOST_CELLS = 500_000;

type ReadRuns = (cell: MarkupElement) => Run[];

export const odfTable: Handler = ({ out, blocksOf }, table, setting) => {
  const runsOf: ReadRuns = (cell) => flattenBlocks(blocksOf(cell.children, setting));
  out.addBlock(tableOf(rowsOf(table, runsOf)));
};

const AROUND_ROWS = new Set([
  'table:table-header-rows',
  'table:table-rows',
  'table:table-row-group',
]);

function rowsOf(table: MarkupElement, runsOf: ReadRuns): SpannedCell[][] {
  const rows: SpannedCell[][] = [];
  let left = MOST_CELLS;
  const add = (element: MarkupElement, isHeader: boolean) => {
    for (const child of element.children.filter(isElement)) {
      if (AROUND_ROWS.has(child.name)) add(child, child.name === 'table:table-header-rows');
      if (child.name !== 'table:table-row') continue;
      const cells = cellsOf(child, runsOf, isHeader);
      const isEmpty = cells.every(({ runs }) => runs.length === 0);
      const times = isEmpty ? 1 : repeatsOf(child, 'table:number-rows-repeated');
      for (let time = 0; time < times && left > 0; time += 1) {
        rows.push(cells);
        left -= cells.length;
      }
    }
  };
  add(table, false);
  return rows;
}

function cellsOf(row: MarkupElement, runsOf: ReadRuns, isHeader: boolean): SpannedCell[] {
  const cells: SpannedCell[] = [];
  const elements = row.children.filter(isElement).filter(({ name }) => name.endsWith('table-cell'));
  for (const element of elements) {
    const runs = withFormula(element, withValue(element, runsOf(element)));
    const isCovered = element.name === 'table:covered-table-cell';
    // Cells that another covers are there as well, so that none has to span.
    const cell: SpannedCell = { runs: isCovered ? [] : runs, isHeader, columns: 1, rows: 1 };
    const times = repeatsOf(element, 'table:number-columns-repeated');
    // Behind the last value of a row there is one empty cell that stands for all the others.
    const isLast = element === elements.at(-1) && runs.length === 0;
    for (let time = 0; time < (isLast ? 0 : times); time += 1) cells.push(cell);
  }
  return cells;
}

function repeatsOf({ attributes }: MarkupElement, name: string): number {
  const times = Number(attributes[name] ?? 1);
  return Number.isFinite(times) ? Math.min(MOST_REPEATED, Math.max(1, times)) : 1;
}

/** Some programs write what a cell holds, and leave it to others how that is shown. */
function withValue({ attributes }: MarkupElement, runs: Run[]): Run[] {
  if (runs.length > 0) return runs;
  const value = VALUES.map((name) => attributes[name]).find(
    (one) => one !== undefined && one !== '',
  );
  return value === undefined ? [] : [plainRun(value)];
}

const VALUES = ['string-value', 'date-value', 'time-value', 'boolean-value', 'value'].map(
  (name) => `office:${name}`,
);

/** A formula without a result was never computed. */
function withFormula({ attributes }: MarkupElement, runs: Run[]): Run[] {
  const formula = attributes['table:formula'];
  const isComputed = runs.length > 0 || attributes['office:value-type'] !== undefined;
  if (formula === undefined || isComputed) return runs;
  return [plainRun(`${formula.replace(/^of:/, '')} (not computed)`)];
}

export type OdfSheet = { name: string; table: Table; notes: Block[] };

export function sheetsOf(
  body: MarkupElement,
  styles: OdfStyles,
  dialect: Dialect,
): { sheets: OdfSheet[]; hidden: number } {
  const tables = childrenNamed(body, 'table:table');
  const shown = tables.filter(({ attributes }) => !styles.isHidden(attributes['table:style-name']));
  // Bold and coloured cells are for the eye; what is struck out or raised says something else.
  const marksOf = ({ attributes }: MarkupElement) =>
    styles.marksOf(attributes['table:style-name']) & (STRIKE | RAISED | LOWERED);
  const runsOf: ReadRuns = (cell) =>
    flattenBlocks(blocksOfMarkup(cell, dialect)).map((run) => ({
      ...run,
      marks: run.marks | marksOf(cell),
    }));
  const sheets = shown.map((table): OdfSheet => {
    const rows = rowsOf(table, runsOf).filter((row) => row.some(({ runs }) => runs.length > 0));
    const { rows: cells } = tableOf(rows);
    const shapes = childrenNamed(table, 'table:shapes');
    const notes = shapes.flatMap((shape) => blocksOfMarkup(shape, dialect));
    return {
      name: table.attributes['table:name'] ?? 'Sheet',
      table: { type: 'table', hasHeader: true, rows: cells },
      notes,
    };
  });
  return {
    sheets: sheets.filter(({ table, notes }) => table.rows.length + notes.length > 0),
    hidden: tables.length - shown.length,
  };
}
