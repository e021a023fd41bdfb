import type { Cell } from './tagged-texts.ts';

/** A text in one setting. */
export type Piece = { text: string; marks: number; url: string | undefined };

/** A piece of text where it stands on the page; `y` grows downwards, everything in points. */
export type PageText = {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  isRightToLeft: boolean;
  isFixedWidth: boolean;
  /** It is the first of a point whose sign is drawn, and so is no text. */
  isPoint: boolean;
  /** The cell of a table that it stands in, where the file tells. */
  cell?: Cell | undefined;
  url: string | undefined;
  /** The width of a page that is read from the right, whose texts are placed as a mirror shows them. */
  mirror?: number;
};
