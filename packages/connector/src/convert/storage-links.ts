import type { CheerioAPI } from 'cheerio';
import { type ChildNode, type Element, isTag } from 'domhandler';
import { childrenNamed, element, elementsNamed, replaceNode, textOf } from './dom.ts';

/** What the storage format leaves out and the driver may know. */
export type StorageNames = {
  /** Display name of an account id or user key. */
  userName?: ((id: string) => string | undefined) | undefined;
  /** Address of a page by its title; `spaceKey` is undefined within the same space. */
  pageUrl?: ((title: string, spaceKey: string | undefined) => string | undefined) | undefined;
};

/** Replaces links, mentions, images, emoticons and dates of the storage format by plain HTML. */
export function rewriteLinks($: CheerioAPI, names: StorageNames): void {
  for (const node of elementsNamed($, 'ac:emoticon')) {
    replaceNode(node, element('span', [emoticon(node)]));
  }
  for (const node of elementsNamed($, 'time')) {
    if (node.attribs.datetime === undefined) continue;
    const shown = textOf(node).trim() || node.attribs.datetime;
    replaceNode(node, element('span', [shown]));
  }
  for (const node of elementsNamed($, 'ac:image')) replaceNode(node, image(node));
  for (const node of elementsNamed($, 'ac:link')) replaceNode(node, linkOf(node, names));
  for (const node of elementsNamed($, 'ri:user')) {
    replaceNode(node, element('span', [mention(node, names)]));
  }
}

function linkOf(link: Element, names: StorageNames): Element {
  const body = linkBody(link);
  const target = link.children.filter(isTag).find((child) => child.name.startsWith('ri:'));
  if (!target) return element('span', body.length > 0 ? body : [link.attribs['ac:anchor'] ?? '']);
  if (target.name === 'ri:user') return element('span', [mention(target, names)]);
  const { text, url } = targetOf(target, names);
  const shown = body.length > 0 ? body : [text];
  return url ? element('a', shown, { href: url }) : element('span', shown);
}

function linkBody(link: Element): (ChildNode | string)[] {
  const rich = childrenNamed(link, 'ac:link-body')[0];
  if (rich && textOf(rich).trim() !== '') return rich.children;
  const plain = textOf(childrenNamed(link, 'ac:plain-text-link-body')[0]).trim();
  return plain ? [plain] : [];
}

function targetOf(
  target: Element,
  names: StorageNames,
): { text: string; url?: string | undefined } {
  const attribute = (name: string) => target.attribs[name] ?? '';
  switch (target.name) {
    case 'ri:page':
    case 'ri:blog-post': {
      const title = attribute('ri:content-title');
      const space = attribute('ri:space-key') || undefined;
      const url = target.name === 'ri:page' ? names.pageUrl?.(title, space) : undefined;
      return { text: title, url };
    }
    case 'ri:attachment':
      return { text: attribute('ri:filename') };
    case 'ri:space':
      return { text: attribute('ri:space-key') };
    case 'ri:url':
      return { text: attribute('ri:value'), url: attribute('ri:value') };
    case 'ri:shortcut':
      return { text: attribute('ri:parameter') };
    default:
      return { text: attribute('ri:content-id') };
  }
}

function mention(user: Element, names: StorageNames): string {
  const id = user.attribs['ri:account-id'] ?? user.attribs['ri:userkey'];
  const name = (id && names.userName?.(id)) || user.attribs['ri:username'];
  return `@${name || 'user'}`;
}

function image(node: Element): Element {
  const target = node.children.filter(isTag).find((child) => child.name.startsWith('ri:'));
  const file = target?.attribs['ri:filename'];
  const name = node.attribs['ac:alt'] || node.attribs['ac:title'] || file;
  const caption = childrenNamed(node, 'ac:caption')[0];
  const picture = element('img', [], { alt: name ?? '', src: target?.attribs['ri:value'] ?? '' });
  return element('span', caption ? [picture, ' ', ...caption.children] : [picture]);
}

const EMOTICONS: Record<string, string> = {
  smile: '🙂',
  sad: '🙁',
  cheeky: '😛',
  laugh: '😀',
  wink: '😉',
  'thumbs-up': '👍',
  'thumbs-down': '👎',
  information: 'ℹ️',
  tick: '✅',
  cross: '❌',
  warning: '⚠️',
  plus: '➕',
  minus: '➖',
  question: '❓',
  'light-on': '💡',
  'light-off': '💡',
  'yellow-star': '⭐',
  'red-star': '⭐',
  'green-star': '⭐',
  'blue-star': '⭐',
  heart: '❤️',
  'broken-heart': '💔',
};

function emoticon(node: Element): string {
  const fallback = node.attribs['ac:emoji-fallback'];
  const short = node.attribs['ac:emoji-shortname'];
  return fallback || EMOTICONS[node.attribs['ac:name'] ?? ''] || short || '';
}
