import { findElement, type MarkupElement } from '../../markup/parse-markup.ts';
import { EMPHASIS, LOWERED, RAISED, STRIKE, STRONG } from '../../tree.ts';

type Style = { marks: number; parent: string; name: string; isHidden: boolean };

export type OdfStyles = {
  /** How text of a style is set. */
  marksOf: (style: string | undefined) => number;
  /** What paragraphs of a style are, where that is not running text. */
  roleOf: (style: string | undefined) => 'code' | 'quote' | 'title' | undefined;
  /** Whether texts of a style are code. */
  isCode: (style: string | undefined) => boolean;
  /** Whether a sheet of a style is not shown. */
  isHidden: (style: string | undefined) => boolean;
  /** Whether the points of a list at a level are numbered. */
  isNumbered: (list: string | undefined, level: number) => boolean;
};

const CODE_STYLES = [
  ...['preformatted text', 'source code', 'source text', 'teletype', 'code', 'verbatim char'],
  ...['html preformatted', 'html code'],
];
const QUOTE_STYLES = ['quotations', 'quote', 'block text', 'block quote', 'intense quote'];
const DEEPEST = 10;

export function readOdfStyles(roots: readonly MarkupElement[]): OdfStyles {
  const styles = new Map<string, Style>();
  const numbered = new Set<string>();
  for (const root of roots) {
    findElement(root, (element) => {
      const name = element.attributes['style:name'];
      if (name && element.name === 'style:style') styles.set(name, styleOf(element));
      if (name && element.name === 'text:list-style') noteNumbers(numbered, name, element);
      return false;
    });
  }
  const chain = (name: string | undefined) => {
    const found: Style[] = [];
    for (
      let style = styles.get(name ?? '');
      style && found.length < DEEPEST;
      style = styles.get(style.parent)
    ) {
      found.push(style);
    }
    return found;
  };
  const namesOf = (name: string | undefined) =>
    [name ?? '', ...chain(name).flatMap((style) => [style.name, style.parent])].map(plainName);
  return {
    // What a style takes from a named one (a heading’s weight) is no mark of its own.
    marksOf: (name) => styles.get(name ?? '')?.marks ?? 0,
    isCode: (name) => namesOf(name).some((one) => CODE_STYLES.includes(one)),
    roleOf: (name) => {
      const names = namesOf(name);
      const is = (list: readonly string[]) => names.some((one) => list.includes(one));
      if (is(CODE_STYLES)) return 'code';
      if (is(QUOTE_STYLES)) return 'quote';
      return is(['title']) ? 'title' : undefined;
    },
    isHidden: (name) => styles.get(name ?? '')?.isHidden ?? false,
    isNumbered: (list, level) => numbered.has(`${list}/${level}`),
  };
}

/** `Preformatted_20_Text` is “Preformatted Text”. */
function plainName(name: string): string {
  return name.replaceAll('_20_', ' ').replaceAll('_', ' ').toLowerCase();
}

function styleOf(element: MarkupElement): Style {
  let marks = 0;
  let isHidden = false;
  findElement(element, ({ attributes }) => {
    const weight = attributes['fo:font-weight'];
    if (weight === 'bold' || Number(weight) >= 600) marks |= STRONG;
    if (attributes['fo:font-style'] === 'italic') marks |= EMPHASIS;
    const line = attributes['style:text-line-through-style'];
    if (line !== undefined && line !== 'none') marks |= STRIKE;
    const position = attributes['style:text-position'] ?? '';
    if (position.startsWith('super') || Number.parseInt(position, 10) > 0) marks |= RAISED;
    if (position.startsWith('sub') || Number.parseInt(position, 10) < 0) marks |= LOWERED;
    if (attributes['table:display'] === 'false') isHidden = true;
    return false;
  });
  const { attributes } = element;
  return {
    marks,
    isHidden,
    parent: attributes['style:parent-style-name'] ?? '',
    name: attributes['style:display-name'] ?? attributes['style:name'] ?? '',
  };
}

function noteNumbers(numbered: Set<string>, name: string, element: MarkupElement): void {
  findElement(element, (level) => {
    if (level.name === 'text:list-level-style-number' && level.attributes['style:num-format']) {
      numbered.add(`${name}/${level.attributes['text:level'] ?? '1'}`);
    }
    return false;
  });
}
