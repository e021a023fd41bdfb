import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocumentProxy } from 'unpdf';
import { MOST_CHARACTERS, writeMarkdown } from '../../markdown/write-markdown.ts';
import { type Block, EMPHASIS, paragraph, textOfRuns } from '../../tree.ts';
import { Unreadable } from '../../unreadable.ts';
import { withAlignedCells } from './aligned-cells.ts';
import { attachedFiles } from './attached-files.ts';
import { withCentredCells } from './centred-cells.ts';
import { withShortColumns } from './column-flow.ts';
import { withDropCaps } from './drop-caps.ts';
import { withEndedCells } from './ended-cells.ts';
import { apartFromNotes } from './footnotes.ts';
import { joinLines } from './join-lines.ts';
import { joinTables } from './joined-tables.ts';
import { withLetterPoints } from './letter-points.ts';
import { blocksOfLines, bodySizeOf } from './page-blocks.ts';
import { joinWords, type Line } from './page-lines.ts';
import { type KnownColumns, readingOrder } from './page-regions.ts';
import type { PageText } from './page-text.ts';
import { readPageTexts } from './read-page.ts';
import { type PageLines, withoutEdges, withoutRepeated } from './repeated-lines.ts';
import { mayHoldTable, ruledTexts } from './ruled-tables.ts';
import { linesWithTables } from './tagged-tables.ts';

const MOST_PAGES = 2_000;

/** How signs of East Asian fonts are numbered, which files leave to whoever reads them. */
const CMAPS = join(
  dirname(createRequire(import.meta.url).resolve('pdfjs-dist/package.json')),
  'cmaps/',
);

/**
 * The text of a PDF as it is read: columns one after another, tables as tables, without what
 * repeats on the head and foot of its pages. Throws `Unreadable` for a scan.
 * @param isWithoutDrawings lines that are drawn tell no tables
 */
export async function pdfToMarkdown(
  bytes: Uint8Array,
  { isWithoutDrawings = false }: { isWithoutDrawings?: boolean } = {},
): Promise<string> {
  const document = await open(bytes);
  const pages: PageLines[] = [];
  const extras: Block[][] = [];
  const known: KnownColumns = { gutter: undefined };
  let length = 0;
  let fruitless = 0;
  const most = Math.min(document.numPages, MOST_PAGES);
  for (let number = 1; number <= most && length <= MOST_CHARACTERS; number += 1) {
    const page = await document.getPage(number);
    const { texts, notes, height, ...looks } = await readPageTexts(page);
    const inOrder = linesInOrder(texts, known);
    const isLookedAt = !isWithoutDrawings && !looks.hasCells && mayHoldTable(inOrder, fruitless);
    const ruled = isLookedAt ? await ruledTexts(page, { texts, ...looks }) : undefined;
    if (isLookedAt && !ruled) fruitless += 1;
    const lines = withAlignedCells(
      withEndedCells(ruled ? linesInOrder(ruled, known) : inOrder),
    ).map(joinWords);
    pages.push({ lines, height });
    extras.push(notes);
    length += texts.reduce((sum, { text }) => sum + text.length, 0);
    page.cleanup();
  }
  if (length === 0 && extras.every((notes) => notes.length === 0)) {
    throw new Unreadable('The file holds pictures only: there is no text in its pages.');
  }
  const all = bodySizeOf(withoutEdges(pages));
  const shown = withoutRepeated(pages, all.body);
  const sizes = bodySizeOf(shown.flat());
  const blocks = joinPages(
    shown.map((lines, index) => {
      const { text, notes } = apartFromNotes(lines, sizes.body);
      const aside = [...blocksOfLines(notes, sizes), ...(extras[index] ?? [])];
      return { text: blocksOfLines(text, sizes), aside, height: pages[index]?.height ?? 0 };
    }),
  );
  const attached = await attachedFiles(document);
  return writeMarkdown([...blocks, ...attached, ...notesOn(pages, document.numPages)]);
}

function linesInOrder(texts: readonly PageText[], known: KnownColumns): Line[] {
  const ordered = readingOrder(withCentredCells(linesWithTables(withDropCaps(texts))), known);
  return withLetterPoints(withShortColumns(ordered));
}

async function open(bytes: Uint8Array) {
  const maps = { cMapUrl: CMAPS, cMapPacked: true };
  // No picture is unpacked where what a page draws is read.
  const options = { ...maps, maxImageSize: 0, verbosity: 0, isEvalSupported: false };
  return getDocumentProxy(Uint8Array.from(bytes), options).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new Unreadable('The file is protected by a password.');
    }
    throw error;
  });
}

type PageBlocks = { text: Block[]; aside: Block[]; height: number };

/** A text or a table that goes on at the top of the next page is one; what its page has beside it follows. */
function joinPages(pages: readonly PageBlocks[]): Block[] {
  const blocks: Block[] = [];
  let aside: Block[] = [];
  let height = 0;
  for (const page of pages) {
    const [first, ...rest] = page.text;
    const last = blocks.at(-1);
    const joined = last && first && joinBlocks(last, first, height);
    if (joined) blocks[blocks.length - 1] = joined;
    blocks.push(...aside, ...(first && !joined ? [first] : []), ...rest);
    ({ aside, height } = page);
  }
  return [...blocks, ...aside];
}

function joinBlocks(last: Block, first: Block, height: number): Block | undefined {
  if (last.type === 'table' && first.type === 'table') return joinTables(last, first, height);
  const goesOn =
    last.type === 'paragraph' && first.type === 'paragraph' && isUnfinished(last, first);
  if (!goesOn) return undefined;
  const runs = last.runs.map((run) => ({ ...run }));
  const end = runs.at(-1);
  if (end) joinLines(end, textOfRuns(first.runs));
  return paragraph(...runs, ...first.runs);
}

type Paragraph = Extract<Block, { type: 'paragraph' }>;

function isUnfinished(last: Paragraph, first: Paragraph): boolean {
  const end = textOfRuns(last.runs).trimEnd().at(-1) ?? '';
  const start = textOfRuns(first.runs).trimStart().at(0) ?? '';
  return /[\p{L}\p{Pd},]/u.test(end) && /\p{Ll}/u.test(start);
}

/** Pages that gave nothing, and those that nobody looked at. */
function notesOn(pages: readonly PageLines[], all: number): Block[] {
  const empty = pages.flatMap(({ lines }, index) => (lines.length === 0 ? [index + 1] : []));
  const notes: string[] = [];
  if (empty.length > 0) {
    const shown = empty.slice(0, 20).join(', ') + (empty.length > 20 ? ' …' : '');
    notes.push(`There is no text on ${empty.length === 1 ? 'page' : 'pages'} ${shown}.`);
  }
  if (all > pages.length) notes.push(`${all - pages.length} more pages are left out.`);
  return notes.map((text) => paragraph({ text, marks: EMPHASIS }));
}
