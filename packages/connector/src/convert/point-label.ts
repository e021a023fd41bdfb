import { type Block, type ListItem, paragraph, plainRun } from './tree.ts';

/** A point with its number; undefined for one that has none. */
export type Point = { item: ListItem; number: number | undefined };

/**
 * A point by what stands before it. Markdown counts with digits alone, so that any other label (`a)`,
 * `§ 3`, `1.2`) is written into the text.
 */
export function labelledPoint(item: ListItem, label: string): Point {
  const word = label.trim();
  // `01` would be shown as 1.
  const number = /^(0|[1-9]\d{0,8})[.)]?$/.exec(word)?.[1];
  if (number !== undefined) return { item, number: Number(number) };
  if (word === '') return { item, number: undefined };
  const [first, ...rest] = item.blocks;
  const start = plainRun(`${word} `);
  const blocks: Block[] =
    first?.type === 'paragraph'
      ? [paragraph(start, ...first.runs), ...rest]
      : [paragraph(plainRun(word)), ...item.blocks];
  return { item: { ...item, blocks }, number: undefined };
}

type List = Extract<Block, { type: 'list' }>;

/** Whether a point goes on with a list. */
export function goesOn(list: List, number: number | undefined): boolean {
  return number === undefined
    ? !list.isOrdered
    : list.isOrdered && number === list.start + list.items.length;
}

export function startList({ item, number }: Point): List {
  return { type: 'list', isOrdered: number !== undefined, start: number ?? 1, items: [item] };
}

/** Points as lists: more than one where their numbers do not follow each other. */
export function listsOf(points: readonly Point[]): List[] {
  const lists: List[] = [];
  for (const point of points) {
    const last = lists.at(-1);
    if (last && goesOn(last, point.number)) last.items.push(point.item);
    else lists.push(startList(point));
  }
  return lists;
}
