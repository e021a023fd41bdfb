import { isFixedWidthName } from '../fixed-width-names.ts';
import type { NumberStyle } from '../number-label.ts';
import { EMPHASIS, LOWERED, RAISED, STRIKE, STRONG } from '../tree.ts';

const LONGEST_STYLE = 1_000;

/** What a `style` attribute says of the text, as far as Markdown can say it too. */
export function marksOfStyle(style: string): number {
  return rulesOf(style).reduce((marks, [name, value]) => marks | marksOfRule(name, value), 0);
}

/** Marks of an element or around it that its `style` takes away: editors that paste write such. */
export function clearedByStyle(style: string): number {
  return rulesOf(style).reduce((marks, [name, value]) => marks | clearedByRule(name, value), 0);
}

function clearedByRule(name: string, value: string): number {
  switch (name) {
    case 'font-weight':
      return value === 'normal' || (Number(value) > 0 && Number(value) < 600) ? STRONG : 0;
    case 'font-style':
      return value === 'normal' ? EMPHASIS : 0;
    case 'vertical-align':
      return value === 'baseline' ? RAISED | LOWERED : 0;
    default:
      return 0;
  }
}

/** Whether line breaks in the markup are line breaks for whoever reads. */
export function keepsLines(style: string): boolean {
  return rulesOf(style).some(
    ([name, value]) => name === 'white-space' && /^(pre|break-spaces)/.test(value),
  );
}

/** Whether a style makes code of a block: editors write such where code is pasted into them. */
export function isOfCode(style: string): boolean {
  return keepsLines(style) && isFixedWidth(style);
}

/** Whether a style sets text in a font for code. */
export function isFixedWidth(style: string): boolean {
  return rulesOf(style).some(
    ([name, value]) => name === 'font-family' && isFixedWidthName(value.split(',', 1)[0]),
  );
}

const NUMBERS: readonly [pattern: RegExp, style: NumberStyle][] = [
  [/\blower-(?:alpha|latin)\b/, 'lower-letter'],
  [/\bupper-(?:alpha|latin)\b/, 'upper-letter'],
  [/\blower-roman\b/, 'lower-roman'],
  [/\bupper-roman\b/, 'upper-roman'],
  [/\bdecimal\b/, 'decimal'],
];

/** How a list counts its points; undefined where the style says nothing of it that is known. */
export function numberStyleOf(style: string): NumberStyle | undefined {
  const [, value = ''] =
    rulesOf(style).findLast(([name]) => name === 'list-style-type' || name === 'list-style') ?? [];
  return NUMBERS.find(([pattern]) => pattern.test(value))?.[1];
}

/** Whether browsers leave out what is styled so. */
export function isNotDisplayed(style: string): boolean {
  return rulesOf(style).some(([name, value]) => name === 'display' && /^none\b/.test(value));
}

function rulesOf(style: string): [name: string, value: string][] {
  const rules = style.slice(0, LONGEST_STYLE).toLowerCase().split(';');
  return rules.map((rule) => {
    const [name = '', value = ''] = rule.split(':', 2).map((part) => part.trim());
    return [name, value];
  });
}

function marksOfRule(name: string, value: string): number {
  switch (name) {
    case 'text-decoration':
    case 'text-decoration-line':
      return value.includes('line-through') ? STRIKE : 0;
    case 'font-weight':
      return value === 'bold' || value === 'bolder' || Number(value) >= 600 ? STRONG : 0;
    case 'font-style':
      return value === 'italic' || value === 'oblique' ? EMPHASIS : 0;
    case 'vertical-align':
      return value === 'super' ? RAISED : value === 'sub' ? LOWERED : 0;
    default:
      return 0;
  }
}
