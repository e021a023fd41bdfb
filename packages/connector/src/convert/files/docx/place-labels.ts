import { LABEL } from '../../markup/html-lists.ts';
import { isElement, type MarkupElement, type MarkupNode } from '../../markup/markup-tree.ts';
import { LABEL_MARK } from './number-paragraphs.ts';

const MARKED = new RegExp(`${LABEL_MARK}([^${LABEL_MARK}]*)${LABEL_MARK}`);

/** Labels that stand in the text between marks become those of their points; elsewhere they are text. */
export function withLabels(root: MarkupElement): MarkupElement {
  place(root, undefined);
  return root;
}

function place(element: MarkupElement, point: MarkupElement | undefined): void {
  const own = element.name === 'li' ? element : /^h[1-6]$/.test(element.name) ? undefined : point;
  element.children = element.children.map((child): MarkupNode => {
    if (isElement(child)) {
      place(child, own);
      return child;
    }
    return child.replace(MARKED, (_, label: string) => {
      if (own === undefined || own.attributes[LABEL] !== undefined) return `${label} `;
      own.attributes = { ...own.attributes, [LABEL]: label };
      return '';
    });
  });
}
