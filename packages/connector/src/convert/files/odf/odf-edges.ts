import { findElement, isElement, type MarkupElement } from '../../markup/markup-tree.ts';
import type { Block } from '../../tree.ts';
import { createPageEdges, type EdgeKind, withoutPage } from '../page-edges.ts';

const KINDS: [RegExp, EdgeKind][] = [
  [/^style:header(?:-left|-first)?$/, 'Header'],
  [/^style:footer(?:-left|-first)?$/, 'Footer'],
];
const PAGE_NUMBERS = new Set(['text:page-number', 'text:page-count']);

/** The heads and feet of the pages that a text is laid out on (ODF 1.3, 16.10). */
export function readEdges(roots: readonly MarkupElement[]): Block[] {
  const edges = createPageEdges();
  for (const root of roots) {
    findElement(root, (element) => {
      const kind = KINDS.find(([name]) => name.test(element.name))?.[1];
      if (kind && element.attributes['style:display'] !== 'false')
        edges.add(kind, linesIn(element));
      return false;
    });
  }
  return edges.blocks();
}

function linesIn(edge: MarkupElement): string[] {
  const lines: string[] = [];
  findElement(edge, (element) => {
    if (element.name !== 'text:p' && element.name !== 'text:h') return false;
    const hasNumber = findElement(element, ({ name }) => PAGE_NUMBERS.has(name)) !== undefined;
    lines.push(withoutPage(lineOf(element), hasNumber));
    return false;
  });
  return lines;
}

function lineOf(element: MarkupElement): string {
  return element.children
    .map((child) => {
      if (!isElement(child)) return child;
      if (PAGE_NUMBERS.has(child.name) || child.name.startsWith('svg:')) return '';
      if (/^text:(?:tab|s|line-break)$/.test(child.name)) return ' ';
      return child.name.startsWith('draw:') ? '' : lineOf(child);
    })
    .join('');
}
