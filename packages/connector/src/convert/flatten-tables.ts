import type { CheerioAPI } from 'cheerio';
import { type ChildNode, type Element, isTag, isText } from 'domhandler';
import { childrenNamed, element, elementsNamed, replaceNode, textOf } from './dom.ts';

const MAX_COLUMNS = 60;

const BLOCKS = new Set(
  'address article aside blockquote dd details div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);

type Cell = { header: boolean; content: ChildNode[] };

/**
 * Rewrites every table as header row plus rows of equal width whose cells hold nothing but text,
 * marks and line breaks: a Markdown table has no merged cells, and no lists or code blocks in
 * cells. A value that spans rows is repeated; one that spans columns leaves the others empty.
 */
export function flattenTables($: CheerioAPI): void {
  // Inner tables come after outer ones in document order, and must be flat first.
  for (const table of elementsNamed($, 'table').toReversed()) {
    const caption = textOf(childrenNamed(table, 'caption')[0]).trim();
    const title = caption ? [element('p', [element('strong', [caption])])] : [];
    replaceNode(table, ...title, ...flatTable(table));
  }
}

function flatTable(table: Element): Element[] {
  const rows = rowsOf(table);
  const grid = toGrid(rows);
  if (grid.length === 0) return [];
  if (grid.length > 1 || grid[0]?.length !== 1) return [fromGrid(grid)];
  return [
    element(
      'div',
      rows
        .slice(0, 1)
        .flatMap(cellsOf)
        .flatMap((cell) => cell.children),
    ),
  ];
}

const SECTIONS = new Set(['thead', 'tbody', 'tfoot']);

function rowsOf(table: Element): Element[] {
  return table.children.filter(isTag).flatMap((child) => {
    if (child.name === 'tr') return [child];
    return SECTIONS.has(child.name) ? childrenNamed(child, 'tr') : [];
  });
}

function cellsOf(row: Element): Element[] {
  return row.children.filter(isTag).filter(({ name }) => name === 'td' || name === 'th');
}

function toGrid(rows: readonly Element[]): Cell[][] {
  const grid: Cell[][] = rows.map(() => []);
  for (const [rowIndex, row] of rows.entries()) {
    let column = 0;
    for (const cell of cellsOf(row)) {
      while (grid[rowIndex]?.[column]) column += 1;
      const width = spanOf(cell.attribs.colspan, MAX_COLUMNS - column);
      const height = spanOf(cell.attribs.rowspan, rows.length - rowIndex);
      placeCell(grid, { row: rowIndex, column, width, height }, cell);
      column += width;
      if (column >= MAX_COLUMNS) break;
    }
  }
  const width = Math.max(0, ...grid.map((row) => row.length));
  return grid
    .map((row) => Array.from({ length: width }, (_, column) => row[column] ?? emptyCell()))
    .filter((row) => row.length > 0);
}

function placeCell(
  grid: Cell[][],
  place: { row: number; column: number; width: number; height: number },
  cell: Element,
): void {
  const header = cell.name === 'th';
  for (let row = place.row; row < place.row + place.height; row += 1) {
    for (let column = place.column; column < place.column + place.width; column += 1) {
      const content = column === place.column ? inlineContent(cell) : [];
      const target = grid[row];
      if (target) target[column] ??= { header, content };
    }
  }
}

function emptyCell(): Cell {
  return { header: false, content: [] };
}

function spanOf(value: string | undefined, most: number): number {
  const span = Number.parseInt(value ?? '1', 10);
  return Math.max(1, Math.min(Number.isFinite(span) ? span : 1, most));
}

function fromGrid(grid: Cell[][]): Element {
  const [first = [], ...rest] = grid;
  const hasHeader =
    first.every((cell) => cell.header || cell.content.length === 0) &&
    first.some((cell) => cell.header);
  const header = hasHeader ? first : first.map(emptyCell);
  const body = hasHeader ? rest : grid;
  return element('table', [
    element(
      'tr',
      header.map((cell) => element('th', cell.content)),
    ),
    ...body.map((row) =>
      element(
        'tr',
        row.map((cell) =>
          element(
            'td',
            cell.header && cell.content.length > 0
              ? [element('strong', cell.content)]
              : cell.content,
          ),
        ),
      ),
    ),
  ]);
}

/** Copies a cell's content with every block turned into text after a line break. */
function inlineContent(cell: Element): ChildNode[] {
  const out: ChildNode[] = [];
  for (const child of cell.children) appendInline(out, child);
  while (out.length > 0 && isBreak(out.at(-1))) out.pop();
  while (out.length > 0 && isBreak(out[0])) out.shift();
  return out.every((node) => isText(node) && node.data.trim() === '') ? [] : out;
}

function appendInline(out: ChildNode[], node: ChildNode): void {
  if (!isTag(node)) {
    if (isText(node)) out.push(...element('i', [node.data]).children);
    return;
  }
  if (node.name === 'pre') {
    appendCodeLines(out, node);
    return;
  }
  if (!BLOCKS.has(node.name)) {
    const content: ChildNode[] = [];
    for (const child of node.children) appendInline(content, child);
    out.push(element(node.name, content, { ...node.attribs }));
    return;
  }
  appendBreak(out);
  if (node.name === 'li') out.push(...element('i', [`${listMark(node)} `]).children);
  for (const child of node.children) appendInline(out, child);
  appendBreak(out);
}

function appendCodeLines(out: ChildNode[], pre: Element): void {
  for (const line of textOf(pre).split('\n')) {
    appendBreak(out);
    if (line.trim() !== '') out.push(element('code', [line]));
  }
  appendBreak(out);
}

function listMark(item: Element): string {
  const parent = item.parent;
  if (!parent || !isTag(parent) || parent.name !== 'ol') return '•';
  return `${parent.children.filter((child) => isTag(child) && child.name === 'li').indexOf(item) + 1})`;
}

function appendBreak(out: ChildNode[]): void {
  const last = out.findLast((node) => !isText(node) || node.data.trim() !== '');
  if (last && !isBreak(last)) out.push(element('br', []));
}

function isBreak(node: ChildNode | undefined): boolean {
  return node !== undefined && isTag(node) && node.name === 'br';
}
