import type { EdgeKind } from '../page-edges.ts';
import { createXmlReader, type XmlAttributes } from '../read-xml.ts';
import type { ZipParts } from '../read-zip.ts';
import type { Cell } from './cell.ts';
import { createHiddenCells, type HiddenCells } from './hidden-cells.ts';
import { collectText, withoutCodes } from './read-strings.ts';

/** What is printed above or below a sheet, as codes. */
type SheetEdge = { kind: EdgeKind; codes: string };

/** What Excel says to whoever chooses one of some cells. */
export type CellPrompt = { reference: string; text: string };

/** What of a sheet was not handed out. */
export type NotHandedOut = {
  /** How many rows, because nobody wanted more. */
  leftOut: number;
  hidden: HiddenCells;
  edges: readonly SheetEdge[];
  prompts: readonly CellPrompt[];
};

const EDGES = new Map<string, EdgeKind>(
  ['odd', 'even', 'first'].flatMap((pages): [string, EdgeKind][] => [
    [`${pages}Header`, 'Header'],
    [`${pages}Footer`, 'Footer'],
  ]),
);

/**
 * Hands out the rows of a sheet that are shown, one after another, as the sheet is unpacked.
 * @param onRow its answer says whether anybody wants to see more
 */
export async function readSheet(
  zip: ZipParts,
  { part, hasFilteredTable }: { part: string; hasFilteredTable: boolean },
  onRow: (cells: Cell[]) => boolean,
): Promise<NotHandedOut> {
  let taken = 0;
  let begun = 0;
  let isWanted = true;
  const hidden = createHiddenCells(hasFilteredTable);
  const rows = rowHandlers(hidden, (cells) => {
    if (!isWanted) return;
    isWanted = onRow(cells);
    taken += 1;
  });
  const reader = createXmlReader(rows);
  const count = createRowCounter();
  await zip.stream(part, (piece) => {
    begun += count(piece);
    if (isWanted) reader.write(piece);
  });
  if (isWanted) reader.end();
  return { leftOut: isWanted ? 0 : begun - taken - hidden.rows(), hidden, ...rows.beside };
}

/** Counts the rows that begin in a text given piece by piece: much quicker than reading them. */
function createRowCounter(): (piece: string) => number {
  let end = '';
  let row = '';
  return (piece) => {
    const text = end + piece;
    // All elements of a sheet have the prefix of the first, if they have one.
    row ||= `<${/<(\w{1,20}:)?worksheet[\s>]/.exec(text.slice(0, LONGEST_START))?.[1] ?? ''}row`;
    let found = 0;
    for (let at = text.indexOf(row); at >= 0; at = text.indexOf(row, at + 4)) found += 1;
    end = text.slice(1 - row.length);
    return found;
  };
}

const LONGEST_START = 10_000;

function rowHandlers(hidden: HiddenCells, onRow: (cells: Cell[]) => void) {
  let cells: Cell[] = [];
  let isHidden = false;
  let cell: Cell | undefined;
  let target: 'value' | 'formula' | 'inline' | undefined;
  const inline = collectText();
  const beside = { edges: [] as SheetEdge[], prompts: [] as CellPrompt[] };
  let edge: SheetEdge | undefined;
  return {
    beside,
    open: (name: string, attributes: XmlAttributes) => {
      if (name === 'c') {
        cell = cellOf(attributes, cells.at(-1));
        return;
      }
      if (name === 'row') {
        cells = [];
        isHidden = hidden.openRow(attributes);
      } else if (name === 'sheetPr') hidden.openSheet(attributes);
      else if (name === 'col') hidden.addColumns(attributes);
      else if (name === 'v') target = 'value';
      else if (name === 'f') {
        target = 'formula';
        if (cell) cell.formula = '';
      } else if (name === 'is') {
        target = 'inline';
        inline.start();
      } else if (target === 'inline') inline.open(name, attributes);
      else if (name === 'dataValidation') beside.prompts.push(...promptsOf(attributes));
      else {
        const kind = EDGES.get(name);
        if (kind === undefined) return;
        edge = { kind, codes: '' };
        beside.edges.push(edge);
      }
    },
    text: (text: string) => {
      if (edge) edge.codes += text;
      if (!cell || !target) return;
      if (target === 'value') cell.value += text;
      else if (target === 'formula') cell.formula += text;
      else inline.text(text);
    },
    close: (name: string) => {
      if (name === 'v' || name === 'f') target = undefined;
      else if (edge && EDGES.has(name)) edge = undefined;
      else if (name === 'c') {
        if (cell) cells.push(cell);
        cell = undefined;
      } else if (name === 'is') {
        if (cell) cell.inline = inline.take();
        target = undefined;
      } else if (name === 'row') {
        const shown = hidden.shownOf(cells);
        if (!isHidden) onRow(shown);
      } else if (target === 'inline') inline.close(name);
    },
  };
}

function promptsOf({ sqref = '', promptTitle = '', prompt = '' }: XmlAttributes): CellPrompt[] {
  const text = [promptTitle, prompt]
    .map((one) => withoutCodes(one).trim())
    .filter(Boolean)
    .join(': ');
  return text === '' ? [] : [{ reference: sqref, text }];
}

function cellOf(attributes: XmlAttributes, before: Cell | undefined): Cell {
  const { r = '', t = 'n', s = '0', vm } = attributes;
  const column = columnOf(r) ?? (before ? before.column + 1 : 0);
  const row = r.slice(lettersIn(r));
  return {
    ...{ column, place: column, row, type: t, style: Number(s) },
    ...{ value: '', inline: '', formula: undefined, rich: vm },
  };
}

const MOST_COLUMNS = 16_384;

/** `C7` is column 2; a cell without an address follows the one before. */
function columnOf(address: string): number | undefined {
  const letters = lettersIn(address);
  let column = 0;
  for (let at = 0; at < letters; at += 1) column = column * 26 + (address.charCodeAt(at) - 64);
  return letters > 0 && column <= MOST_COLUMNS ? column - 1 : undefined;
}

function lettersIn(address: string): number {
  let count = 0;
  while (count < 3 && address.charCodeAt(count) >= 65 && address.charCodeAt(count) <= 90)
    count += 1;
  return count;
}
