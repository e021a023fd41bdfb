import { isElement, type MarkupElement } from './markup-tree.ts';

/** A cell with more than this is a text of its own, in a table of no more cells than that. */
const LONGEST_VALUE = 1_500;
const MOST_PARTS = 12;

/** What is known of an element once all below it was looked at. */
type Seen = { length: number; hasParts: boolean; cells: Cell[] };
type Cell = { isHead: boolean; isPart: boolean };

const PARTS = /^(?:h[1-6]|table)$/;

/**
 * Tables of older pages, in whose cells the parts of the page stand, say so from then on. Few cells tell it, none
 * of them a head, with a long text in one that has headings or tables of its own. Tables of articles and files are
 * made by people, who mean them whatever is in their cells.
 */
export function markLayoutTables(root: MarkupElement): void {
  look(root);
}

function look(element: MarkupElement): Seen {
  const { name } = element;
  const seen: Seen = { length: 0, hasParts: false, cells: [] };
  for (const child of element.children) {
    if (!isElement(child)) {
      seen.length += child.length;
      continue;
    }
    const { length, hasParts, cells } = look(child);
    seen.length += length;
    seen.hasParts ||= hasParts || PARTS.test(child.name);
    for (const cell of cells) seen.cells.push(cell);
  }
  if (name === 'td' || name === 'th') {
    const isPart = seen.hasParts && seen.length > LONGEST_VALUE;
    return { ...seen, cells: [{ isHead: name === 'th', isPart }] };
  }
  if (name !== 'table') return seen;
  // Elements without attributes share an empty object.
  if (isOfParts(seen.cells)) element.attributes = { role: 'presentation', ...element.attributes };
  return { ...seen, cells: [] };
}

function isOfParts(cells: readonly Cell[]): boolean {
  if (cells.length > MOST_PARTS || cells.some(({ isHead }) => isHead)) return false;
  return cells.some(({ isPart }) => isPart);
}
