import { EMPHASIS, RAISED } from '../tree.ts';
import {
  childrenNamed,
  findElement,
  isElement,
  type MarkupElement,
  textOf,
} from './markup-tree.ts';
import { parseMarkup } from './parse-markup.ts';
import type { Handler } from './walk-markup.ts';

const LONGEST_NAME = 300;

/**
 * What pages show behind a heading to whoever points at it: its own address. Behind a note, arrows
 * lead back to its place in the text. A sign without a width is there for a style to draw it.
 */
const OWN_ADDRESS = /^(?:[#¶§^\u200b\u{1f517}]\ufe0f?|[↩↑⏎⤴][\ufe0e\ufe0f]?\d{0,2})$/u;

/** What shows something without any text in it. */
const SHOWN = new Set(
  'a img input select time iframe object embed video audio math area progress meter'.split(' '),
);

export const linkHandler: Handler = ({ out, walk, resolve }, element, setting) => {
  const { attributes, children } = element;
  const text = textOf(element).trim();
  const isNumber = /^\d{1,4}$/.test(text);
  if (attributes.role === 'doc-backlink' && !isNumber) return;
  if (attributes.href?.includes('#') && OWN_ADDRESS.test(text)) return;
  const url = resolve(attributes.href);
  // A link that is only a drawn sign has its name for those who do not see it.
  const name = attributes['aria-label']?.trim() || attributes.title?.trim();
  if (url && name && isOnlyDrawn(element)) {
    out.addObject(cut(name), { ...setting, url });
    return;
  }
  const isNote = attributes.role === 'doc-noteref' || attributes['epub:type'] === 'noteref';
  const set = isNote ? { ...setting, marks: setting.marks | RAISED } : setting;
  walk(children, url === undefined ? set : { ...set, url });
};

function isOnlyDrawn(element: MarkupElement): boolean {
  const isSomething = ({ name }: MarkupElement) => SHOWN.has(name) || name.includes(':');
  return textOf(element).trim() === '' && findElement(element, isSomething) === undefined;
}

/** Signs that people write, which programs put in as small pictures. */
const EMOJI = /^(?:\p{RGI_Emoji}{1,8}|:[\w+\-]{1,40}:)$/v;

/** What serves files of any kind: its name is none of theirs. */
/** Where pages keep the address of a picture that comes later, or of its sizes. */
const LATER = ['data-src', 'data-original', 'data-lazy-src', 'srcset', 'data-srcset'];

function fileOf(attributes: MarkupElement['attributes']): string {
  for (const name of ['src', ...LATER]) {
    const [first] = (attributes[name] ?? '').slice(0, 4_000).trim().split(/\s/, 1);
    const file = fileNameOf(name === 'src' ? attributes.src : first);
    if (file) return file;
  }
  return '';
}

const PROGRAM = /\.(?:do|aspx|ashx|php|jsp|cgi)$/i;

/** A picture is its name: what it shows is not text. Some pages load it only when it is looked at. */
export const imageHandler: Handler = ({ out }, { attributes }, setting) => {
  const { alt = '' } = attributes;
  if (EMOJI.test(alt.trim())) {
    out.addText(alt.trim(), setting);
    return;
  }
  const file = fileOf(attributes);
  const name = alt.trim() || (PROGRAM.test(file) ? '' : file);
  if (name === '' && file === '') return;
  const shown = name === '' ? 'Image' : `Image: ${cut(name)}`;
  out.addObject(shown, { ...setting, marks: setting.marks | EMPHASIS });
};

/**
 * A film, a frame: something that is shown here from elsewhere. What stands within is for browsers
 * that cannot show it, so that it counts where nothing can be shown.
 */
export const embeddedHandler: Handler = ({ out, walk, resolve }, element, setting) => {
  const { attributes, children } = element;
  if (attributes.srcdoc) {
    walk(parseMarkup(attributes.srcdoc).children, setting);
    return;
  }
  const source = childrenNamed(element, 'source')[0]?.attributes.src;
  const url = resolve(attributes.src ?? attributes.data ?? source);
  const within = textOf(element).trim().length;
  const isShown = url !== undefined && (element.name !== 'object' || within === 0);
  if (isShown) {
    const name = attributes.title?.trim() || attributes['aria-label']?.trim();
    const file = fileNameOf(url) ?? '';
    out.addObject(cut(name || (PROGRAM.test(file) ? url : file || url)), { ...setting, url });
  }
  // So much is no word about browsers: it was never closed.
  if (!isShown || within > LONGEST_NAME) walk(children, setting);
};

/** A part of a picture that leads somewhere; its words are in no other place. */
export const areaHandler: Handler = ({ out, resolve }, { attributes }, setting) => {
  const url = resolve(attributes.href);
  const name = attributes.alt?.trim() || attributes.title?.trim() || '';
  out.addObject(cut(name), url === undefined ? setting : { ...setting, url });
};

/** A drawing in the page itself: the words in it, or else what it is called. */
export const drawingHandler: Handler = ({ out }, element, setting) => {
  const words = wordsIn(element, DRAWN).join(' ');
  const name = element.attributes['aria-label'] ?? wordsIn(element, ['title']).join(' ');
  const shown = words || (name.trim() && `Image: ${cut(name.trim())}`);
  out.addObject(shown, words ? setting : { ...setting, marks: setting.marks | EMPHASIS });
};

const DRAWN = ['text', 'foreignobject'];

function wordsIn(element: MarkupElement, names: readonly string[]): string[] {
  return element.children.filter(isElement).flatMap((child) => {
    if (!names.includes(child.name)) return wordsIn(child, names);
    const words = textOf(child, ' ').replace(/\s+/g, ' ').trim();
    return words === '' ? [] : [words];
  });
}

function cut(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}

/** The last part of an address, as people name a file. */
export function fileNameOf(address: string | undefined): string | undefined {
  if (!address || address.startsWith('data:')) return undefined;
  // A picture of a mail is named with the place that it was made at.
  const path = address.slice(0, 4_000).replace(/^cid:([^@]*).*/is, '$1');
  const last = path.split(/[?#]/, 1)[0]?.split('/').at(-1);
  try {
    return last ? decodeURIComponent(last) : undefined;
  } catch {
    return last;
  }
}
