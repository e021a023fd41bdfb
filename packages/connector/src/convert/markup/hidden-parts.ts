import { holdsFormula } from './drawn-formulas.ts';
import { isNotDisplayed } from './inline-style.ts';
import { findElement, isElement, type MarkupElement, textOf } from './markup-tree.ts';

/** Signs that say something by themselves (✓, ★, →), which pages hide from those who have pages read to them. */
const TELLING_SIGNS = /^(?:[\p{So}→←↔⇒]\ufe0f?|\s){1,20}$/u;

/** `until-found` is there for whoever looks for it. */
export function isHidden(element: MarkupElement): boolean {
  const { attributes } = element;
  const { hidden, style } = attributes;
  const isUnseen =
    (attributes['aria-hidden'] === 'true' && !TELLING_SIGNS.test(textOf(element))) ||
    (hidden !== undefined && hidden.toLowerCase() !== 'until-found') ||
    (style !== undefined && isNotDisplayed(style));
  return isUnseen && !holdsFormula(element) && !isDrawn(element);
}

/** A formula that is there only as it is drawn: KaTeX, where it is told to write no other. */
function isDrawn({ attributes }: MarkupElement): boolean {
  return attributes.class === 'katex-html';
}

/** How programs call what a click opens, and what holds no text. */
const OPENED = /accordion|toggle|collaps|faq|spoiler|expand|answer/i;
const OF_FRAME = /nav|menu|dropdown|search|modal|cookie|header|sidebar|mobile|filter|cart/i;
const LONGEST_CLASS = 500;

/** What is opened by something beside it and still is no part of the text. */
const NOT_TEXT = new Set(['dialog', 'alertdialog', 'menu', 'listbox', 'tooltip', 'navigation']);

/**
 * Tells parts that are hidden only until somebody opens them: tabs, answers to questions. They say so
 * themselves, or a button says which part it opens.
 */
export function openableParts(root: MarkupElement): (element: MarkupElement) => boolean {
  let opened: Set<string> | undefined;
  return ({ attributes }) => {
    const { role = '', id } = attributes;
    if (role === 'tabpanel') return true;
    // MadCap Flare names what its links open.
    if (attributes['data-mc-target-name'] !== undefined) return true;
    if (role === 'region' && attributes['aria-labelledby'] !== undefined) return true;
    const name = (attributes.class ?? '').slice(0, LONGEST_CLASS);
    if (OPENED.test(name) && !OF_FRAME.test(name) && !NOT_TEXT.has(role)) return true;
    if (id === undefined || NOT_TEXT.has(role)) return false;
    opened ??= openedIn(root);
    return opened.has(id);
  };
}

function openedIn(root: MarkupElement): Set<string> {
  const opened = new Set<string>();
  findElement(root, (element) => {
    const { attributes } = element;
    const controls = attributes['aria-controls'];
    const opens = attributes['aria-expanded'] !== undefined || attributes.role === 'tab';
    if (controls && opens && !attributes['aria-haspopup'] && isOfText(element)) {
      for (const id of controls.slice(0, LONGEST_IDS).split(/\s+/)) opened.add(id);
    }
    return false;
  });
  return opened;
}

const LONGEST_IDS = 500;

/** A button with words leads to a part of the text; one that is only drawn opens a menu. */
function isOfText(element: MarkupElement): boolean {
  return element.children.some((child) =>
    isElement(child) ? isOfText(child) : /\p{L}{2}/u.test(child),
  );
}
