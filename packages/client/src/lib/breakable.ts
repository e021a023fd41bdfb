import { createElement, Fragment, type ReactNode } from 'react';

const SETTING = String.raw`\p{Lu}+(?:_\p{Lu}+)+(?:=\w*)?`;
const TIME_ZONE = String.raw`\p{Lu}[\w-]*(?:/\p{Lu}[\w-]*)+`;
const ADDRESS = String.raw`[^\s@]+@[^\s@]+`;
/** The signs around it, which no browser keeps beside a block; a text that is read from right to left isolates it. */
const BEFORE = String.raw`[(\u2068]*`;
const BEHIND = String.raw`[).,;:\u2069]*`;
const NAME = new RegExp(`(${BEFORE}(?:${SETTING}|${TIME_ZONE}|${ADDRESS})${BEHIND})`, 'u');
const AROUND = new RegExp(`^(${BEFORE})(.*?)(${BEHIND})$`, 'u');
const JOINT = /(?<=[_/@=])|(?=\.)/;

const BREAK = createElement('wbr');

/**
 * A text in which a setting, such as `CONNECTOR_WEBHOOK_SECRET` or one with its value, a time zone or an e-mail address
 * goes to the next line as a whole, and is broken at its joints where it has no room there either. A browser would
 * break it before its last letter, since to it this is one word. Nothing is added that a copy would have.
 */
export function breakable(text: string): ReactNode {
  // What is captured stands at the odd places.
  const parts = text.split(NAME).map((part, index) => (index % 2 === 0 ? part : nameOf(part)));
  return createElement(Fragment, undefined, ...parts);
}

function nameOf(text: string): ReactNode {
  const [, before = '', name = text, behind = ''] = AROUND.exec(text) ?? [];
  const [first, ...others] = name.split(JOINT);
  const parts = others.flatMap((part) => [BREAK, part]);
  // By itself for its direction: in Arabic, the joint at the end of a line would stand at its beginning.
  const apart = createElement('bdi', undefined, first, ...parts);
  return createElement('span', { className: 'inline-block max-w-full' }, before, apart, behind);
}
