import { boxOf } from '../flatten-blocks.ts';
import { isElement, type MarkupElement, textOf } from './markup-tree.ts';
import type { Handler } from './walk-markup.ts';

/** What nobody sees, or nobody should. */
const UNSEEN = new Set(['hidden', 'password', 'file', 'color', 'range']);

/** A box or a choice is shown by its state, any other field by what is written in it. */
const input: Handler = ({ out }, { attributes }, setting) => {
  const { checked, value = '', alt = '' } = attributes;
  const type = attributes.type?.toLowerCase() ?? 'text';
  if (type === 'checkbox') out.addText(boxOf(checked !== undefined), setting);
  else if (type === 'radio') out.addText(checked === undefined ? '○ ' : '◉ ', setting);
  else if (!UNSEEN.has(type)) out.addObject(type === 'image' ? alt : value, setting);
};

/** What a list to choose from shows while nobody opens it. */
const choice: Handler = ({ out }, element, setting) => {
  const options = optionsOf(element);
  const chosen = options.filter(({ attributes }) => attributes.selected !== undefined);
  const shown = chosen.length > 0 ? chosen : options.slice(0, 1);
  out.addObject(shown.map((option) => textOf(option).trim()).join(', '), setting);
};

const optionsOf = ({ children }: MarkupElement): MarkupElement[] =>
  children
    .filter(isElement)
    .flatMap((child) => (child.name === 'option' ? [child] : optionsOf(child)));

/** It stands by itself: its words are none with what stands before them. */
const button: Handler = ({ out, walk }, { children }, setting) => {
  out.addText(' ');
  walk(children, setting);
};

const textField: Handler = ({ out, walk }, { children }, setting) => {
  out.addText(' ');
  walk(children, { ...setting, keepsLines: true });
  out.addText(' ');
};

/** How far something is, as a bar: in words where the page has them for browsers without bars. */
const gauge: Handler = ({ out }, element, setting) => {
  const { value, max = '1' } = element.attributes;
  const share = Number(value) / Number(max);
  const isKnown = value !== undefined && Number.isFinite(share);
  const shown = textOf(element).trim() || (isKnown ? `${Math.round(share * 100)}%` : '');
  out.addObject(shown, setting);
};

/** Fields of forms, with what stands in them. */
export const formHandlers: [string, Handler][] = [
  ['input', input],
  ['select', choice],
  ['button', button],
  ['label', button],
  ['textarea', textField],
  ['progress', gauge],
  ['meter', gauge],
];
