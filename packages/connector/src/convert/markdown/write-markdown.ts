import type { Block, ListItem, Run } from '../tree.ts';
import { STRONG, textOfRuns } from '../tree.ts';
import { type Lines, openLines } from './lines.ts';
import { withoutEmpty } from './without-empty.ts';
import { longestRun, writeRuns } from './write-runs.ts';
import { writeTable } from './write-table.ts';

/** Characters of one document. More than any person writes, and still a text that can be searched. */
export const MOST_CHARACTERS = 2_000_000;

/**
 * A document as GitHub-flavoured Markdown, without any HTML but `<br>` within table cells. What is
 * over `most` characters is left out, and the end says so.
 */
export function writeMarkdown(blocks: readonly Block[], most = MOST_CHARACTERS): string {
  const lines = openLines(most);
  writeBlocks(lines, withoutEmpty(blocks));
  return lines.text();
}

type BlockOf<Type extends Block['type']> = Extract<Block, { type: Type }>;

const WRITERS: {
  [Type in Block['type']]: (lines: Lines, block: BlockOf<Type>, isFlipped: boolean) => void;
} = {
  paragraph: (lines, { runs }) => writeLines(lines, writeRuns(runs, 'paragraph')),
  heading: writeHeading,
  code: writeCode,
  quote: (lines, { blocks }) => writeBlocks(lines.within('> ', '> '), blocks),
  list: writeList,
  table: (lines, table) => writeTable(lines, table),
  markdown: (lines, { text }) => writeLines(lines, text),
  // In a list item, a line of dashes alone would be one long rule.
  rule: (lines) => lines.add(lines.isAtMark() ? '___' : '---'),
};

function writeBlocks(lines: Lines, blocks: readonly Block[], above?: Block): void {
  let before = above;
  let isFlipped = false;
  for (const block of blocks) {
    if (lines.isFull()) {
      lines.leaveOut(lengthOf(block));
      continue;
    }
    if (before) lines.addBlank();
    isFlipped = isListLike(block, before) && !isFlipped;
    writeBlock(lines, block, isFlipped);
    before = block;
  }
}

/** Two such lists in a row would be read as one, if both had the same marks. */
function isListLike(block: Block, before: Block | undefined): boolean {
  return block.type === 'list' && before?.type === 'list' && block.isOrdered === before.isOrdered;
}

function writeBlock(lines: Lines, block: Block, isFlipped = false): void {
  const write = WRITERS[block.type] as (lines: Lines, block: Block, isFlipped: boolean) => void;
  write(lines, block, isFlipped);
}

/** Characters of what is left out, roughly. */
function lengthOf(block: Block): number {
  const sum = (parts: readonly unknown[], length: (part: never) => number) =>
    parts.reduce<number>((all, part) => all + length(part as never), 0);
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return textOfRuns(block.runs).length;
    case 'code':
    case 'markdown':
      return block.text.length;
    case 'quote':
      return sum(block.blocks, lengthOf);
    case 'list':
      return sum(block.items, ({ blocks }: ListItem) => sum(blocks, lengthOf));
    case 'table':
      return sum(block.rows.flat(), (cell: Run[]) => textOfRuns(cell).length);
    default:
      return 0;
  }
}

function writeLines(lines: Lines, text: string): void {
  for (const line of text.split('\n')) lines.add(line);
}

/** A heading is set strong anyway. */
function writeHeading(lines: Lines, { depth, runs }: BlockOf<'heading'>): void {
  const isStrong = runs.every(({ text, marks }) => text.trim() === '' || (marks & STRONG) !== 0);
  const shown = isStrong ? runs.map((run) => ({ ...run, marks: run.marks & ~STRONG })) : runs;
  const text = writeRuns(shown, 'line');
  // Signs at the end would be taken for the heading's own.
  const closed = /(?:^|\s)#+$/.test(text.slice(-20)) ? `${text.slice(0, -1)}\\#` : text;
  lines.add(`${'#'.repeat(Math.min(6, Math.max(1, depth)))} ${closed}`);
}

function writeCode(lines: Lines, { text, language }: BlockOf<'code'>): void {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  const info = language.replace(/[^\w+#.-]/g, '');
  lines.add(fence + info);
  for (const line of text.split(/\r\n|\r|\n/)) lines.addVerbatim(line);
  lines.close(fence);
}

function writeList(lines: Lines, list: BlockOf<'list'>, isFlipped: boolean): void {
  const { isOrdered, items } = list;
  const isLoose = items.some(({ blocks }) => !isTight(blocks));
  const first = Math.min(999_999_999 - items.length, Math.max(0, Math.trunc(list.start) || 0));
  for (const [index, item] of items.entries()) {
    if (index > 0 && isLoose) lines.addBlank();
    const bullet = isFlipped ? '* ' : '- ';
    const mark = isOrdered ? `${first + index}${isFlipped ? ')' : '.'} ` : bullet;
    writeItem(lines.within(mark, ' '.repeat(mark.length)), item);
  }
}

/** Whether an item is a line of text, a list, or a line of text with a list right below it. */
function isTight(blocks: readonly Block[]): boolean {
  const [first, second, ...rest] = blocks;
  if (first === undefined || rest.length > 0) return first === undefined;
  if (second === undefined) return first.type === 'paragraph' || first.type === 'list';
  return first.type === 'paragraph' && second.type === 'list' && interruptsParagraph(second);
}

/** Only such a list may stand right below a line of text. */
function interruptsParagraph(list: BlockOf<'list'>): boolean {
  const first = list.items[0]?.blocks[0];
  const isPlain = first !== undefined && first.type !== 'list';
  return isPlain && (!list.isOrdered || Math.trunc(list.start) === 1);
}

function writeItem(lines: Lines, { blocks, isDone }: ListItem): void {
  const [first, ...rest] = blocks;
  if (first) writeTaskBlock(lines, first, isDone);
  if (isTight(blocks) && rest[0]) writeBlock(lines, rest[0]);
  else writeBlocks(lines, rest, first);
}

function writeTaskBlock(lines: Lines, block: Block, isDone: boolean | undefined): void {
  if (isDone === undefined || block.type !== 'paragraph') writeBlock(lines, block);
  else writeLines(lines, `[${isDone ? 'x' : ' '}] ${writeRuns(block.runs, 'paragraph')}`);
}
