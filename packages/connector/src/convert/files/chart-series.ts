import { createShowValues } from './xlsx/show-value.ts';

/** One row of bars, one line, one pie; `notes` are sizes of bubbles and texts beside points. */
export type Series = { name: string; categories: string[]; values: string[]; notes: string[] };
export type Chart = { titles: string[]; series: Series[] };

export const MOST_POINTS = 2_000;
/** A value in a format of Excel; as it is, where there is none. */
export function shownPoint(value: string, format: string, is1904 = false): string {
  return format === '' ? value : createShowValues([{ format, marks: 0 }], is1904).number(value, 0);
}
