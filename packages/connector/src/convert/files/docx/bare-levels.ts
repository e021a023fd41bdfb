import type { Block, ListItem } from '../../tree.ts';

type List = Extract<Block, { type: 'list' }>;

/**
 * Points without the empty ones around them: a paragraph on a deeper level of its list, with nothing
 * above it on the levels between, has one sign before it and no more.
 */
export function withoutBareLevels(blocks: readonly Block[]): Block[] {
  return blocks.flatMap((block): Block[] => {
    if (block.type === 'quote') return [{ ...block, blocks: withoutBareLevels(block.blocks) }];
    return block.type === 'list' ? listsIn(block) : [block];
  });
}

/** What stands below no point of its own can only come first. */
function listsIn(list: List): Block[] {
  const items = list.items.map((item) => ({ ...item, blocks: withoutBareLevels(item.blocks) }));
  const found = list.isOrdered ? 0 : items.findIndex((item) => !isBare(item));
  const first = found < 0 ? items.length : found;
  const points = items.slice(first);
  return [
    ...items.slice(0, first).flatMap(({ blocks }) => blocks),
    ...(points.length > 0 ? [{ ...list, items: points }] : []),
  ];
}

const isBare = ({ blocks, isDone }: ListItem) =>
  isDone === undefined && blocks.length > 0 && blocks.every(({ type }) => type === 'list');
