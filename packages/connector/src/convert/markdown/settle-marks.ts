import { CODE, EMPHASIS, type Run, STRIKE, STRONG } from '../tree.ts';
import { settleEdges, settleGlued, settleOverlaps } from './settle-edges.ts';

/** Struck-out text says the most, so it is the last to be given up. */
const MARKS = [STRIKE, STRONG, EMPHASIS];

/**
 * Moves the edges of marks to where CommonMark sees them: no blank just inside of one, and no
 * punctuation between a mark and the word that it is glued to. A mark that cannot be kept goes.
 */
export function settleMarks(given: readonly Run[]): Run[] {
  let runs = settleBlanks(joinEqual(given.map(withoutBlankCode)));
  const used = MARKS.filter((mark) => runs.some(({ marks }) => (marks & mark) !== 0));
  if (used.length > 0) runs = settleBlanks(joinEqual(settleOverlaps(runs, used)));
  for (const mark of used) runs = joinEqual(settleEdges(runs, mark));
  return used.length > 1 ? joinEqual(settleGlued(runs, used)) : runs;
}

function isSame(one: Run, other: Run): boolean {
  return one.marks === other.marks && one.url === other.url;
}

function joinEqual(runs: readonly Run[]): Run[] {
  const joined: Run[] = [];
  for (const run of runs) {
    const last = joined.at(-1);
    if (run.text === '') continue;
    if (last && isSame(last, run))
      joined[joined.length - 1] = { ...last, text: last.text + run.text };
    else joined.push(run);
  }
  return joined;
}

/** Code of nothing but blanks cannot be written. */
function withoutBlankCode(run: Run): Run {
  return run.text.trim() === '' ? { ...run, marks: run.marks & ~CODE } : run;
}

/** Blanks at the edges of a run, as runs of their own. */
function splitBlanks(run: Run): Run[] {
  const { text } = run;
  if ((run.marks & CODE) !== 0 || (run.marks === 0 && run.url === undefined)) return [run];
  const start = text.length - text.trimStart().length;
  const end = text.trimEnd().length;
  if (end === 0 || (start === 0 && end === text.length)) return [run];
  const parts = [text.slice(0, start), text.slice(start, end), text.slice(end)];
  return parts.filter((part) => part !== '').map((part) => ({ ...run, text: part }));
}

/** A blank is set only as what stands on both of its sides. */
function settleBlanks(runs: readonly Run[]): Run[] {
  const parts = runs.flatMap(splitBlanks);
  const isBlank = (run: Run) => run.text.trim() === '' && (run.marks & CODE) === 0;
  const settled = [...parts];
  for (let from = 0; from < parts.length; from += 1) {
    let until = from;
    for (let run = parts[until]; run && isBlank(run); run = parts[until]) until += 1;
    const before = parts[from - 1];
    const after = parts[until];
    const marks = (before?.marks ?? 0) & (after?.marks ?? 0) & ~CODE;
    const url = before?.url === after?.url ? before?.url : undefined;
    for (let at = from; at < until; at += 1) {
      settled[at] = { text: parts[at]?.text ?? '', marks, url };
    }
    from = until;
  }
  return joinEqual(settled);
}
