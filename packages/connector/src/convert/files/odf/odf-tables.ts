import { flattenBlocks } from '../../flatten-blocks.ts';
import { type SpannedCell, tableOf } from '../../markup/html-tables.ts';
import {
  childrenNamed,
  isElement,
  type MarkupElement,
  type MarkupNode,
  textOf,
} from '../../markup/markup-tree.ts';
import { blocksOfMarkup, type Dialect, type Handler } from '../../markup/walk-markup.ts';
import {
  type Block,
  EMPHASIS,
  LOWERED,
  paragraph,
  plainRun,
  RAISED,
  type Run,
  STRIKE,
  type Table,
} from '../../tree.ts';
import { formulaLink } from '../formula-link.ts';
import { valueRuns } from './cell-values.ts';
import type { OdfContext } from './odf-context.ts';
import { type Hidden, hiddenColumns, isHiddenCells } from './odf-hidden.ts';
import { promptBlocks, readPrompts } from './odf-prompts.ts';

/** A cell or a row may say that it stands for any number of equal ones. */
const MOST_REPEATED = 1_000;
const MOST_CELLS = 500_000;

type ReadRuns = (cell: MarkupElement) => Run[];

export const odfTable =
  (hidden: Hidden): Handler =>
  ({ out, blocksOf }, table, setting) => {
    // What somebody wrote of it for those who cannot see it (ODF 1.3, 9.1.14).
    const labels = [...childrenNamed(table, 'table:title'), ...childrenNamed(table, 'table:desc')];
    const label = labels.map((one) => textOf(one).trim()).filter((text) => text !== '');
    if (label.length > 0) out.addBlock(paragraph({ text: label.join(': '), marks: EMPHASIS }));
    const runsOf: ReadRuns = (cell) => flattenBlocks(blocksOf(cell.children, setting));
    out.addBlock(tableOf(rowsOf(table, runsOf, hidden)));
  };

const AROUND_ROWS = new Set([
  'table:table-header-rows',
  'table:table-rows',
  'table:table-row-group',
]);

/** Rows that are shown, without the columns that are not. */
function rowsOf(table: MarkupElement, runsOf: ReadRuns, hidden: Hidden): SpannedCell[][] {
  const rows: SpannedCell[][] = [];
  const columns = hiddenColumns(table);
  const usedColumns = new Set<number>();
  let left = MOST_CELLS;
  const shownOf = (cells: SpannedCell[]) =>
    cells.filter(({ runs }, at) => {
      if (columns.has(at) && runs.length > 0) usedColumns.add(at);
      return !columns.has(at);
    });
  const add = (element: MarkupElement, isHeader: boolean, isFolded = false) => {
    for (const child of element.children.filter(isElement)) {
      if (AROUND_ROWS.has(child.name)) {
        const isGroup = child.name === 'table:table-row-group';
        add(child, child.name === 'table:table-header-rows', isFolded || isGroup);
      }
      if (child.name !== 'table:table-row') continue;
      if (!isFolded && isHiddenCells(child)) {
        if (textOf(child).trim() !== '') hidden.one('row');
        continue;
      }
      const all = cellsOf(child, { runsOf, hidden, isHeader });
      const isEmpty = all.every(({ runs }) => runs.length === 0);
      const cells = columns.size === 0 ? all : shownOf(all);
      const asked = isEmpty ? 1 : timesOf(child, 'table:number-rows-repeated');
      const times = Math.min(asked, MOST_REPEATED);
      let time = 0;
      for (; time < times && left > 0; time += 1) {
        rows.push(cells);
        left -= cells.length;
      }
      hidden.moreRows(asked - time);
    }
  };
  add(table, false);
  for (const _ of usedColumns) hidden.one('column');
  return rows;
}

type Reading = { runsOf: ReadRuns; hidden: Hidden; isHeader: boolean };

function cellsOf(row: MarkupElement, { runsOf, hidden, isHeader }: Reading): SpannedCell[] {
  const cells: SpannedCell[] = [];
  const elements = row.children.filter(isElement).filter(({ name }) => name.endsWith('table-cell'));
  for (const element of elements) {
    const shown = runsOf(element);
    const runs = withFormula(element, shown.length > 0 ? shown : valueRuns(element));
    const isCovered = element.name === 'table:covered-table-cell';
    if (isCovered && runs.length > 0) hidden.one('cell');
    // Cells that another covers are there as well, so that none has to span.
    const cell: SpannedCell = { runs: isCovered ? [] : runs, isHeader, columns: 1, rows: 1 };
    const times = repeatsOf(element, 'table:number-columns-repeated');
    // Behind the last value of a row there is one empty cell that stands for all the others.
    const isLast = element === elements.at(-1) && runs.length === 0;
    for (let time = 0; time < (isLast ? 0 : times); time += 1) cells.push(cell);
  }
  return cells;
}

const repeatsOf = (element: MarkupElement, name: string) =>
  Math.min(MOST_REPEATED, timesOf(element, name));

function timesOf({ attributes }: MarkupElement, name: string): number {
  const times = Number(attributes[name] ?? 1);
  return Number.isSafeInteger(times) ? Math.max(1, times) : 1;
}

/** A formula without a result was never computed. */
function withFormula({ attributes }: MarkupElement, runs: Run[]): Run[] {
  const formula = attributes['table:formula'];
  const isComputed = runs.length > 0 || attributes['office:value-type'] !== undefined;
  if (formula === undefined || isComputed) return runs;
  return [plainRun(`${formula.replace(/^of:/, '')} (not computed)`)];
}

const isDrawn = (node: MarkupNode) => isElement(node) && node.name.startsWith('draw:');
const isNote = (node: MarkupNode) => isElement(node) && node.name === 'office:annotation';
/** Notes stand before what the cell holds. */
const notesLast = (cell: MarkupElement): MarkupElement =>
  cell.children.some(isNote)
    ? {
        ...cell,
        children: [...cell.children.filter((one) => !isNote(one)), ...cell.children.filter(isNote)],
      }
    : cell;
const isFull = ({ runs }: SpannedCell) => runs.length > 0;

export type OdfSheet = { name: string; table: Table; notes: Block[] };
type OdfSheets = {
  sheets: OdfSheet[];
  /** Names of those with nothing in them. */
  empty: string[];
};

/** The sheets that are shown; `notes` are charts and shapes, also those that are tied to a cell. */
export function sheetsOf(
  body: MarkupElement,
  { styles, hidden }: OdfContext,
  dialect: Dialect,
): OdfSheets {
  // Bold and coloured cells are for the eye; what is struck out or raised says something else.
  const marksOf = ({ attributes }: MarkupElement) =>
    styles.marksOf(attributes['table:style-name']) & (STRIKE | RAISED | LOWERED);
  const sheets: OdfSheet[] = [];
  const empty: string[] = [];
  const prompts = readPrompts(body);
  for (const table of childrenNamed(body, 'table:table')) {
    if (styles.isHidden(table.attributes['table:style-name'])) {
      hidden.one('sheet');
      continue;
    }
    const drawn = childrenNamed(table, 'table:shapes');
    const rules = new Set<string>();
    const runsOf: ReadRuns = (cell) => {
      const rule = cell.attributes['table:content-validation-name'];
      if (rule !== undefined) rules.add(rule);
      const shapes = cell.children.filter(isDrawn);
      if (shapes.length > 0) drawn.push({ ...cell, children: shapes });
      const shown =
        shapes.length > 0
          ? { ...cell, children: cell.children.filter((node) => !isDrawn(node)) }
          : cell;
      const link = formulaLink(cell.attributes['table:formula']?.replace(/^\w{1,10}:=|^=/, ''));
      return flattenBlocks(blocksOfMarkup(notesLast(shown), dialect)).map((run) => ({
        ...run,
        marks: run.marks | marksOf(cell),
        url: run.url ?? link,
      }));
    };
    const rows = rowsOf(table, runsOf, hidden).filter((row) => row.some(isFull));
    const width = rows.reduce((most, row) => Math.max(most, row.findLastIndex(isFull) + 1), 0);
    const { rows: cells } = tableOf(rows.map((row) => row.slice(0, width)));
    const notes = [
      ...promptBlocks(prompts, rules),
      ...drawn.flatMap((shape) => blocksOfMarkup(shape, dialect)),
    ];
    const name = table.attributes['table:name'] ?? 'Sheet';
    if (cells.length + notes.length === 0) {
      empty.push(name);
      continue;
    }
    sheets.push({ name, table: { type: 'table', hasHeader: true, rows: cells }, notes });
  }
  return { sheets, empty };
}
