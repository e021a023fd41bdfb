import type { MarkupElement } from '../../markup/markup-tree.ts';
import { plainRun, type Run } from '../../tree.ts';

const VALUES = ['string-value', 'date-value', 'time-value', 'boolean-value', 'value'].map(
  (name) => `office:${name}`,
);
const DURATION = /^PT(\d{1,6})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S$/;

/** Some programs write what a cell holds, and leave it to others how that is shown. */
export function valueRuns({ attributes }: MarkupElement): Run[] {
  const value = VALUES.map((name) => attributes[name]).find(
    (one) => one !== undefined && one !== '',
  );
  if (value === undefined) return [];
  const number = Number(value);
  switch (attributes['office:value-type']) {
    case 'percentage':
      return [plainRun(`${Number((number * 100).toPrecision(12))}%`)];
    case 'currency':
      return [plainRun([value, attributes['office:currency'] ?? ''].join(' ').trim())];
    case 'boolean':
      return [plainRun(value.toUpperCase())];
    default: {
      const [, hours, minutes, seconds] = DURATION.exec(value) ?? [];
      return [plainRun(hours === undefined ? value : `${hours}:${minutes}:${seconds}`)];
    }
  }
}
