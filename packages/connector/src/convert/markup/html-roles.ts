import { flattenBlocks } from '../flatten-blocks.ts';
import { listHandler } from './html-lists.ts';
import { tableHandler } from './html-tables.ts';
import { isElement, type MarkupElement, type MarkupNode } from './markup-tree.ts';
import type { Handler } from './walk-markup.ts';

/** What elements without a meaning of their own say that they are (WAI-ARIA 1.2). */
const ROWS = new Map([['row', 'tr']]);
const CELLS = new Map([
  ['cell', 'td'],
  ['gridcell', 'td'],
  ['columnheader', 'th'],
  ['rowheader', 'th'],
]);
const ITEMS = new Map([['listitem', 'li']]);

const heading: Handler = ({ out, blocksOf }, { attributes, children }, setting) => {
  const depth = Number.parseInt(attributes['aria-level'] ?? '', 10) || 2;
  out.addBlock({ type: 'heading', depth, runs: flattenBlocks(blocksOf(children, setting)) });
};

const list: Handler = (walker, element, setting) => {
  const children = named(element.children, ITEMS);
  if (holds(children, ITEMS)) listHandler(walker, { ...element, name: 'ul', children }, setting);
  else keep(walker, element, setting);
};

const table: Handler = (walker, element, setting) => {
  const children = named(element.children, ROWS).map((node) => {
    const isRow = isElement(node) && node.name === 'tr';
    return isRow ? { ...node, children: named(node.children, CELLS) } : node;
  });
  if (holds(children, ROWS))
    tableHandler(walker, { name: 'table', attributes: {}, children }, setting);
  else keep(walker, element, setting);
};

const keep: Handler = ({ out, walk }, { children }, setting) => {
  out.endParagraph();
  walk(children, setting);
  out.endParagraph();
};

const holds = (nodes: readonly MarkupNode[], names: ReadonlyMap<string, string>): boolean =>
  nodes.some((node) => isElement(node) && [...names.values()].includes(node.name));

/** Elements of some roles by their names in HTML, out of those that only group them. */
function named(nodes: readonly MarkupNode[], names: ReadonlyMap<string, string>): MarkupNode[] {
  return nodes.flatMap((node): MarkupNode[] => {
    if (!isElement(node)) return [node];
    const name = names.get(node.attributes.role ?? '');
    if (name !== undefined) return [withSpans({ ...node, name })];
    const inner = named(node.children, names);
    return holds(inner, names) ? inner : [node];
  });
}

function withSpans(cell: MarkupElement): MarkupElement {
  const { 'aria-colspan': colspan, 'aria-rowspan': rowspan } = cell.attributes;
  const spans = { ...(colspan && { colspan }), ...(rowspan && { rowspan }) };
  return { ...cell, attributes: { ...cell.attributes, ...spans } };
}

export const roleHandlers: [string, Handler][] = [
  ['role=heading', heading],
  ['role=list', list],
  ['role=table', table],
  ['role=grid', table],
  ['role=treegrid', table],
];
