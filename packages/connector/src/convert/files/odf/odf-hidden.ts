import { isElement, type MarkupElement } from '../../markup/markup-tree.ts';
import { type Block, EMPHASIS, paragraph } from '../../tree.ts';
import type { OdfStyles } from './odf-styles.ts';

/** Counts what is in a document and not shown, which is told behind all else. */
export function createHidden() {
  let hasText = false;
  const counts = new Map<string, number>();
  let more = 0;
  return {
    /** Rows that nobody has hidden, and that are too many. */
    moreRows: (count: number): void => {
      more += count;
    },
    text: (): void => {
      hasText = true;
    },
    /** @param what `row`, `slide` … */
    one: (what: string): void => {
      counts.set(what, (counts.get(what) ?? 0) + 1);
    },
    note: (): Block[] => [
      ...(more > 0 ? [leftOut(`${more} more rows are`)] : []),
      ...(hasText ? [leftOut('Hidden text is')] : []),
      ...[...counts].map(([what, count]) =>
        leftOut(count === 1 ? `A hidden ${what} is` : `${count} hidden ${what}s are`),
      ),
    ],
  };
}

export type Hidden = ReturnType<typeof createHidden>;

const leftOut = (what: string) => paragraph({ text: `${what} left out.`, marks: EMPHASIS });

/** Whether a text, a section or a shape is not shown on a screen (ODF 1.3, 19.882, 19.640, 19.143). */
export function isHiddenElement(element: MarkupElement, styles: OdfStyles): boolean {
  const { name, attributes } = element;
  if (name === 'text:section') {
    const display = attributes['text:display'];
    return display === 'none' || (display === 'condition' && isTrue(attributes['text:is-hidden']));
  }
  if (name === 'text:hidden-text') return isTrue(attributes['text:is-hidden']);
  if (name.startsWith('draw:')) return /^(?:none|printer)$/.test(attributes['draw:display'] ?? '');
  if (styles.isHidden(attributes['text:style-name'])) return true;
  return element.children.some(
    (child) =>
      isElement(child) &&
      child.name === 'text:hidden-paragraph' &&
      isTrue(child.attributes['text:is-hidden']),
  );
}

const isTrue = (value: string | undefined) => value === 'true';

const MOST_COLUMNS = 16_384;

/**
 * Columns of a table that somebody has hidden, from 0. What a filter or a folded group keeps back is one
 * click away, and may be what is looked for: it counts as shown.
 */
export function hiddenColumns(table: MarkupElement): Set<number> {
  const hidden = new Set<number>();
  let at = 0;
  const look = (element: MarkupElement, isFolded: boolean) => {
    for (const child of element.children.filter(isElement)) {
      if (child.name === 'table:table-column') {
        const times = Number(child.attributes['table:number-columns-repeated'] ?? 1) || 1;
        const end = Math.min(MOST_COLUMNS, at + times);
        if (!isFolded && isHiddenCells(child))
          for (let one = at; one < end; one += 1) hidden.add(one);
        at = end;
      } else if (child.name === 'table:table-column-group') look(child, true);
      else if (/^table:table-(?:header-)?columns$/.test(child.name)) look(child, isFolded);
    }
  };
  look(table, false);
  return hidden;
}

export const isHiddenCells = ({ attributes }: MarkupElement): boolean =>
  attributes['table:visibility'] === 'collapse';
