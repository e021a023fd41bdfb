/** An element of HTML or of Confluence's storage format; texts are plain strings. */
export type MarkupElement = {
  /** In lower case, with its prefix: `ac:link`. */
  name: string;
  attributes: Record<string, string>;
  children: MarkupNode[];
};
export type MarkupNode = MarkupElement | string;

export function isElement(node: MarkupNode): node is MarkupElement {
  return typeof node !== 'string';
}

/** The first element below that `matches`, in the order of the document. */
export function findElement(
  element: MarkupElement,
  matches: (candidate: MarkupElement) => boolean,
): MarkupElement | undefined {
  for (const child of element.children) {
    if (!isElement(child)) continue;
    const found = matches(child) ? child : findElement(child, matches);
    if (found) return found;
  }
  return undefined;
}

/** Direct child elements of a name. */
export function childrenNamed(element: MarkupElement, name: string): MarkupElement[] {
  return element.children.filter(isElement).filter((child) => child.name === name);
}

/** All text below a node. @param lineBreak what stands for `<br>` */
export function textOf(node: MarkupNode | undefined, lineBreak = ''): string {
  if (node === undefined) return '';
  if (typeof node === 'string') return node;
  if (node.name === 'br') return lineBreak;
  return node.children.map((child) => textOf(child, lineBreak)).join('');
}
