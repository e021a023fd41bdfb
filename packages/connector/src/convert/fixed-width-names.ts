/** How fonts are called whose letters are all as wide as each other. */
const FIXED_WIDTH =
  /\bmono(?:space(?:d)?)?\b|courier|consolas|menlo|monaco|inconsolata|cascadia|source code|fira code|lucida console|typewriter|lettergothic|letter gothic|fixedsys/i;
const LONGEST_NAME = 200;

/** Whether a font is one for code, by its name. */
export function isFixedWidthName(font: string | undefined): boolean {
  return font !== undefined && FIXED_WIDTH.test(font.slice(0, LONGEST_NAME));
}
