import type { CheerioAPI } from 'cheerio';
import { codeBlock, element, textOf } from './dom.ts';

const NEVER_TEXT =
  'script, style, noscript, template, iframe, object, embed, applet, svg, math, head, title, meta, link, base, form > input, button, select, textarea, audio, video, canvas';

/** Addresses that a reader may be sent to; everything else loses its link and keeps its text. */
const SAFE_ADDRESS = /^(https?:|mailto:)/i;

/**
 * Leaves only what Markdown can say: no scripts, styles, event attributes or foreign addresses,
 * code blocks in one form, images as their names.
 * @param baseUrl what relative links start from; without it they lose their address
 */
export function cleanHtml($: CheerioAPI, baseUrl: string | undefined): void {
  $(NEVER_TEXT).remove();
  $('*')
    .contents()
    .filter((_, node) => node.type === 'comment' || node.type === 'directive')
    .remove();
  $('pre').each((_, pre) => {
    const hint = `${$(pre).attr('class') ?? ''} ${$(pre).children('code').attr('class') ?? ''}`;
    $(pre).find('br').replaceWith('\n');
    $(pre).replaceWith(codeBlock(textOf(pre), /language-(\S+)/.exec(hint)?.[1]));
  });
  $('img').each((_, image) => {
    const name = $(image).attr('alt')?.trim() || fileName($(image).attr('src'));
    $(image).replaceWith(name ? element('em', [`Image: ${name}`]) : '');
  });
  $('a').each((_, anchor) => {
    const address = safeAddress($(anchor).attr('href'), baseUrl);
    const hasText = textOf(anchor).trim() !== '';
    if (!address || !hasText) $(anchor).replaceWith($(anchor).contents());
    else anchor.attribs = { href: address };
  });
  // An item outside of a list would be glued to the text before it.
  $('li').each((_, item) => {
    const parent = item.parent;
    if (!parent || !('name' in parent) || !/^(ul|ol)$/.test(parent.name)) item.name = 'div';
  });
  dropAttributes($);
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
  $('*').each((_, node) => {
    if (!('attribs' in node)) return;
    const kept = Object.entries(node.attribs).filter(
      ([name, value]) =>
        KEPT_ATTRIBUTES.has(name) && (name !== 'class' || value.startsWith('language-')),
    );
    node.attribs = Object.fromEntries(kept);
  });
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
