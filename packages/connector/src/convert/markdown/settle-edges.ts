import { CODE, type Run } from '../tree.ts';
import { classOf, firstSign, isWordOutside, lastSign } from './signs.ts';

type Stretch = { from: number; until: number };

function stretchesOf(runs: readonly Run[], mark: number): Stretch[] {
  const found: Stretch[] = [];
  for (const [index, { marks }] of runs.entries()) {
    if ((marks & mark) === 0) continue;
    const last = found.at(-1);
    if (last?.until === index) last.until = index + 1;
    else found.push({ from: index, until: index + 1 });
  }
  return found;
}

/** Whether a run begins with something that is written with signs of its own. */
function hasOwnSigns(run: Run | undefined, beside: Run | undefined): boolean {
  if (run === undefined) return false;
  return (run.marks & CODE) !== 0 || (run.url !== undefined && run.url !== beside?.url);
}

export function settleEdges(runs: readonly Run[], mark: number): Run[] {
  const settled: Run[][] = runs.map((run) => [run]);
  for (const { from, until } of stretchesOf(runs, mark)) {
    const first = runs[from];
    const last = runs[until - 1];
    if (!first || !last) continue;
    const before = runs[from - 1];
    const after = runs[until];
    const isGluedBefore = !hasOwnSigns(before, first) && isWordAtEnd(before);
    const isGluedAfter = !hasOwnSigns(after, last) && isWordAtStart(after);
    const hasEdge =
      (isGluedBefore && hasOwnSigns(first, before)) || (isGluedAfter && hasOwnSigns(last, after));
    const start = isGluedBefore && !hasEdge ? lengthOfPunctuation(first.text) : 0;
    const end = isGluedAfter && !hasEdge ? lengthOfPunctuation(reversed(last.text)) : 0;
    const isGone =
      hasEdge ||
      start === first.text.length ||
      end === last.text.length ||
      (first === last && start + end >= first.text.length);
    if (isGone) {
      for (let index = from; index < until; index += 1) {
        settled[index] = (settled[index] ?? []).map((run) => without(run, mark));
      }
    } else trim(settled, { from, until, start, end, mark });
  }
  return settled.flat();
}

function trim(settled: Run[][], at: Stretch & { start: number; end: number; mark: number }): void {
  const cut = (index: number, start: number, end: number) => {
    const run = settled[index]?.[0];
    if (!run) return;
    const { text } = run;
    settled[index] = [
      without({ ...run, text: text.slice(0, start) }, at.mark),
      { ...run, text: text.slice(start, text.length - end) },
      without({ ...run, text: text.slice(text.length - end) }, at.mark),
    ];
  };
  const last = at.until - 1;
  if (at.from === last) cut(last, at.start, at.end);
  else {
    if (at.start > 0) cut(at.from, at.start, 0);
    if (at.end > 0) cut(last, 0, at.end);
  }
}

function without(run: Run, marks: number): Run {
  return { ...run, marks: run.marks & ~marks };
}

const isWordAtEnd = (run: Run | undefined) => isWordOutside(lastSign(run?.text ?? ''));
const isWordAtStart = (run: Run | undefined) => isWordOutside(firstSign(run?.text ?? ''));

const reversed = (text: string) => Array.from(text).reverse().join('');

/** Units at the start of a text up to its first word. */
function lengthOfPunctuation(text: string): number {
  let length = 0;
  for (const sign of text) {
    if (classOf(sign) === 'word') break;
    length += sign.length;
  }
  return length;
}

/**
 * Of two marks that overlap without one being within the other, the first keeps what both have;
 * before all of them comes the link.
 */
export function settleOverlaps(runs: readonly Run[], marks: readonly number[]): Run[] {
  const settled = runs.map((run) => ({ ...run }));
  clearOverlaps(settled, linksOf(runs), marks);
  for (const [rank, high] of marks.entries()) {
    clearOverlaps(settled, stretchesOf(settled, high), marks.slice(rank + 1));
  }
  return settled;
}

function clearOverlaps(runs: Run[], high: readonly Stretch[], lower: readonly number[]): void {
  const at: (Stretch | undefined)[] = Array.from({ length: runs.length });
  for (const stretch of high) at.fill(stretch, stretch.from, stretch.until);
  const clear = (mark: number, from: number, until: number) => {
    for (const run of runs.slice(from, until)) run.marks &= ~mark;
  };
  for (const mark of lower) {
    for (const { from, until } of stretchesOf(runs, mark)) {
      const first = at[from];
      const last = at[until - 1];
      if (first && first.from < from && first.until < until) clear(mark, from, first.until);
      if (last && last.until > until && last.from > from) clear(mark, last.from, until);
    }
  }
}

function linksOf(runs: readonly Run[]): Stretch[] {
  const found: Stretch[] = [];
  for (const [index, { url }] of runs.entries()) {
    if (url === undefined) continue;
    const last = found.at(-1);
    if (last?.until === index && runs[index - 1]?.url === url) last.until = index + 1;
    else found.push({ from: index, until: index + 1 });
  }
  return found;
}

/**
 * Two marks that begin or end together beside a word would be one run of signs too many; of such
 * only the first is kept.
 */
export function settleGlued(runs: readonly Run[], marks: readonly number[]): Run[] {
  const settled = runs.map((run) => ({ ...run }));
  const all = marks.map((mark) => ({ mark, stretches: stretchesOf(runs, mark) }));
  const kept = new Set<string>();
  for (const { mark, stretches } of all) {
    for (const { from, until } of stretches) {
      const isGluedBefore = isWordAtEnd(runs[from - 1]);
      const isGluedAfter = isWordAtStart(runs[until]);
      const edges = [
        ...(isGluedBefore ? [`<${from}`] : []),
        ...(isGluedAfter ? [`>${until}`] : []),
      ];
      if (edges.every((edge) => !kept.has(edge))) {
        for (const edge of edges) kept.add(edge);
        continue;
      }
      for (const run of settled.slice(from, until)) run.marks &= ~mark;
    }
  }
  return settled;
}
