import { withoutPage } from '../page-edges.ts';

/** Parts, then what is told of the page, of the file or of the time, then how letters look (ECMA-376, 18.3.1.46). */
const CODE =
  /&(?:([LCR])|([PN](?:[+-]\d{1,4})?)|[DTAFZG]|"[^"]{0,200}"|\d{1,3}|K(?:[\da-f]{6}|\d\d[+-]\d{3})|[BIUESXYOH]|(&))/gi;

/** Stands for the number of a page, until it is known what else stands beside it. */
const PAGE = '\u0000';

/** The lines at the head or the foot of a printed sheet, without what is another on each. */
export function linesOfEdge(codes: string): string[] {
  const text = codes.replace(CODE, (_, part?: string, page?: string, sign?: string) => {
    if (sign !== undefined) return sign;
    return part === undefined ? (page === undefined ? ' ' : PAGE) : '\n';
  });
  return text
    .split('\n')
    .map((line) => withoutPage(line.replaceAll(PAGE, ' '), line.includes(PAGE)));
}
