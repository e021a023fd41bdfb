import { findElement, type MarkupElement } from '../../markup/parse-markup.ts';
import { EMPHASIS, LOWERED, RAISED, STRIKE, STRONG } from '../../tree.ts';

type Style = { marks: number; parent: string; name: string; isHidden: boolean };

export type OdfStyles = {
  /** How text of a style is set. */
  marksOf: (style: string | undefined) => number;
  /** Whether paragraphs of a style are code. */
  isCode: (style: string | undefined) => boolean;
  /** Whether a sheet of a style is not shown. */
  isHidden: (style: string | undefined) => boolean;
  /** Whether the points of a list at a level are numbered. */
  isNumbered: (list: string | undefined, level: number) => boolean;
};

const CODE_STYLES = ['preformatted text', 'source code', 'source text', 'teletype', 'code'];
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
  return {
    // What a style takes from a named one (a heading’s weight) is no mark of its own.
    marksOf: (name) => styles.get(name ?? '')?.marks ?? 0,
    isCode: (name) =>
      [name ?? '', ...chain(name).flatMap((style) => [style.name, style.parent])].some((one) =>
        CODE_STYLES.includes(plainName(one)),
      ),
    isHidden: (name) => styles.get(name ?? '')?.isHidden ?? false,
    isNumbered: (list, level) => numbered.has(`${list}/${level}`),
  };
}

/** `Preformatted_20_Text` is “Preformatted Text”. */
function plainName(name: string): string {
  return name.replaceAll('_20_', ' ').toLowerCase();
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
