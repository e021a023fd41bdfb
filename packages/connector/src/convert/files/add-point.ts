import { goesOn, type Point, startList } from '../point-label.ts';
import type { Block } from '../tree.ts';

/** Adds a point to the list above it; a deeper one becomes a list within the point above. */
export function addPoint(blocks: Block[], point: Point & { level: number }): void {
  const last = blocks.at(-1);
  const below = last?.type === 'list' ? last.items.at(-1) : undefined;
  if (point.level > 0 && below) addPoint(below.blocks, { ...point, level: point.level - 1 });
  else if (last?.type === 'list' && goesOn(last, point.number)) last.items.push(point.item);
  else blocks.push(startList(point));
}
