import { boxOf } from '../../flatten-blocks.ts';
import { MOST_CHARACTERS, writeMarkdown } from '../../markdown/write-markdown.ts';
import { writeRuns } from '../../markdown/write-runs.ts';
import { EMPHASIS, plainRun, type Run } from '../../tree.ts';
import { Unreadable } from '../../unreadable.ts';
import { emptySheetsNote } from '../empty-sheets.ts';
import { formulaLink } from '../formula-link.ts';
import { createPageEdges } from '../page-edges.ts';
import { readRelations, relatedPart } from '../read-relations.ts';
import { readXml } from '../read-xml.ts';
import { openZip, type ZipParts } from '../read-zip.ts';
import type { Cell } from './cell.ts';
import { linesOfEdge } from './page-edge-codes.ts';
import { readSheet } from './read-sheet.ts';
import { type CellText, readSharedStrings, withoutCodes } from './read-strings.ts';
import { type CellStyle, readStyles } from './read-styles.ts';
import { type RichValues, readRichValues } from './rich-values.ts';
import { peopleIn, readSheetExtras, type SheetExtras } from './sheet-extras.ts';
import { createShowValues, type ShowValues } from './show-value.ts';
import { createSheetTable } from './write-sheet.ts';

/** Excel: a table for each visible sheet, with values as Excel shows them. */
export async function xlsxToMarkdown(bytes: Uint8Array): Promise<string> {
  const zip = await openZip(bytes);
  const book = await openBook(zip);
  const parts: string[] = [];
  let left = MOST_CHARACTERS;
  const empty: string[] = [];
  for (const sheet of book.sheets.filter(({ isHidden }) => !isHidden)) {
    const text = await sheetToMarkdown(zip, { book, part: sheet.part, left });
    if (text === '') {
      empty.push(sheet.name);
      continue;
    }
    parts.push(`## ${writeRuns([plainRun(sheet.name)], 'line')}`, text);
    left -= text.length;
  }
  const hidden = hiddenNote(book.sheets.filter(({ isHidden }) => isHidden).length, 'sheet');
  if (hidden !== '') parts.push(hidden);
  if (parts.length > 0) parts.push(writeMarkdown(emptySheetsNote(empty)));
  parts.push(writeMarkdown(book.edges.blocks()));
  return parts.filter((text) => text !== '').join('\n\n');
}

/** Sheets that hold cells, or a chart alone. */
const WITH_CONTENT = new Set(['worksheet', 'chartsheet']);

type Book = {
  sheets: { name: string; part: string; isHidden: boolean }[];
  shownSheets: ReadonlySet<string>;
  people: ReadonlyMap<string, string>;
  edges: ReturnType<typeof createPageEdges>;
  strings: CellText[];
  /** The same as Markdown, as far as it was needed. */
  written: string[];
  styles: CellStyle[];
  show: ShowValues;
  rich: RichValues;
  /** Formulas were written by a program that cannot compute them. */
  isUncomputed: boolean;
};

async function openBook(zip: ZipParts): Promise<Book> {
  const root = await readRelations(zip, '');
  const part = relatedPart(root, 'officeDocument') ?? 'xl/workbook.xml';
  if (!zip.has(part)) throw new Unreadable('The file holds no workbook.');
  const relations = await readRelations(zip, part);
  const sheets: Book['sheets'] = [];
  let is1904 = false;
  let isUncomputed = false;
  readXml(await zip.read(part), {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = isTrue(attributes.date1904);
      if (name === 'calcPr') isUncomputed = isTrue(attributes.fullCalcOnLoad);
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const target = relations.get(id);
      if (!target || !WITH_CONTENT.has(target.type)) return;
      const isHidden = (attributes.state ?? 'visible') !== 'visible';
      sheets.push({ name: attributes.name ?? '', part: target.target, isHidden });
    },
  });
  const styles = readStyles(await zip.read(relatedPart(relations, 'styles') ?? 'xl/styles.xml'));
  const strings = await readSharedStrings(
    zip,
    relatedPart(relations, 'sharedStrings') ?? 'xl/sharedStrings.xml',
  );
  const shown = sheets.filter(({ isHidden }) => !isHidden);
  return {
    sheets,
    shownSheets: new Set(shown.map(({ name }) => name)),
    people: peopleIn(await zip.read(relatedPart(relations, 'person') ?? '')),
    edges: createPageEdges(),
    strings,
    written: [],
    styles,
    show: createShowValues(styles, is1904),
    rich: await readRichValues(zip, relations),
    isUncomputed,
  };
}

function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true';
}

async function sheetToMarkdown(
  zip: ZipParts,
  { book, part, left }: { book: Book; part: string; left: number },
): Promise<string> {
  const extras = await readSheetExtras(zip, part, book);
  const table = createSheetTable(left);
  const { leftOut, hidden, edges, prompts } = await readSheet(
    zip,
    { part, hasFilteredTable: extras.hasFilteredTable },
    (cells) => {
      table.add(cells, (cell) => cellToMarkdown(cell, book, extras));
      return !table.isFull();
    },
  );
  for (const { kind, codes } of edges) book.edges.add(kind, linesOfEdge(codes));
  const told = [
    leftOut > 0 ? `*${leftOut} more rows are left out.*` : '',
    hiddenNote(hidden.rows(), 'row'),
    hiddenNote(hidden.columns(), 'column'),
    writeMarkdown(extras.blocksBeside(hidden, prompts)),
  ];
  return [table.write(), ...told].filter((text) => text !== '').join('\n\n');
}

function hiddenNote(count: number, what: string): string {
  if (count === 0) return '';
  return `*${count === 1 ? `A hidden ${what} is` : `${count} hidden ${what}s are`} left out.*`;
}

/** Shared texts come again and again: each is written once, as long as it is set in no other way. */
function cellToMarkdown(cell: Cell, book: Book, extras: SheetExtras): string {
  const isPlain = (book.styles[cell.style]?.marks ?? 0) === 0 && cell.formula === undefined;
  const isAlone = cell.type === 's' && isPlain && !book.show.changesText(cell.style);
  if (!isAlone || extras.links.size > 0) {
    return writeRuns(runsOf(cell, book, extras), 'cell');
  }
  const index = Number(cell.value);
  const known = book.written[index];
  if (known !== undefined) return known;
  const text = writeRuns(runsOf(cell, book, extras), 'cell');
  if (book.strings[index] !== undefined) book.written[index] = text;
  return text;
}

function runsOf(cell: Cell, book: Book, extras: SheetExtras): Run[] {
  const shown = textOf(cell, book);
  const marks = book.styles[cell.style]?.marks ?? 0;
  const url = extras.links.get(`${cell.column}:${cell.row}`) ?? formulaLink(cell.formula);
  const runs = typeof shown === 'string' ? [plainRun(shown)] : shown;
  if (marks === 0 && url === undefined) return runs;
  return runs.map((run) => ({ ...run, marks: run.marks | marks, url }));
}

function textOf(cell: Cell, { strings, styles, show, rich, isUncomputed }: Book): CellText {
  const { type, value, formula } = cell;
  const shown = type === 'e' ? (rich(cell.rich) ?? imageOf(formula)) : undefined;
  if (shown) return shown;
  // A result that is an empty text was computed.
  const isEmpty = value === '' && cell.inline === '' && type !== 'str';
  if (formula !== undefined && (isEmpty || (isUncomputed && value === '0'))) {
    return formula === '' ? '(not computed)' : `=${asTyped(formula)} (not computed)`;
  }
  switch (type) {
    case 's':
      return styled(strings[Number(value)] ?? '', cell, show);
    case 'b': {
      const isTicked = isTrue(value);
      return styles[cell.style]?.isBox ? boxOf(isTicked).trim() : isTicked ? 'TRUE' : 'FALSE';
    }
    case 'inlineStr':
      return styled(cell.inline === '' ? value : cell.inline, cell, show);
    case 'str':
      return styled(withoutCodes(value), cell, show);
    case 'n':
      return value === '' ? '' : show.number(value, cell.style);
    case 'd':
      return show.date(value, cell.style);
    default:
      return value;
  }
}

const IMAGE = /^(?:_xlfn\.)?IMAGE\(\s*"[^"]{1,2000}"\s*,\s*"([^"]{1,2000})"/;

/** What a picture shows that a formula fetches, as far as it says that itself. */
function imageOf(formula: string | undefined): CellText | undefined {
  const [, text] = IMAGE.exec(formula ?? '') ?? [];
  return text && [{ text: `Image: ${text}`, marks: EMPHASIS }];
}

/** Functions that came after 2007 have a prefix in the file that nobody sees ([MS-XLSX], 2.2.2). */
const asTyped = (formula: string) => formula.replace(/\b_xl(?:fn|ws|pm|udf)\./g, '');

function styled(text: CellText, { style }: Cell, show: ShowValues): CellText {
  return typeof text === 'string' ? show.text(text, style) : text;
}
