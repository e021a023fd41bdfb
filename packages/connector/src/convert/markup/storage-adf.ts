import { type Block, type ListItem, plainRun, STRONG } from '../tree.ts';
import { labelledQuote, PANEL_LABELS } from './labelled-quote.ts';
import { isShown } from './macro-parameters.ts';
import {
  childrenNamed,
  findElement,
  isElement,
  type MarkupElement,
  textOf,
} from './markup-tree.ts';
import type { Handler, Walker } from './walk-markup.ts';

// What the new editor writes for what the storage format has no element of its own: a node with
// attributes and content, and beside it what older programs should show instead.

const extension: Handler = (walker, element, setting) => {
  const nodes = childrenNamed(element, 'ac:adf-node');
  const shown = walker.blocksOf(nodes, setting);
  const fallback = childrenNamed(element, 'ac:adf-fallback').flatMap(({ children }) => children);
  const isInline = nodes.some(({ attributes }) => attributes.type?.startsWith('inline'));
  if (shown.length === 0 && isInline && fallback.length > 0) {
    walker.walk(fallback, setting);
    return;
  }
  const blocks = shown.length > 0 ? shown : walker.blocksOf(fallback, setting);
  for (const block of blocks) walker.out.addBlock(block);
  if (blocks.length === 0) for (const text of nodes.flatMap(textsOf)) walker.out.addObject(text);
};

const TEXTS = new Set(['text', 'title', 'label', 'parameters']);

/** What stands among the attributes of a macro that has nothing else, as far as people read it. */
function textsOf(element: MarkupElement): string[] {
  return element.children.filter(isElement).flatMap((child) => {
    const key = (child.attributes.key ?? '').toLowerCase();
    const isPart = child.name === 'ac:adf-parameter';
    if (!isPart && !(child.name === 'ac:adf-attribute' && TEXTS.has(key))) return [];
    if (child.children.some(isElement)) return textsOf(child);
    const text = textOf(child).trim();
    return isShown(key.replaceAll('-', ''), text) ? [text] : [];
  });
}

const node: Handler = (walker, element, setting) => {
  const blocks = blocksOfNode(walker, element);
  if (blocks) for (const block of blocks) walker.out.addBlock(block);
  else walker.walk(element.children, setting);
};

function blocksOfNode(walker: Walker, element: MarkupElement): Block[] | undefined {
  const content = () => walker.blocksOf(contentOf(element));
  switch (element.attributes.type) {
    case 'panel': {
      const kind = attributeOf(element, 'panel-type').toLowerCase();
      // Panels of one’s own say by a sign what they are for.
      const sign = kind === 'custom' ? attributeOf(element, 'panel-icon-text') : '';
      return [labelledQuote(PANEL_LABELS.get(kind) ?? '', sign, content())];
    }
    case 'decision-list':
      return [{ type: 'list', isOrdered: false, start: 1, items: decisionsOf(walker, element) }];
    case 'task-list':
      return [{ type: 'list', isOrdered: false, start: 1, items: tasksOf(walker, element) }];
    case 'expand':
    case 'nested-expand': {
      const title = attributeOf(element, 'title') || 'Details';
      return [{ type: 'paragraph', runs: [{ text: title, marks: STRONG }] }, ...content()];
    }
    case 'bodied-extension': {
      const named = findElement(element, isTitle);
      const title = { text: textOf(named).trim(), marks: STRONG };
      return [{ type: 'paragraph', runs: [title] }, ...content()];
    }
    default:
      return undefined;
  }
}

const isTitle = ({ name, attributes }: MarkupElement) =>
  name === 'ac:adf-parameter' && attributes.key === 'title';

/** A list within a list belongs to the task above it. */
function tasksOf(walker: Walker, list: MarkupElement): ListItem[] {
  const items: ListItem[] = [];
  for (const item of childrenNamed(list, 'ac:adf-node')) {
    const last = items.at(-1);
    if (item.attributes.type === 'task-list' && last) last.blocks.push(...walker.blocksOf([item]));
    else {
      const isDone = attributeOf(item, 'state').toUpperCase() === 'DONE';
      items.push({ isDone, blocks: walker.blocksOf(contentOf(item)) });
    }
  }
  return items;
}

function decisionsOf(walker: Walker, list: MarkupElement): ListItem[] {
  return childrenNamed(list, 'ac:adf-node').map((item): ListItem => {
    const isDecided = attributeOf(item, 'state').toUpperCase() === 'DECIDED';
    const label = { text: isDecided ? 'Decided:' : 'Undecided:', marks: STRONG };
    const blocks = walker.blocksOf(contentOf(item));
    const [first, ...rest] = blocks;
    if (first?.type !== 'paragraph')
      return { blocks: [{ type: 'paragraph', runs: [label] }, ...blocks] };
    const runs = [label, plainRun(' '), ...first.runs];
    return { blocks: [{ type: 'paragraph', runs }, ...rest] };
  });
}

function contentOf(element: MarkupElement) {
  const contents = childrenNamed(element, 'ac:adf-content');
  return contents.length > 0
    ? contents.flatMap(({ children }) => children)
    : element.children.filter((child) => !isElement(child) || child.name !== 'ac:adf-attribute');
}

function attributeOf(element: MarkupElement, key: string): string {
  const found = childrenNamed(element, 'ac:adf-attribute').find(
    ({ attributes }) => attributes.key === key,
  );
  return textOf(found).trim();
}

const drop: Handler = () => {};

export const adfHandlers: [string, Handler][] = [
  ['ac:adf-extension', extension],
  ['ac:adf-node', node],
  ['ac:adf-attribute', drop],
  ['ac:adf-fallback', drop],
  ['ac:adf-mark', drop],
];
