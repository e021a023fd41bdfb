import { type NumberStyle, numberLabel } from '../../number-label.ts';
import type { Counted, TellingPoint } from './read-points.ts';

type CountedLine = { level: number; point: 'mark' | TellingPoint | Counted | undefined };

const STYLES: readonly [start: string, NumberStyle][] = [
  ['alphaLc', 'lower-letter'],
  ['alphaUc', 'upper-letter'],
  ['romanLc', 'lower-roman'],
  ['romanUc', 'upper-roman'],
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
  const number = numberLabel(
    count,
    STYLES.find(([start]) => type.startsWith(start))?.[1] ?? 'decimal',
  );
  if (type.endsWith('ParenBoth')) return `(${number})`;
  return type.endsWith('ParenR') ? `${number})` : `${number}.`;
}
