import type { CheerioAPI } from 'cheerio';
import { type AnyNode, type Element, isTag } from 'domhandler';
import { codeBlock, element, elementsNamed, elementsOf, replaceNode, textOf } from './dom.ts';

const NEVER_TEXT = new Set(
  'script style noscript template iframe object embed applet svg math head title meta link base button select textarea audio video canvas'.split(
    ' ',
  ),
);

/** Addresses that a reader may be sent to; everything else loses its link and keeps its text. */
const SAFE_ADDRESS = /^(https?:|mailto:)/i;

/**
 * Leaves only what Markdown can say: no scripts, styles, event attributes or foreign addresses,
 * code blocks in one form, images as their names.
 * @param baseUrl what relative links start from; without it they lose their address
 */
export function cleanHtml($: CheerioAPI, baseUrl: string | undefined): void {
  dropUnread($.root()[0]);
  for (const pre of elementsNamed($, 'pre')) replaceNode(pre, plainCode(pre));
  for (const image of elementsNamed($, 'img')) {
    const name = image.attribs.alt?.trim() || fileName(image.attribs.src);
    replaceNode(image, ...(name ? [element('em', [`Image: ${name}`])] : []));
  }
  for (const anchor of elementsNamed($, 'a')) {
    const address = safeAddress(anchor.attribs.href, baseUrl);
    const hasText = textOf(anchor).trim() !== '';
    if (!address || !hasText) replaceNode(anchor, ...anchor.children);
    else anchor.attribs = { href: address };
  }
  // An item outside of a list would be glued to the text before it.
  for (const item of elementsNamed($, 'li')) {
    const { parent } = item;
    if (!parent || !('name' in parent) || !/^(ul|ol)$/.test(parent.name)) item.name = 'div';
  }
  dropAttributes($);
}

function dropUnread(parent: AnyNode | undefined): void {
  if (!parent || !('children' in parent)) return;
  for (const node of [...parent.children]) {
    const isField = isTag(node) && node.name === 'input' && isTag(parent) && parent.name === 'form';
    const isUnread = node.type === 'comment' || node.type === 'directive';
    if (isUnread || isField || (isTag(node) && NEVER_TEXT.has(node.name))) replaceNode(node);
    else dropUnread(node);
  }
}

function plainCode(pre: Element): Element {
  const inner = pre.children.filter(isTag).find(({ name }) => name === 'code');
  const hint = `${pre.attribs.class ?? ''} ${inner?.attribs.class ?? ''}`;
  return codeBlock(textOf(pre, '\n'), /language-(\S+)/.exec(hint)?.[1]);
}

const KEPT_ATTRIBUTES = new Set([
  'href',
  'class',
  'colspan',
  'rowspan',
  'type',
  'checked',
  'start',
]);

function dropAttributes($: CheerioAPI): void {
  for (const node of elementsOf($)) {
    const kept = Object.entries(node.attribs).filter(
      ([name, value]) =>
        KEPT_ATTRIBUTES.has(name) && (name !== 'class' || value.startsWith('language-')),
    );
    node.attribs = Object.fromEntries(kept);
  }
}

function safeAddress(href: string | undefined, baseUrl: string | undefined): string | undefined {
  if (!href || href.startsWith('#') || !URL.canParse(href, baseUrl)) return undefined;
  const address = new URL(href, baseUrl).href;
  if (!SAFE_ADDRESS.test(address)) return undefined;
  // Markdown ends an address at these; an opaque address such as mailto: keeps them unescaped.
  return address.replace(/[\s<>()"'\\`|]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`);
}

function fileName(src: string | undefined): string | undefined {
  if (!src || src.startsWith('data:')) return undefined;
  const last = src.split(/[?#]/)[0]?.split('/').at(-1);
  try {
    return last ? decodeURIComponent(last) : undefined;
  } catch {
    return last;
  }
}
