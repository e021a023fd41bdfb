import { type EdgeKind, withoutPage } from '../page-edges.ts';
import type { Group, PageEdge, RtfState } from './rtf-state.ts';

type Word = (state: RtfState) => void;

const MOST_LINES = 50;

const edge =
  (kind: EdgeKind): Word =>
  ({ group }) => {
    group.isSkipped = true;
    group.isOutside = true;
    group.edge = { kind, lines: [], line: '', hasPageNumber: false };
    group.edgeAround = group.edge;
  };

/** There are those of all pages, of left and right ones, and of the first (RTF 1.9.1, “Headers and Footers”). */
export const EDGE_WORDS: readonly [string, Word][] = [
  ...['', 'l', 'r', 'f'].flatMap((pages): [string, Word][] => [
    [`header${pages}`, edge('Header')],
    [`footer${pages}`, edge('Footer')],
  ]),
  // What older programs show in place of a shape.
  [
    'shprslt',
    ({ group }) => {
      group.isSkipped = true;
      group.isOutside = true;
      group.edge = undefined;
      group.edgeAround = undefined;
    },
  ],
  [
    'chpgn',
    ({ group }) => {
      if (group.edge) group.edge.hasPageNumber = true;
    },
  ],
];

/** The text of a box, which stands in the text or in a head; in neither where it is there once more. */
export const showBox: Word = ({ group, line }) => {
  group.isSkipped = group.isOutside === true;
  group.edge = group.edgeAround;
  if (group.edge) group.edge.line += ' ';
  else if (!group.isSkipped) line.addText(' ');
};

export function endEdgeLine(edge: PageEdge): void {
  const line = withoutPage(edge.line, edge.hasPageNumber);
  if (edge.lines.length < MOST_LINES) edge.lines.push(line);
  edge.line = '';
  edge.hasPageNumber = false;
}

/** What a field shows is left out where that is the number of the page. */
export function passPageNumber({ group }: RtfState, instruction: string): void {
  if (!group.edge || !/^\s*(?:PAGE|NUMPAGES|SECTIONPAGES)\b/i.test(instruction)) return;
  group.edge.hasPageNumber = true;
  group.edge = undefined;
}

export function endEdge({ group, pageEdges }: RtfState, { edge: ended }: Group): void {
  if (!ended || group.isOutside) return;
  endEdgeLine(ended);
  pageEdges.add(ended.kind, ended.lines);
}
