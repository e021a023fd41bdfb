import type { Setting } from '../../build-blocks.ts';
import { flattenBlocks } from '../../flatten-blocks.ts';
import {
  findElement,
  isElement,
  type MarkupElement,
  type MarkupNode,
} from '../../markup/markup-tree.ts';
import type { Handler, Walker } from '../../markup/walk-markup.ts';
import { labelledPoint, listsOf, type Point } from '../../point-label.ts';
import { type Block, plainRun } from '../../tree.ts';
import { writtenNumber } from '../written-numbers.ts';
import type { LevelStyle, OdfStyles } from './odf-styles.ts';

/** How LibreOffice names the formats of Word (ECMA-376, 17.18.59). */
const FORMATS: Record<string, string> = {
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
  '1st': 'ordinal',
  '01, 02, 03, ...': 'decimalZero',
  '一, 二, 三, ...': 'chineseCounting',
  '甲, 乙, 丙, ...': 'ideographTraditional',
  '①, ②, ③, ...': 'decimalEnclosedCircle',
  '가, 나, 다, ...': 'ganada',
  'а, б, .., аа, аб, ... (ru)': 'russianLower',
  'А, Б, .., Аа, Аб, ... (ru)': 'russianUpper',
};
const written = (number: number, format = '') => writtenNumber(number, FORMATS[format] ?? '');

/** Where a list stands: how it is styled, and the numbers of the points above it. */
type Place = { style: string | undefined; level: number; above: readonly string[] };

/** Lists and headings with the numbers that they have in the whole of a document. */
export function numberedHandlers(styles: OdfStyles): [string, Handler][] {
  const lists = createListReader(styles);
  const numbers: number[] = [];
  const heading: Handler = ({ out, blocksOf }, { attributes, children }, setting) => {
    const depth = Number(attributes['text:outline-level'] ?? 1) || 1;
    const runs = flattenBlocks(blocksOf(children, setting));
    const isCounted = attributes['text:is-list-header'] !== 'true' && runs.length > 0;
    const start = attributes['text:start-value'];
    const restart =
      attributes['text:restart-numbering'] === 'true' ? Number(start ?? 1) : undefined;
    const label = isCounted ? headingLabel(styles, numbers, { depth, restart }) : '';
    out.addBlock({
      type: 'heading',
      depth,
      runs: label === '' ? runs : [plainRun(`${label} `), ...runs],
    });
  };
  return [
    ['text:h', heading],
    [
      'text:list',
      (walker, element, setting) => {
        const place = { style: undefined, level: 1, above: [] };
        for (const list of lists(walker, { element, setting, place })) walker.out.addBlock(list);
      },
    ],
  ];
}

function headingLabel(
  styles: OdfStyles,
  numbers: number[],
  { depth, restart }: { depth: number; restart: number | undefined },
): string {
  const style = styles.outlineLevel(depth);
  numbers.length = Math.min(numbers.length, depth);
  numbers[depth - 1] = restart ?? (numbers[depth - 1] ?? (style?.start ?? 1) - 1) + 1;
  if (!style) return '';
  const above = Array.from({ length: depth - 1 }, (_, at) => String(numbers[at] ?? 1));
  return labelOf(style, numbers[depth - 1] ?? 1, above);
}

type Asked = { element: MarkupElement; setting: Setting; place: Place };

function createListReader(styles: OdfStyles) {
  /** The last number of each list style and level, for lists that go on with it. */
  const last = new Map<string, number>();
  return function read(walker: Walker, { element, setting, place }: Asked): Block[] {
    const style =
      element.attributes['text:style-name'] ??
      place.style ??
      styles.listOf(paragraphIn(element)?.attributes['text:style-name']);
    const level = styles.listLevel(style, place.level);
    const key = `${style}/${place.level}`;
    const goesOn =
      element.attributes['text:continue-numbering'] === 'true' ||
      element.attributes['text:continue-list'] !== undefined;
    let number = (goesOn ? last.get(key) : undefined) ?? (level?.start ?? 1) - 1;
    const points: Point[] = [];
    const before: Block[] = [];
    for (const child of element.children.filter(isElement)) {
      // Only the way to a deeper level: nothing is shown of it, and it is not counted.
      const isWay = holdsListsOnly(child);
      const isCounted = !isWay && child.name !== 'text:list-header';
      if (isCounted) number = Number(child.attributes['text:start-value'] ?? number + 1);
      const shown = isWay ? Math.max(number, level?.start ?? 1) : number;
      const above = [...place.above, written(shown, level?.format)];
      const inner = { style, level: place.level + 1, above };
      const blocks = betweenLists(child.children).flatMap((parts) =>
        Array.isArray(parts)
          ? walker.blocksOf(parts, setting)
          : read(walker, { element: parts, setting, place: inner }),
      );
      const label = level && isCounted ? labelOf(level, number, place.above) : '';
      if (isWay) (points.at(-1)?.item.blocks ?? before).push(...blocks);
      else points.push(labelledPoint({ blocks }, label));
    }
    last.set(key, number);
    return [...before, ...listsOf(points)];
  };
}

/** The first of a list, whose style may name that of the list. */
const paragraphIn = (list: MarkupElement) => findElement(list, ({ name }) => name === 'text:p');

function holdsListsOnly({ children }: MarkupElement): boolean {
  const shown = children.filter((child) => isElement(child) || child.trim() !== '');
  return shown.length > 0 && shown.every((child) => isElement(child) && child.name === 'text:list');
}

/** The lists within a point, and what stands between them together: lines of code are one block. */
function betweenLists(nodes: readonly MarkupNode[]): (MarkupElement | MarkupNode[])[] {
  const parts: (MarkupElement | MarkupNode[])[] = [];
  for (const node of nodes) {
    const last = parts.at(-1);
    if (isElement(node) && node.name === 'text:list') parts.push(node);
    else if (Array.isArray(last)) last.push(node);
    else parts.push([node]);
  }
  return parts;
}

function labelOf(level: LevelStyle, number: number, above: readonly string[]): string {
  if (level.sign !== undefined) return level.sign;
  const own = written(number, level.format);
  const shown = [...above, own].slice(-level.shownLevels);
  return `${level.prefix}${shown.join('.')}${level.suffix}`;
}
