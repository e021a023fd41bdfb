import type { Setting } from '../build-blocks.ts';
import { EMPHASIS } from '../tree.ts';
import { emoticon } from './emoticons.ts';
import { fileNameOf } from './html-objects.ts';
import {
  childrenNamed,
  findElement,
  isElement,
  type MarkupElement,
  type MarkupNode,
  textOf,
} from './markup-tree.ts';
import type { Handler, Walker } from './walk-markup.ts';

/** What the storage format leaves out and the driver may know. */
export type StorageNames = {
  /** Display name of an account id or user key. */
  personName: (id: string) => string | undefined;
  pageUrl: (page: NamedPage) => string | undefined;
  spaceUrl: (spaceKey: string) => string | undefined;
  /** Address of whatever has this id. */
  contentUrl: (id: string) => string | undefined;
  /** Address of a file of this page. */
  fileUrl: (fileName: string) => string | undefined;
};

/** A page by its title, in the same space where no other is named; a post by its day as well. */
export type NamedPage = { title: string; space?: string | undefined; day?: string | undefined };

/** Links, mentions, pictures, emoticons and dates of the storage format. */
export function linkHandlers(names: StorageNames): [string, Handler][] {
  return [
    ['ac:link', (walker, link, setting) => putLink(walker, { link, setting, names })],
    ['ac:image', putImage],
    ['ri:user', ({ out }, user, setting) => out.addText(mention(user, '', names), setting)],
    ['ac:emoticon', ({ out }, node, setting) => out.addText(emoticon(node), setting)],
    // The sign of another program: only its name is left.
    ['ac:hipchat-emoticon', ({ out }, node, setting) => out.addText(shortcutOf(node), setting)],
    ['time', ({ out }, node, setting) => out.addText(timeOf(node), setting)],
    ...['ri:page', 'ri:blog-post', 'ri:attachment', 'ri:url', 'ri:space', 'ri:shortcut'].map(
      (name): [string, Handler] => [
        name,
        ({ out, resolve }, target, setting) => {
          const { text, url } = targetOf(target, names);
          out.addText(text, linked(setting, resolve(url)));
        },
      ],
    ),
  ];
}

function shortcutOf({ attributes }: MarkupElement): string {
  const shortcut = attributes['ac:shortcut'] ?? '';
  return shortcut && `(${shortcut})`;
}

function linked(setting: Setting, url: string | undefined): Setting {
  return url === undefined ? setting : { ...setting, url };
}

function putLink(
  { out, walk, resolve }: Walker,
  { link, setting, names }: { link: MarkupElement; setting: Setting; names: StorageNames },
): void {
  const body = bodyOf(link);
  const label = body
    .map((node) => textOf(node))
    .join('')
    .trim();
  const target = link.children.filter(isElement).find(({ name }) => name.startsWith('ri:'));
  if (target?.name === 'ri:user') {
    // Somebody typed what is to be shown for the person.
    const own = textOf(childrenNamed(link, 'ac:plain-text-link-body')[0]).trim();
    out.addText(own || mention(target, label, names), setting);
    return;
  }
  const { text, url } = target ? targetOf(target, names) : { text: '', url: undefined };
  const anchor = link.attributes['ac:anchor'] ?? '';
  const inner = linked(setting, resolve(url));
  const hasBody = body.some((node) => isElement(node) || node.trim() !== '');
  if (hasBody) walk(body, inner);
  else out.addText(text || anchor, inner);
}

function bodyOf(link: MarkupElement): MarkupNode[] {
  return ['ac:link-body', 'ac:plain-text-link-body']
    .flatMap((name) => childrenNamed(link, name))
    .flatMap(({ children }) => children);
}

/** What a `ri:` element stands for, as text and as an address. */
export function targetOf(
  target: MarkupElement,
  names: StorageNames,
): { text: string; url?: string | undefined } {
  const attribute = (name: string) => target.attributes[name] ?? '';
  switch (target.name) {
    case 'ri:page':
    case 'ri:blog-post': {
      const title = attribute('ri:content-title');
      const space = attribute('ri:space-key') || undefined;
      const day = attribute('ri:posting-day') || undefined;
      const isKnown = title !== '' && (target.name === 'ri:page' || day !== undefined);
      return { text: title, url: isKnown ? names.pageUrl({ title, space, day }) : undefined };
    }
    case 'ri:attachment': {
      const text = attribute('ri:filename');
      const owner = childrenNamed(target, 'ri:page')[0];
      // A file of another page has an address that only the server knows; the page has one.
      return { text, url: owner ? targetOf(owner, names).url : names.fileUrl(text) };
    }
    case 'ri:space': {
      const key = attribute('ri:space-key');
      return { text: key, url: key ? names.spaceUrl(key) : undefined };
    }
    case 'ri:url':
      return { text: attribute('ri:value'), url: attribute('ri:value') };
    case 'ri:shortcut':
      return { text: attribute('ri:parameter') };
    default: {
      const id = attribute('ri:content-id');
      return { text: id, url: id ? names.contentUrl(id) : undefined };
    }
  }
}

/** @param label what the page shows for the person, where it says so */
export function mention(user: MarkupElement, label: string, names: StorageNames): string {
  const id = user.attributes['ri:account-id'] ?? user.attributes['ri:userkey'];
  const name = (id && names.personName(id)) || label || user.attributes['ri:username'] || 'user';
  return name.startsWith('@') ? name : `@${name}`;
}

function putImage({ out, walk, resolve }: Walker, node: MarkupElement, setting: Setting): void {
  const target = node.children.filter(isElement).find(({ name }) => name.startsWith('ri:'));
  const { attributes } = node;
  const shown = target?.attributes['ri:filename'] ?? fileNameOf(target?.attributes['ri:value']);
  const name = attributes['ac:alt'] || attributes['ac:title'] || shown;
  // A link on a picture stands in the picture itself in newer editors.
  const { marks, ...set } = linked(setting, resolve(attributes['ac:href']));
  if (name) out.addObject(`Image: ${name}`, { ...set, marks: marks | EMPHASIS });
  const caption = childrenNamed(node, 'ac:caption')[0];
  if (!caption) return;
  out.addText(' ');
  walk(caption.children, setting);
}

function timeOf(node: MarkupElement): string {
  return textOf(node).trim() || node.attributes.datetime || '';
}

/** The first target somewhere below, for macros that name a page or a file in a parameter. */
export function targetBelow(element: MarkupElement): MarkupElement | undefined {
  return findElement(element, ({ name }) => name.startsWith('ri:'));
}
