/** A piece of text where it stands on the page; `y` grows downwards, everything in points. */
export type PageText = {
  text: string;
  x: number;
  y: number;
  width: number;
  size: number;
  isRightToLeft: boolean;
  isFixedWidth: boolean;
  url: string | undefined;
};
