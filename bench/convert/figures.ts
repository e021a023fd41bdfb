/** What one process found about one checkout. */
export type ConvertFigures = {
  pagesPerSecond: number;
  pagesMiB: number;
  sheetSeconds: number;
  sheetMiB: number;
};

export const LARGE_SHEET_ROWS = 100_000;
