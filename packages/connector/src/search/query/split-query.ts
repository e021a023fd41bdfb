/** A part of a search as it is typed; `isLast`: it may still be going on. */
export type Asked = {
  kind: 'words' | 'phrase' | 'address';
  text: string;
  isExcluded: boolean;
  isLast: boolean;
};
export type Segment = Asked | { kind: 'or' };

const QUOTES = '[“”„«»"]';
const SEGMENT = new RegExp(
  [
    String.raw`(?<sign>(?:NOT\s+|-)?)${QUOTES}(?<phrase>[^“”„«»"]*)(?<close>${QUOTES}|$)`,
    String.raw`(?<address>https?://[^\s"<>]+)`,
    String.raw`NOT\s+(?<not>[^\s"“”„«»]+)`,
    String.raw`(?<or>(?<=\s)(?:or|OR)(?=\s))`,
    String.raw`(?<words>[^\s"“”„«»]+)`,
  ].join('|'),
  'gu',
);

/**
 * Takes a search apart: words, "phrases", addresses, `or`, and what is left out by `NOT word` or
 * `-"phrase"`. A sign before a word leaves nothing out: `-m` and `--force` are options.
 */
export function splitQuery(query: string): Segment[] {
  const segments: Segment[] = [];
  for (const { groups = {}, index, 0: whole } of query.matchAll(SEGMENT)) {
    const isLast = index + whole.length === query.length;
    const { phrase, close, address, not, or, words, sign = '' } = groups;
    if (phrase !== undefined) {
      segments.push({
        kind: 'phrase',
        text: phrase,
        isExcluded: sign !== '',
        isLast: close === '',
      });
    } else if (address !== undefined) {
      segments.push({ kind: 'address', text: address, isExcluded: false, isLast });
    } else if (not !== undefined) {
      segments.push({ kind: 'words', text: not, isExcluded: true, isLast });
    } else if (or !== undefined) segments.push({ kind: 'or' });
    else segments.push({ kind: 'words', text: words ?? '', isExcluded: false, isLast });
  }
  return segments;
}
