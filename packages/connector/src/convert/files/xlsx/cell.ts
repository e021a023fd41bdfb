import type { CellText } from './read-strings.ts';

/** A cell as the file has it. */
export type Cell = {
  /** From 0. */
  column: number;
  /** The same among the columns that are shown. */
  place: number;
  row: string;
  /** `s` shared text, `b` boolean, `e` error, `d` date, `str` and `inlineStr` text, else a number. */
  type: string;
  style: number;
  value: string;
  inline: CellText;
  formula: string | undefined;
  /** The number of what is shown in its place. */
  rich: string | undefined;
};
