import { type Block, CODE, type ListItem, plainRun, type Run } from './tree.ts';

/**
 * Blocks as lines of one text, for places that have no blocks: a cell of a table, a heading.
 * Points of lists and states of tasks stay visible.
 */
export function flattenBlocks(blocks: readonly Block[]): Run[] {
  const lines = blocks.flatMap((block) => linesOf(block, 0)).filter((line) => line.some(isShown));
  return lines.flatMap((line, index) => (index === 0 ? line : [plainRun('\n'), ...line]));
}

/** A line of code counts as it is, an empty one among others too. */
const isShown = ({ text, marks }: Run) => text.trim() !== '' || (marks & CODE) !== 0;

/** Points within points, as browsers tell them apart. */
const BULLETS = ['• ', '◦ '];
const bulletAt = (depth: number) => BULLETS[depth] ?? '▪ ';

/** @param depth of the lists around it */
function linesOf(block: Block, depth: number): Run[][] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [block.runs];
    case 'markdown':
      return block.text.split('\n').map((text) => [plainRun(text)]);
    case 'code':
      return block.text.split('\n').map((text) => [{ text, marks: CODE }]);
    case 'quote':
      return block.blocks.flatMap((inner) => linesOf(inner, depth));
    case 'list':
      return block.items.flatMap((item, index) => {
        const point = block.isOrdered ? `${block.start + index}) ` : bulletAt(depth);
        return linesOfItem(item, point, depth);
      });
    case 'table':
      return block.rows.map((row) =>
        row.flatMap((cell, index) => (index === 0 ? cell : [plainRun(' '), ...cell])),
      );
    default:
      return [];
  }
}

export const boxOf = (isDone: boolean): string => (isDone ? '☑ ' : '☐ ');

function linesOfItem({ blocks, isDone }: ListItem, point: string, depth: number): Run[][] {
  const [first = [], ...rest] = blocks.flatMap((block) => linesOf(block, depth + 1));
  return [[plainRun(isDone === undefined ? point : boxOf(isDone)), ...first], ...rest];
}
