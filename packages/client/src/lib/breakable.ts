import { createElement, Fragment, type ReactNode } from 'react';

/** Behind `_` and `=` of `SEALED_CREDENTIALS=optional`, and in no other word. */
const JOINT = /(?<=\p{Lu}(?:_|=))(?=\p{L})/u;

const BREAK = createElement('wbr');

/**
 * A text in which the name of a setting may go on in the next line at its joints. A browser sees one word in it, which
 * on a phone it would break before the last letter. Nothing is added that a copy would have.
 */
export function breakable(text: string): ReactNode {
  const [first, ...others] = text.split(JOINT);
  const parts = others.flatMap((part) => [BREAK, part]);
  return createElement(Fragment, undefined, first, ...parts);
}
