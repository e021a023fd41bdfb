import type { Block, ListItem } from '../tree.ts';

/** Adds a point to the list above it; a deeper one becomes a list within the point above. */
export function addPoint(
  blocks: Block[],
  point: { item: ListItem; level: number; isOrdered: boolean },
): void {
  const last = blocks.at(-1);
  const below = last?.type === 'list' ? last.items.at(-1) : undefined;
  if (point.level > 0 && below) {
    addPoint(below.blocks, { ...point, level: point.level - 1 });
  } else if (last?.type === 'list' && last.isOrdered === point.isOrdered)
    last.items.push(point.item);
  else blocks.push({ type: 'list', isOrdered: point.isOrdered, start: 1, items: [point.item] });
}
