import { type Block, paragraph, plainRun, STRONG } from '../tree.ts';

/** The last is for what a layout of slides has on each of them. */
export type EdgeKind = 'Header' | 'Footer' | 'On slides';

/** What stands at the head and the foot of pages, once for each text, however many pages have it. */
export function createPageEdges() {
  const found = new Map<string, Block>();
  return {
    add: (kind: EdgeKind, lines: readonly string[]): void => {
      const text = lines
        .map((line) => line.replace(/\s+/g, ' ').trim())
        .filter((line) => /[\p{L}\p{N}]/u.test(line))
        .join('\n');
      if (text === '' || found.size >= MOST_EDGES) return;
      found.set(
        `${kind} ${text}`,
        paragraph({ text: `${kind}:`, marks: STRONG }, plainRun(` ${text}`)),
      );
    },
    blocks: (): Block[] => [...found.values()],
  };
}

const MOST_EDGES = 50;
/** What words around a page’s number are, at most: “Page 1 of 9”. */
const MOST_AROUND = 12;

/** A line without the number of its page, which is another one on each; empty where nothing else is told. */
export function withoutPage(line: string, hasPageNumber: boolean): string {
  const letters = line.replace(/[^\p{L}\p{N}]/gu, '').length;
  return hasPageNumber && letters <= MOST_AROUND ? '' : line;
}
