import { classesOf } from './code-listing.ts';
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

/** Docutils, MkDocs, VitePress, GitHub: the first part says what it is. */
const TITLES = ['admonition-title', 'custom-block-title', 'markdown-alert-title'];
const BOX = /admonition|custom-block|markdown-alert/;

export function admonitionOf(element: MarkupElement): Admonition | undefined {
  if (!BOX.test(element.attributes.class ?? '')) return undefined;
  const classes = classesOf(element);
  if (classes.includes('admonitionblock')) return asciidoctors(element);
  const [first, ...rest] = element.children.filter((node) => isElement(node) || node.trim() !== '');
  if (first === undefined || !isElement(first)) return undefined;
  const isTitle =
    classes.includes('theme-admonition') || classesOf(first).some((name) => TITLES.includes(name));
  return isTitle ? { title: textIn(first), content: rest } : undefined;
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
