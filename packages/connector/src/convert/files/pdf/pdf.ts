import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { getDocumentProxy } from 'unpdf';
import { MOST_CHARACTERS, writeMarkdown } from '../../markdown/write-markdown.ts';
import { type Block, EMPHASIS, paragraph, textOfRuns } from '../../tree.ts';
import { Unreadable } from '../../unreadable.ts';
import { withAlignedCells } from './aligned-cells.ts';
import { withCentredCells } from './centred-cells.ts';
import { withShortColumns } from './column-flow.ts';
import { withDropCaps } from './drop-caps.ts';
import { apartFromNotes } from './footnotes.ts';
import { withLetterPoints } from './letter-points.ts';
import { blocksOfLines, bodySizeOf, joinLines } from './page-blocks.ts';
import { joinWords } from './page-lines.ts';
import { readingOrder } from './page-regions.ts';
import { readPageTexts } from './read-page.ts';
import { type PageLines, withoutRepeated } from './repeated-lines.ts';
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
 */
export async function pdfToMarkdown(bytes: Uint8Array): Promise<string> {
  const document = await open(bytes);
  const pages: PageLines[] = [];
  const extras: Block[][] = [];
  let length = 0;
  const most = Math.min(document.numPages, MOST_PAGES);
  for (let number = 1; number <= most && length <= MOST_CHARACTERS; number += 1) {
    const page = await document.getPage(number);
    const { texts, notes, height } = await readPageTexts(page);
    const ordered = readingOrder(withCentredCells(linesWithTables(withDropCaps(texts))));
    const whole = withLetterPoints(withShortColumns(ordered));
    const lines = withAlignedCells(whole).map(joinWords);
    pages.push({ lines, height });
    extras.push(notes);
    length += texts.reduce((sum, { text }) => sum + text.length, 0);
    page.cleanup();
  }
  if (length === 0 && extras.every((notes) => notes.length === 0)) {
    throw new Unreadable('The file holds pictures only: there is no text in its pages.');
  }
  const all = bodySizeOf(pages.flatMap(({ lines }) => lines));
  const shown = withoutRepeated(pages, all.body);
  const sizes = bodySizeOf(shown.flat());
  const blocks = joinPages(
    shown.map((lines, index) => {
      const { text, notes } = apartFromNotes(lines, sizes.body);
      const aside = [...blocksOfLines(notes, sizes), ...(extras[index] ?? [])];
      return { text: blocksOfLines(text, sizes), aside };
    }),
  );
  return writeMarkdown([...blocks, ...notesOn(pages, document.numPages)]);
}

async function open(bytes: Uint8Array) {
  const options = { cMapUrl: CMAPS, cMapPacked: true, verbosity: 0, isEvalSupported: false };
  return getDocumentProxy(Uint8Array.from(bytes), options).catch((error: unknown) => {
    if (error instanceof Error && error.name === 'PasswordException') {
      throw new Unreadable('The file is protected by a password.');
    }
    throw error;
  });
}

type PageBlocks = { text: Block[]; aside: Block[] };

/** A paragraph that goes on at the top of the next page is one; what its page has beside it follows. */
function joinPages(pages: readonly PageBlocks[]): Block[] {
  const blocks: Block[] = [];
  let aside: Block[] = [];
  for (const page of pages) {
    const [first, ...rest] = page.text;
    const last = blocks.at(-1);
    const goesOn =
      last?.type === 'paragraph' && first?.type === 'paragraph' && isUnfinished(last, first);
    if (goesOn) {
      const runs = last.runs.map((run) => ({ ...run }));
      const end = runs.at(-1);
      if (end) joinLines(end, textOfRuns(first.runs));
      blocks[blocks.length - 1] = paragraph(...runs, ...first.runs);
      blocks.push(...aside);
    } else blocks.push(...aside, ...(first ? [first] : []));
    blocks.push(...rest);
    ({ aside } = page);
  }
  return [...blocks, ...aside];
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
