import { flattenBlocks } from '../flatten-blocks.ts';
import { type Run, STRONG, type Table } from '../tree.ts';
import { languageOf, listingIn } from './code-listing.ts';
import {
  childrenNamed,
  findElement,
  isElement,
  type MarkupElement,
  type MarkupNode,
} from './markup-tree.ts';
import type { Handler } from './walk-markup.ts';

/** A cell may claim to reach over any number of others; more columns than this it does not get. */
const MOST_COLUMNS = 1_000;
/** Places that spans fill in one table, beside the cells that are there. */
const MOST_SPANNED = 50_000;
/** A text that is longer than this is not repeated in each row that its cell reaches over. */
const LONGEST_REPEATED = 200;

export type SpannedCell = {
  runs: Run[];
  isHeader: boolean;
  columns: number;
  rows: number;
};

/** A table of one cell that holds a whole page, or of the parts of one, is layout: it becomes its content. */
export const tableHandler: Handler = ({ out, blocksOf }, table, setting) => {
  out.endParagraph();
  for (const caption of childrenNamed(table, 'caption')) {
    const runs = flattenBlocks(blocksOf(caption.children, { ...setting, marks: STRONG }));
    out.addBlock({ type: 'paragraph', runs });
  }
  const { rows, rest } = partsOf(table);
  const heads = new Set(
    childrenNamed(table, 'thead').flatMap(({ children }) =>
      children.filter(isElement).flatMap(cellsOf),
    ),
  );
  const all = rows.map(cellsOf);
  // Nothing is shown of rows without cells; further down, cells above may reach into them.
  const cells = all.slice(all.findIndex((row) => row.length > 0));
  const flat = cells.flat();
  const isAlone = cells.length === 1 && flat.length === 1;
  const listing = listingIn(cells);
  if (listing) {
    const language = listing.code ? languageOf(listing.code) : '';
    out.addBlock({ type: 'code', text: listing.text, language });
  } else if (isAlone || isLayout(table, flat)) {
    for (const cell of flat) {
      for (const block of blocksOf(cell.children, setting)) out.addBlock(block);
    }
  } else if (cells.some((row) => row.length > 0)) {
    const spanned = cells.map((row) =>
      row.map((cell): SpannedCell => {
        const { colspan, rowspan } = cell.attributes;
        return {
          runs: flattenBlocks(blocksOf(cell.children, setting)),
          isHeader: cell.name === 'th' || heads.has(cell),
          columns: spanOf(colspan),
          rows: spanOf(rowspan, rows.length),
        };
      }),
    );
    out.addBlock(tableOf(spanned));
  }
  // What stands in a table without being in a cell of it is shown above or below by browsers.
  for (const block of blocksOf(rest, setting)) out.addBlock(block);
};

/** Whether a table says that it only tells where parts of a page stand, and holds some. */
function isLayout(
  { attributes: { role } }: MarkupElement,
  cells: readonly MarkupElement[],
): boolean {
  return (role === 'presentation' || role === 'none') && cells.some(holdsBlocks);
}

const BLOCKS = new Set('h1 h2 h3 h4 h5 h6 ul ol table pre blockquote dl hr'.split(' '));

function holdsBlocks(cell: MarkupElement): boolean {
  return findElement(cell, ({ name }) => BLOCKS.has(name)) !== undefined;
}

type Section = 'thead' | 'tbody' | 'tfoot';

/** Rows as they are shown: the foot may stand before the body in the markup. */
function partsOf(table: MarkupElement): { rows: MarkupElement[]; rest: MarkupNode[] } {
  const rows: Record<Section, MarkupElement[]> = { thead: [], tbody: [], tfoot: [] };
  const rest: MarkupNode[] = [];
  const sort = (nodes: readonly MarkupNode[], section: Section) => {
    for (const node of withRows(nodes)) {
      if (!isElement(node)) rest.push(node);
      else if (node.name === 'tr') {
        rows[section].push(node);
        rest.push(...node.children.filter((child) => !isElement(child) || !isCell(child)));
      } else if (isSection(node.name)) sort(node.children, node.name);
      else if (node.name !== 'caption' && !node.name.startsWith('col')) rest.push(node);
    }
  };
  sort(table.children, 'tbody');
  return { rows: [...rows.thead, ...rows.tbody, ...rows.tfoot], rest };
}

/** Cells without a row around them are in one (HTML, 13.2.6.4.13). */
function withRows(nodes: readonly MarkupNode[]): readonly MarkupNode[] {
  if (!nodes.some((node) => isElement(node) && isCell(node))) return nodes;
  const out: MarkupNode[] = [];
  let row: MarkupElement | undefined;
  for (const node of nodes) {
    const isOwn = isElement(node) ? isCell(node) : node.trim() === '' && row !== undefined;
    if (isOwn && row) row.children.push(node);
    else if (isOwn) {
      row = { name: 'tr', attributes: {}, children: [node] };
      out.push(row);
    } else {
      row = undefined;
      out.push(node);
    }
  }
  return out;
}

const isSection = (name: string): name is Section =>
  name === 'thead' || name === 'tbody' || name === 'tfoot';

function cellsOf(row: MarkupElement): MarkupElement[] {
  return row.children.filter(isElement).filter(isCell);
}

const isCell = ({ name }: MarkupElement) => name === 'td' || name === 'th';

/** `0` and anything else that is no span is one. @param toTheEnd what `rowspan="0"` means */
function spanOf(value: string | undefined, toTheEnd = 1): number {
  const span = Number.parseInt(value ?? '1', 10);
  if (span === 0) return toTheEnd;
  return Number.isFinite(span) && span > 0 ? span : 1;
}

/**
 * Rows of cells as a table without merged ones: a value that spans rows is repeated, one that
 * spans columns leaves the others empty. The first row is the header if all of it says so.
 */
export function tableOf(rows: readonly (readonly SpannedCell[])[]): Table {
  const grid: (SpannedCell | undefined)[][] = rows.map(() => []);
  let left = MOST_SPANNED;
  for (const [rowIndex, row] of rows.entries()) {
    let column = 0;
    for (const cell of row) {
      while (grid[rowIndex]?.[column]) column += 1;
      const width = Math.max(1, Math.min(cell.columns, MOST_COLUMNS - column, left));
      const height = Math.min(cell.rows, rows.length - rowIndex);
      const fitting = width * height <= left ? height : 1;
      left -= width * fitting - 1;
      place(grid, { row: rowIndex, column, width, height: fitting }, cell);
      column += width;
    }
  }
  const [first = []] = grid;
  const isFilled = (cell: SpannedCell | undefined) => (cell?.runs.length ?? 0) > 0;
  const hasHeader =
    first.every((cell) => cell?.isHeader || !isFilled(cell)) &&
    first.some((cell) => cell?.isHeader);
  return {
    type: 'table',
    hasHeader,
    rows: grid.map((row, index) =>
      Array.from(row, (cell) => runsOf(cell, hasHeader && index === 0)),
    ),
  };
}

function place(
  grid: (SpannedCell | undefined)[][],
  at: { row: number; column: number; width: number; height: number },
  cell: SpannedCell,
): void {
  const length = cell.runs.reduce((sum, { text }) => sum + text.length, 0);
  const empty = { ...cell, runs: [] };
  for (let row = at.row; row < at.row + at.height; row += 1) {
    const target = grid[row];
    const isRepeated = row === at.row || length <= LONGEST_REPEATED;
    for (let column = at.column; target && column < at.column + at.width; column += 1) {
      target[column] ??= column === at.column && isRepeated ? cell : empty;
    }
  }
}

/** A header beside the rows, or within them, is told by its strong text. */
function runsOf(cell: SpannedCell | undefined, isInHeader: boolean): Run[] {
  if (!cell) return [];
  if (isInHeader || !cell.isHeader) return cell.runs;
  return cell.runs.map((run) => ({ ...run, marks: run.marks | STRONG }));
}
