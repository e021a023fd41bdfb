import { classesOf } from './code-listing.ts';
import { PANEL_LABELS } from './labelled-quote.ts';
import {
  childrenNamed,
  findElement,
  isElement,
  type MarkupElement,
  type MarkupNode,
  textOf,
} from './markup-tree.ts';

/** A box beside the text that warns or hints, as programs that make documentation write it. */
export type Admonition = { title: string; content: MarkupNode[] };

/** Docutils, MkDocs, VitePress, GitHub, Starlight: the first part says what it is. */
const TITLES = [
  'admonition-title',
  'custom-block-title',
  'markdown-alert-title',
  'starlight-aside__title',
];
/** Classes that may mean such a box. */
export const BOX =
  /admonition|custom-block|markdown-alert|starlight-aside|confluence-information-macro/;
const CONFLUENCE = 'confluence-information-macro';

export function admonitionOf(element: MarkupElement): Admonition | undefined {
  if (!BOX.test(element.attributes.class ?? '')) return undefined;
  const classes = classesOf(element);
  if (classes.includes('admonitionblock')) return asciidoctors(element);
  if (classes.includes(CONFLUENCE)) return confluences(element, classes);
  const [first, ...rest] = element.children.filter((node) => isElement(node) || node.trim() !== '');
  if (first === undefined || !isElement(first)) return undefined;
  const isTitle =
    classes.includes('theme-admonition') || classesOf(first).some((name) => TITLES.includes(name));
  return isTitle ? { title: textIn(first), content: rest } : undefined;
}

/** Confluence, as it shows its pages: a sign says what the box is for, and it may have a title. */
function confluences(element: MarkupElement, classes: readonly string[]): Admonition {
  const kind = classes.find((name) => name.startsWith(`${CONFLUENCE}-`)) ?? '';
  const label = PANEL_LABELS.get(kind.slice(CONFLUENCE.length + 1)) ?? '';
  const title = element.children.find(
    (node) => isElement(node) && node.attributes.class === 'title',
  );
  const words = title && isElement(title) ? textIn(title) : '';
  return {
    title: [label, words].filter(Boolean).join(': '),
    content: element.children.filter((node) => node !== title),
  };
}

/** Asciidoctor: a table of one row, whose first cell has a word or a sign with a name. */
function asciidoctors(element: MarkupElement): Admonition | undefined {
  const row = findElement(element, ({ name }) => name === 'tr');
  const [icon, content, ...others] = row ? childrenNamed(row, 'td') : [];
  if (!icon || !content || others.length > 0) return undefined;
  const sign = findElement(
    icon,
    ({ attributes }) => (attributes.title ?? attributes.alt) !== undefined,
  );
  const name = sign?.attributes.title ?? sign?.attributes.alt ?? '';
  return { title: textIn(icon) || name.trim(), content: content.children };
}

const textIn = (element: MarkupElement) => textOf(element, ' ').replace(/\s+/g, ' ').trim();
