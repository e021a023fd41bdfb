import { type NumberStyle, numberLabel } from '../number-label.ts';
import { goesOn, labelledPoint, listsOf, type Point } from '../point-label.ts';
import { type Block, type ListItem, STRONG } from '../tree.ts';
import { boxOf, isChecked, stateOf, without } from './html-tasks.ts';
import { numberStyleOf } from './inline-style.ts';
import { isElement, type MarkupElement, type MarkupNode } from './markup-tree.ts';
import type { Handler } from './walk-markup.ts';

/** A point of HTML, with what it says of its number. */
type Given = {
  item: ListItem;
  value?: number | undefined;
  label?: string | undefined;
  /** It has no number, whatever its list is: Quill makes one `ol` of lists of all kinds. */
  isBare?: boolean;
};
type BlockOf<Type extends Block['type']> = Extract<Block, { type: Type }>;

const BARE = new Set(['bullet', 'checked', 'unchecked']);

export const listHandler: Handler = (walker, element, setting) => {
  const given: Given[] = [];
  for (const child of element.children) {
    if (!isElement(child)) {
      if (child.trim() !== '') given.push({ item: { blocks: walker.blocksOf([child], setting) } });
    } else if (child.name === 'li') {
      const item = itemOf(child, element, (nodes) => walker.blocksOf(nodes, setting));
      const { value, [LABEL]: label, 'data-list': kind = '' } = child.attributes;
      given.push({ item, value: integerOf(value), label, isBare: BARE.has(kind) });
    } else addToLast(given, walker.blocksOf([child], setting));
  }
  const above = walker.out.last();
  // Some editors close a list before the one within it, and open it again behind.
  const [inner] = element.children.filter(isElement);
  if (inner && inner.name !== 'li' && above?.type === 'list' && given.length === 1) {
    above.items.at(-1)?.blocks.push(...(given[0]?.item.blocks ?? []));
    interrupted.add(above);
    return;
  }
  const lists = listsOf(numbered(given, element));
  const level = levelOf(element);
  if (above?.type === 'list' && level > 0) {
    addAfter(listAt(above, level), lists);
    interrupted.add(above);
  } else if (above?.type === 'list' && interrupted.has(above)) {
    const blocks: Block[] = [above];
    addAfter(blocks, lists);
    for (const list of blocks.slice(1)) walker.out.addBlock(list);
  } else for (const list of lists) walker.out.addBlock(list);
};

/** Goes on with the list before, where the first of these does. */
function addAfter(blocks: Block[], lists: readonly BlockOf<'list'>[]): void {
  const before = blocks.at(-1);
  const [next, ...others] = lists;
  if (before?.type === 'list' && next && goesOn(before, next.isOrdered ? next.start : undefined)) {
    before.items.push(...next.items);
    blocks.push(...others);
  } else blocks.push(...lists);
}

/** Google Docs closes each list for one within it, and says by a class how deep that is. */
function levelOf({ attributes }: MarkupElement): number {
  const level = /\blst-kix_\w{1,40}-(\d)\b/.exec((attributes.class ?? '').slice(0, LONGEST_CLASS));
  return Number(level?.[1] ?? 0);
}

const LONGEST_CLASS = 500;

/** What stands in the last point so many levels down, where a list of the next may be added. */
function listAt(above: BlockOf<'list'>, level: number): Block[] {
  let blocks = above.items.at(-1)?.blocks ?? [];
  for (let depth = 1; depth < level; depth += 1) {
    const inner = blocks.at(-1);
    if (inner?.type !== 'list') break;
    blocks = inner.items.at(-1)?.blocks ?? blocks;
  }
  return blocks;
}

/** Lists that were closed for one within them. */
const interrupted = new WeakSet<Block>();

/** Attribute of a point whose label was found out otherwise: all that stands before it. */
export const LABEL = 'data-rita-label';

const STYLES = new Map<string, NumberStyle>([
  ['a', 'lower-letter'],
  ['A', 'upper-letter'],
  ['i', 'lower-roman'],
  ['I', 'upper-roman'],
]);

function numbered(given: readonly Given[], { name, attributes, children }: MarkupElement): Point[] {
  const isReversed = attributes.reversed !== undefined;
  // Google Docs and Salesforce say at each point how all of them are counted.
  const first = children.find((child) => isElement(child) && child.name === 'li');
  const ofPoints = first && isElement(first) ? first.attributes.style : undefined;
  const style =
    numberStyleOf(attributes.style ?? '') ??
    numberStyleOf(ofPoints ?? '') ??
    STYLES.get(attributes.type ?? '');
  let next = integerOf(attributes.start) ?? (isReversed ? given.length : 1);
  return given.map(({ item, value, label, isBare }) => {
    if (label !== undefined) return labelledPoint(item, label);
    if (name !== 'ol' || isBare) return { item, number: undefined };
    const number = value ?? next;
    next = number + (isReversed ? -1 : 1);
    return style ? labelledPoint(item, `${numberLabel(number, style)}.`) : { item, number };
  });
}

function integerOf(value: string | undefined): number | undefined {
  const number = Number.parseInt(value ?? '', 10);
  return Number.isFinite(number) && number >= 0 ? number : undefined;
}

/** A list right within a list belongs to the point above it. */
function addToLast(given: Given[], blocks: Block[]): void {
  const last = given.at(-1);
  if (last) last.item.blocks.push(...blocks);
  else if (blocks.length > 0) given.push({ item: { blocks } });
}

function itemOf(
  item: MarkupElement,
  list: MarkupElement,
  blocksOf: (nodes: readonly MarkupNode[]) => Block[],
): ListItem {
  const box = boxOf(item);
  if (!box) return { blocks: blocksOf(item.children), isDone: stateOf(item, list) };
  return { blocks: blocksOf(without(item, box)), isDone: isChecked(box) };
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
