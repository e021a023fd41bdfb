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
  url: string | undefined;
};
