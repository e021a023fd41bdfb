import { findElement, type MarkupElement } from './markup-tree.ts';

/**
 * What relative links of a page start from: what its first `<base href>` says, or else where the
 * page stands (HTML, 4.2.3). Undefined where neither is known.
 */
export function baseOf(root: MarkupElement, address: string | undefined): string | undefined {
  const base = findElement(root, ({ name, attributes }) => name === 'base' && 'href' in attributes);
  const href = base?.attributes.href?.trim();
  return href && URL.canParse(href, address) ? new URL(href, address).href : address;
}
