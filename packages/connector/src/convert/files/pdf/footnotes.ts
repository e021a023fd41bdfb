import { type Line, textOfLine } from './page-lines.ts';

/** Notes are in smaller print than running text, in shares of its size. */
const SMALLER = 0.94;
/** How a note begins: its number, a letter or a sign. */
const MARK = /^\s*(?:\d{1,3}|[a-z]|[*†‡§])(?:[\s.)\]]|(?=\p{Lu}))/u;

export type NotedLines = { text: Line[]; notes: Line[] };

/** Lines of a page in their order, without the notes that it ends with: a sentence goes on behind them. */
export function apartFromNotes(lines: readonly Line[], body: number): NotedLines {
  let from = lines.length;
  while (from > 0 && (lines[from - 1]?.size ?? body) < body * SMALLER) from -= 1;
  const first = lines[from];
  const hasNotes = from > 0 && first !== undefined && MARK.test(textOfLine(first).slice(0, 10));
  const until = hasNotes ? from : lines.length;
  return { text: lines.slice(0, until), notes: lines.slice(until) };
}
