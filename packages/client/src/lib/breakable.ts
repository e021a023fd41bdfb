import { createElement, Fragment, type ReactNode } from 'react';

const NAME = /(\p{Lu}+(?:_\p{Lu}+)+=?)/u;
const JOINT = /(?<=_)/;

const BREAK = createElement('wbr');

/**
 * A text in which the name of a setting, such as `CONNECTOR_WEBHOOK_SECRET`, goes to the next line as a whole, and is
 * broken behind a `_` where it has no room there either. A browser would break it before its last letter, since to it
 * this is one word. Nothing is added that a copy would have.
 */
export function breakable(text: string): ReactNode {
  // What is captured stands at the odd places.
  const parts = text.split(NAME).map((part, index) => (index % 2 === 0 ? part : nameOf(part)));
  return createElement(Fragment, undefined, ...parts);
}

function nameOf(name: string): ReactNode {
  const [first, ...others] = name.split(JOINT);
  const parts = others.flatMap((part) => [BREAK, part]);
  return createElement('span', { className: 'inline-block max-w-full' }, first, ...parts);
}
