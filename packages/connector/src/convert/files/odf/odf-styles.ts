import { isFixedWidthName } from '../../fixed-width-names.ts';
import { findElement, isElement, type MarkupElement } from '../../markup/markup-tree.ts';
import { EMPHASIS, LOWERED, RAISED, STRIKE, STRONG } from '../../tree.ts';
import { tellingSign } from '../telling-points.ts';

type Style = {
  marks: number;
  parent: string;
  name: string;
  isHidden: boolean;
  font: string | undefined;
  list: string | undefined;
};

export type OdfStyles = {
  /** How text of a style is set. */
  marksOf: (style: string | undefined) => number;
  /** What paragraphs of a style are, where that is not running text. */
  roleOf: (style: string | undefined) => 'code' | 'quote' | 'title' | undefined;
  /** Whether texts of a style are code. */
  isCode: (style: string | undefined) => boolean;
  /** Whether a sheet, a slide or a text of a style is not shown. */
  isHidden: (style: string | undefined) => boolean;
  /** How the points of a list are numbered; undefined for those that are not. */
  listLevel: (list: string | undefined, level: number) => LevelStyle | undefined;
  /** The list that paragraphs of a style are in by themselves. */
  listOf: (style: string | undefined) => string | undefined;
  /** How headings are numbered. */
  outlineLevel: (depth: number) => LevelStyle | undefined;
};

/** How numbers of one level are written (ODF 1.3, 19.500): `format` is `1`, `a`, `A`, `i` or `I`. */
export type LevelStyle = {
  format: string;
  prefix: string;
  suffix: string;
  start: number;
  /** Numbers that are shown, those of the levels above among them. */
  shownLevels: number;
  /** Stands instead of a number, and says something: a box, a tick. */
  sign?: string;
};

const CODE_STYLES = [
  ...['preformatted text', 'source code', 'source text', 'teletype', 'code', 'verbatim char'],
  ...['html preformatted', 'html code'],
];
const QUOTE_STYLES = ['quotations', 'quote', 'block text', 'block quote', 'intense quote'];
const DEEPEST = 10;
/** The style from which those of running text come. */
const STANDARD = 'Standard';

export function readOdfStyles(roots: readonly MarkupElement[]): OdfStyles {
  const styles = new Map<string, Style>();
  const levels = new Map<string, LevelStyle>();
  for (const root of roots) {
    findElement(root, (element) => {
      const name = element.attributes['style:name'];
      if (name && element.name === 'style:style') styles.set(name, styleOf(element));
      if (name && element.name === 'text:list-style') noteLevels(levels, name, element);
      if (element.name === 'text:outline-style') noteLevels(levels, OUTLINE, element);
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
  const hidden = new Set(
    [...styles.keys()].filter((name) => chain(name).some((style) => style.isHidden)),
  );
  /** In a font for code, which the text of the document is not in as a whole. */
  const isFixedWidth = (name: string | undefined) => {
    const font = chain(name).find((style) => style.font !== undefined)?.font;
    return isFixedWidthName(font) && !isFixedWidthName(styles.get(STANDARD)?.font);
  };
  return {
    // What a style takes from a named one (a heading’s weight) is no mark of its own.
    marksOf: (name) => styles.get(name ?? '')?.marks ?? 0,
    isCode: (name) => namesOf(name).some((one) => CODE_STYLES.includes(one)) || isFixedWidth(name),
    roleOf: (name) => {
      const names = namesOf(name);
      const is = (list: readonly string[]) => names.some((one) => list.includes(one));
      if (is(CODE_STYLES)) return 'code';
      if (is(QUOTE_STYLES)) return 'quote';
      if (is(['title'])) return 'title';
      return isFixedWidth(name) ? 'code' : undefined;
    },
    isHidden: (name) => name !== undefined && hidden.has(name),
    listLevel: (list, level) => levels.get(`${list}/${level}`),
    listOf: (name) => chain(name).find((style) => style.list !== undefined)?.list,
    outlineLevel: (depth) => levels.get(`${OUTLINE}/${depth}`),
  };
}

/** `Preformatted_20_Text` is “Preformatted Text”. */
function plainName(name: string): string {
  return name.replaceAll('_20_', ' ').replaceAll('_', ' ').toLowerCase();
}

function styleOf(element: MarkupElement): Style {
  let marks = 0;
  let isHidden = false;
  let font: string | undefined;
  findElement(element, ({ attributes }) => {
    font ??= attributes['fo:font-family'] ?? attributes['style:font-name'];
    const weight = attributes['fo:font-weight'];
    if (weight === 'bold' || Number(weight) >= 600) marks |= STRONG;
    if (attributes['fo:font-style'] === 'italic') marks |= EMPHASIS;
    const line = attributes['style:text-line-through-style'];
    if (line !== undefined && line !== 'none') marks |= STRIKE;
    const position = attributes['style:text-position'] ?? '';
    if (position.startsWith('super') || Number.parseInt(position, 10) > 0) marks |= RAISED;
    if (position.startsWith('sub') || Number.parseInt(position, 10) < 0) marks |= LOWERED;
    if (attributes['table:display'] === 'false') isHidden = true;
    if (attributes['text:display'] === 'none') isHidden = true;
    if (attributes['presentation:visibility'] === 'hidden') isHidden = true;
    return false;
  });
  const { attributes } = element;
  return {
    marks,
    isHidden,
    font,
    list: attributes['style:list-style-name'] || undefined,
    parent: attributes['style:parent-style-name'] ?? '',
    name: attributes['style:display-name'] ?? attributes['style:name'] ?? '',
  };
}

/** Stands for the one style of headings, which has no name that others could have. */
const OUTLINE = '/outline';
const NUMBERED = new Set(['text:list-level-style-number', 'text:outline-level-style']);

function noteLevels(levels: Map<string, LevelStyle>, name: string, element: MarkupElement): void {
  for (const level of element.children.filter(isElement)) {
    const { name: kind, attributes } = level;
    const format = attributes['style:num-format'];
    if (kind === 'text:list-level-style-bullet') noteSign(levels, name, level);
    if (!NUMBERED.has(kind) || !format) continue;
    levels.set(`${name}/${attributes['text:level'] ?? '1'}`, {
      format,
      prefix: attributes['style:num-prefix'] ?? '',
      suffix: attributes['style:num-suffix'] ?? '',
      start: Number(attributes['text:start-value'] ?? 1) || 1,
      shownLevels: Number(attributes['text:display-levels'] ?? 1) || 1,
    });
  }
}

function noteSign(levels: Map<string, LevelStyle>, name: string, level: MarkupElement): void {
  const properties = findElement(level, (one) => one.name === 'style:text-properties');
  const font =
    properties?.attributes['fo:font-family'] ?? properties?.attributes['style:font-name'];
  const sign = tellingSign(level.attributes['text:bullet-char'] ?? '', font);
  if (sign === '') return;
  levels.set(`${name}/${level.attributes['text:level'] ?? '1'}`, {
    ...{ format: '', prefix: '', suffix: '', start: 1, shownLevels: 1, sign },
  });
}
