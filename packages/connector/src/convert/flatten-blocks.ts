import { type Block, CODE, type ListItem, plainRun, type Run } from './tree.ts';

/**
 * Blocks as lines of one text, for places that have no blocks: a cell of a table, a heading.
 * Points of lists and states of tasks stay visible.
 */
export function flattenBlocks(blocks: readonly Block[]): Run[] {
  const lines = blocks.flatMap(linesOf).filter((line) => line.some(isShown));
  return lines.flatMap((line, index) => (index === 0 ? line : [plainRun('\n'), ...line]));
}

/** A line of code counts as it is, an empty one among others too. */
const isShown = ({ text, marks }: Run) => text.trim() !== '' || (marks & CODE) !== 0;

function linesOf(block: Block): Run[][] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [block.runs];
    case 'code':
      return block.text.split('\n').map((text) => [{ text, marks: CODE }]);
    case 'quote':
      return block.blocks.flatMap(linesOf);
    case 'list':
      return block.items.flatMap((item, index) => {
        const point = block.isOrdered ? `${block.start + index}) ` : '• ';
        return linesOfItem(item, point);
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

function linesOfItem({ blocks, isDone }: ListItem, point: string): Run[][] {
  const [first = [], ...rest] = blocks.flatMap(linesOf);
  return [[plainRun(isDone === undefined ? point : boxOf(isDone)), ...first], ...rest];
}
