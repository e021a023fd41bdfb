import { EMPHASIS } from '../tree.ts';
import type { Handler } from './walk-markup.ts';

const LONGEST_NAME = 300;

export const linkHandler: Handler = ({ walk, resolve }, { attributes, children }, setting) => {
  const url = resolve(attributes.href);
  walk(children, url === undefined ? setting : { ...setting, url });
};

/** A picture is its name: what it shows is not text. */
export const imageHandler: Handler = ({ out }, { attributes }, setting) => {
  const name = attributes.alt?.trim() || fileNameOf(attributes.src);
  if (name) out.addObject(`Image: ${cut(name)}`, { ...setting, marks: setting.marks | EMPHASIS });
};

/** A film, a frame: something that is shown here from elsewhere. */
export const embeddedHandler: Handler = ({ out, walk, resolve }, element, setting) => {
  const { attributes } = element;
  const url = resolve(attributes.src ?? attributes.data);
  if (element.children.length > 0) walk(element.children, setting);
  else if (url) {
    out.addObject(cut(attributes.title?.trim() || fileNameOf(url) || url), { ...setting, url });
  }
};

function cut(name: string): string {
  return name.length > LONGEST_NAME ? `${name.slice(0, LONGEST_NAME)}…` : name;
}

/** The last part of an address, as people name a file. */
export function fileNameOf(address: string | undefined): string | undefined {
  if (!address || address.startsWith('data:')) return undefined;
  const last = address.slice(0, 4_000).split(/[?#]/, 1)[0]?.split('/').at(-1);
  try {
    return last ? decodeURIComponent(last) : undefined;
  } catch {
    return last;
  }
}
