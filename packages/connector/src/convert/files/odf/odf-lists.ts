import type { Setting } from '../../build-blocks.ts';
import { flattenBlocks } from '../../flatten-blocks.ts';
import {
  childrenNamed,
  findElement,
  isElement,
  type MarkupElement,
  type MarkupNode,
  textOf,
} from '../../markup/markup-tree.ts';
import type { Handler, Walker } from '../../markup/walk-markup.ts';
import { labelledPoint, listsOf, type Point } from '../../point-label.ts';
import { type Block, plainRun } from '../../tree.ts';
import { addPoint } from '../add-point.ts';
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
type Place = {
  style: string | undefined;
  level: number;
  above: readonly string[];
  /** Its numbers go on where those of the level left off. */
  goesOn: boolean;
};

/** Lists and headings with the numbers that they have in the whole of a document. */
export function numberedHandlers(styles: OdfStyles): [string, Handler][] {
  const lists = createListReader(styles);
  const numbers: number[] = [];
  /** A heading within a list has the number of that. */
  let listsAround = 0;
  const heading: Handler = ({ out, blocksOf }, element, setting) => {
    const { attributes, children } = element;
    const depth = Number(attributes['text:outline-level'] ?? 1) || 1;
    const runs = flattenBlocks(blocksOf(children, setting));
    const isHeader = attributes['text:is-list-header'] === 'true';
    const isCounted = listsAround === 0 && !isHeader && runs.length > 0;
    const start = attributes['text:start-value'];
    const restart =
      attributes['text:restart-numbering'] === 'true' ? Number(start ?? 1) : undefined;
    const label = isCounted
      ? headingLabel(styles, numbers, { depth, restart }) || writtenLabel(element)
      : '';
    out.addBlock(labelledHeading({ type: 'heading', depth, runs }, label));
  };
  return [
    ['text:h', heading],
    [
      'text:list',
      (walker, element, setting) => {
        const place = { style: undefined, level: 1, above: [], goesOn: false };
        listsAround += 1;
        const read = lists(walker, { element, setting, place });
        listsAround -= 1;
        for (const list of read) walker.out.addBlock(list);
      },
    ],
    ['text:numbered-paragraph', numberedParagraph(styles)],
    // What older programs show; others count.
    ['text:number', () => {}],
  ];
}

/** A number that the program that wrote the file left in it for those that do not count. */
function writtenLabel(element: MarkupElement): string {
  const label = textOf(childrenNamed(element, 'text:number')[0]).trim();
  return /[\p{L}\p{N}]/u.test(label) ? label : '';
}

type Heading = Extract<Block, { type: 'heading' }>;

const labelledHeading = (heading: Heading, label: string): Heading =>
  label === '' ? heading : { ...heading, runs: [plainRun(`${label.trim()} `), ...heading.runs] };

const DEEPEST = 10;

/** A point that is in no list, but says itself on which level of which one it is (ODF 1.3, 5.3.6). */
function numberedParagraph(styles: OdfStyles): Handler {
  const all = new Map<string, number[]>();
  return ({ out, blocksOf }, element, setting) => {
    const { attributes } = element;
    const depth = Math.min(DEEPEST, Math.max(1, Number(attributes['text:level'] ?? 1) || 1));
    const style = attributes['text:style-name'] ?? styles.listOf(styleWithin(element));
    const list = attributes['text:list-id'] ?? style ?? '';
    const numbers = all.get(list) ?? [];
    all.set(list, numbers);
    const level = styles.listLevel(style, depth);
    numbers.length = Math.min(numbers.length, depth);
    const next = (numbers[depth - 1] ?? (level?.start ?? 1) - 1) + 1;
    numbers[depth - 1] = Number(attributes['text:start-value'] ?? next);
    const above = Array.from({ length: depth - 1 }, (_, at) =>
      written(numbers[at] ?? 1, styles.listLevel(style, at + 1)?.format),
    );
    const label = level ? labelOf(level, numbers[depth - 1] ?? 1, above) : writtenLabel(element);
    const blocks = blocksOf(element.children, setting);
    const [first] = blocks;
    if (first?.type === 'heading') {
      for (const block of [labelledHeading(first, label), ...blocks.slice(1)]) out.addBlock(block);
      return;
    }
    const last = out.last();
    const around = last?.type === 'list' ? [last] : [];
    addPoint(around, { ...labelledPoint({ blocks }, label), level: depth - 1 });
    const added = around.at(-1);
    if (added && added !== last) out.addBlock(added);
  };
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
      element.attributes['text:style-name'] ?? place.style ?? styles.listOf(styleWithin(element));
    const level = styles.listLevel(style, place.level);
    const key = `${style}/${place.level}`;
    const goesOn =
      place.goesOn ||
      element.attributes['text:continue-numbering'] === 'true' ||
      element.attributes['text:continue-list'] !== undefined;
    let number = (goesOn ? last.get(key) : undefined) ?? (level?.start ?? 1) - 1;
    const points: Point[] = [];
    const found: Block[] = [];
    for (const child of element.children.filter(isElement)) {
      // Only the way to a deeper level: nothing is shown of it, and it is not counted.
      const isWay = holdsListsOnly(child);
      const isCounted = !isWay && child.name !== 'text:list-header';
      if (isCounted) number = Number(child.attributes['text:start-value'] ?? number + 1);
      const shown = isWay ? Math.max(number, level?.start ?? 1) : number;
      const above = [...place.above, written(shown, level?.format)];
      // A point begins those of the levels below anew.
      if (isCounted) forget(last, style, place.level);
      const inner = { style, level: place.level + 1, above, goesOn: goesOn && isWay };
      const blocks = betweenLists(child.children).flatMap((parts) =>
        Array.isArray(parts)
          ? walker.blocksOf(parts, setting)
          : read(walker, { element: parts, setting, place: inner }),
      );
      const label = isCounted
        ? level
          ? labelOf(level, number, place.above)
          : writtenLabel(child)
        : '';
      const [first] = blocks;
      if (first?.type === 'heading') {
        // LibreOffice numbers headings by lists, where Word did.
        found.push(...listsOf(points.splice(0)));
        found.push(isWay ? first : labelledHeading(first, label), ...blocks.slice(1));
      } else if (isWay) (points.at(-1)?.item.blocks ?? found).push(...blocks);
      else points.push(labelledPoint({ blocks }, label));
    }
    last.set(key, number);
    return [...found, ...listsOf(points)];
  };
}

function forget(last: Map<string, number>, style: string | undefined, above: number): void {
  for (let level = above + 1; level <= DEEPEST; level += 1) last.delete(`${style}/${level}`);
}

/** The first of a list, whose style may name that of the list. */
const styleWithin = (list: MarkupElement) =>
  findElement(list, ({ name }) => name === 'text:p')?.attributes['text:style-name'];

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
