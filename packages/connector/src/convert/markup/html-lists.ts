import { type Block, type ListItem, STRONG } from '../tree.ts';
import { isElement, type MarkupElement, type MarkupNode } from './parse-markup.ts';
import type { Handler } from './walk-markup.ts';

/** Elements that may stand between a point and the box of its task. */
const AROUND_BOX = new Set(['p', 'label', 'span', 'div']);

export const listHandler: Handler = (walker, element, setting) => {
  const items: ListItem[] = [];
  for (const child of element.children) {
    if (!isElement(child)) {
      if (child.trim() !== '') items.push({ blocks: walker.blocksOf([child], setting) });
    } else if (child.name === 'li') {
      items.push(itemOf(child, (nodes) => walker.blocksOf(nodes, setting)));
    } else addToLast(items, walker.blocksOf([child], setting));
  }
  const above = walker.out.last();
  // Some editors close a list before the one within it, and open it again behind.
  const [first] = element.children.filter(isElement);
  if (first && first.name !== 'li' && above?.type === 'list' && items.length === 1) {
    above.items.at(-1)?.blocks.push(...(items[0]?.blocks ?? []));
    return;
  }
  const start = Number.parseInt(element.attributes.start ?? '1', 10);
  walker.out.addBlock({
    type: 'list',
    isOrdered: element.name === 'ol',
    start: Number.isFinite(start) ? start : 1,
    items,
  });
};

/** A list right within a list belongs to the point above it. */
function addToLast(items: ListItem[], blocks: Block[]): void {
  const last = items.at(-1);
  if (last) last.blocks.push(...blocks);
  else if (blocks.length > 0) items.push({ blocks });
}

function itemOf(
  item: MarkupElement,
  blocksOf: (nodes: readonly MarkupNode[]) => Block[],
): ListItem {
  const box = boxOf(item);
  if (!box) return { blocks: blocksOf(item.children) };
  const blocks = blocksOf(without(item, box));
  return { blocks, isDone: box.attributes.checked !== undefined };
}

/** The box that a point begins with. */
function boxOf(element: MarkupElement): MarkupElement | undefined {
  const first = element.children.find((child) => isElement(child) || child.trim() !== '');
  if (first === undefined || !isElement(first)) return undefined;
  if (first.name === 'input' && first.attributes.type?.toLowerCase() === 'checkbox') return first;
  return AROUND_BOX.has(first.name) ? boxOf(first) : undefined;
}

function without(element: MarkupElement, box: MarkupElement): MarkupNode[] {
  return element.children.flatMap((child): MarkupNode[] => {
    if (child === box) return [];
    if (!isElement(child) || !AROUND_BOX.has(child.name)) return [child];
    return [{ ...child, children: without(child, box) }];
  });
}

const term: Handler = ({ out, walk }, { children }, setting) => {
  out.endParagraph();
  walk(children, { ...setting, marks: setting.marks | STRONG });
  out.endParagraph();
};

const description: Handler = ({ out, walk }, { children }, setting) => {
  out.endParagraph();
  walk(children, setting);
  out.endParagraph();
};

export const definitionHandlers: [string, Handler][] = [
  ['dl', description],
  ['dt', term],
  ['dd', description],
];
