import { writtenNumber } from '../written-numbers.ts';
import type { Counted, TellingPoint } from './read-points.ts';

type CountedLine = { level: number; point: 'mark' | TellingPoint | Counted | undefined };

/** Word’s formats for those of PowerPoint, by how their names begin (ECMA-376, 20.1.10.61 and 17.18.59). */
const FORMATS: readonly [start: string, format: string][] = [
  ['alphaLc', 'lowerLetter'],
  ['alphaUc', 'upperLetter'],
  ['romanLc', 'lowerRoman'],
  ['romanUc', 'upperRoman'],
  ['arabicDb', 'decimalFullWidth'],
  ['arabic1', 'arabicAlpha'],
  ['arabic2', 'arabicAbjad'],
  ['circleNum', 'decimalEnclosedCircle'],
  ['ea1JpnChsDb', 'decimalFullWidth'],
  ['ea1', 'chineseCounting'],
  ['hebrew2', 'hebrew2'],
  ['hindiNum', 'hindiNumbers'],
  ['thaiAlpha', 'thaiLetters'],
  ['thaiNum', 'thaiNumbers'],
];

/** Labels of lines in their order: points go on while they are counted alike on their level. */
export function createPointCounter(): (line: CountedLine) => string {
  const open: (Counted & { count: number })[] = [];
  return ({ level, point }) => {
    open.length = Math.min(open.length, level + 1);
    if (point === undefined || point === 'mark' || 'sign' in point) {
      open.length = Math.min(open.length, level);
      return typeof point === 'object' ? point.sign : '';
    }
    const last = open[level];
    const isNext = last?.type === point.type && last.start === point.start;
    const count = isNext ? last.count + 1 : point.start;
    open[level] = { ...point, count };
    return labelOf(point.type, count);
  };
}

function labelOf(type: string, count: number): string {
  const format = FORMATS.find(([start]) => type.startsWith(start))?.[1] ?? '';
  const number = writtenNumber(count, format);
  if (type.endsWith('ParenBoth')) return `(${number})`;
  if (type.endsWith('Plain')) return number;
  if (type.endsWith('Minus')) return `${number}-`;
  return type.endsWith('ParenR') ? `${number})` : `${number}.`;
}
