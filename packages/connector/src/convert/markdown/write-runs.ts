import { CODE, EMPHASIS, type Run, STRIKE, STRONG, textOfRuns } from '../tree.ts';
import { escapeText } from './escape-text.ts';
import { createOutput, type Output } from './output.ts';
import { spellRaised } from './raised-text.ts';
import { settleMarks } from './settle-marks.ts';
import { firstSign, isWordOutside, lastSign } from './signs.ts';

/** `line`: a heading, which has no line breaks. */
export type Place = 'paragraph' | 'line' | 'cell';

const BREAKS: Record<Place, string> = { paragraph: '  \n', line: ' ', cell: '<br>' };

type Open = { mark: number; delimiter: string } | { url: string };

/** Texts with their marks, links and line breaks as Markdown. */
export function writeRuns(given: readonly Run[], place: Place): string {
  const spelt = spellRaised(trimmed(given));
  const out = createOutput();
  if (spelt.every(({ marks, url }) => marks === 0 && url === undefined)) {
    writeText(out, textOfRuns(spelt), place);
  } else writeSet(out, settleMarks(spelt), place);
  return out.text();
}

function writeSet(out: Output, runs: readonly Run[], place: Place): void {
  const open: Open[] = [];
  const ends = endsOf(runs);
  const closeDownTo = (length: number) => {
    while (open.length > length) {
      const last = open.pop();
      if (last) out.add('url' in last ? `](${destination(last.url)})` : last.delimiter);
    }
  };
  for (const [index, run] of runs.entries()) {
    const keep = open.findIndex((one) => !isStillOpen(one, run));
    if (keep >= 0) closeDownTo(keep);
    for (const next of opening(open, run, ends[index])) {
      if ('url' in next) {
        // With an exclamation mark before it, a link would be a picture.
        if (out.end().endsWith('!')) out.escapeLast();
        open.push(next);
        out.add('[');
        continue;
      }
      const delimiter = delimiterOf(next.mark, {
        end: out.end(),
        runs,
        from: index,
        until: next.end,
      });
      open.push({ mark: next.mark, delimiter });
      out.add(delimiter);
    }
    if ((run.marks & CODE) !== 0) out.add(writeCode(run.text, place));
    else writeText(out, run.text, place);
  }
  closeDownTo(0);
}

/** What looks like an entity in an address would be read as one. */
function destination(url: string): string {
  return url.includes('&') ? url.replace(/&(?=#?\w{1,31};)/g, '&amp;') : url;
}

/** No blanks and no line breaks at the edges of a paragraph, but those of code. */
function trimmed(runs: readonly Run[]): Run[] {
  const kept = [...runs];
  for (let first = kept[0]; first; first = kept[0]) {
    const text = isCode(first) ? first.text : first.text.trimStart();
    if (text !== '') {
      if (text !== first.text) kept[0] = { ...first, text };
      break;
    }
    kept.shift();
  }
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    const text = isCode(last) ? last.text : last.text.trimEnd();
    if (text !== '') {
      if (text !== last.text) kept[kept.length - 1] = { ...last, text };
      break;
    }
    kept.pop();
  }
  return kept;
}

const isCode = ({ text, marks }: Run) => (marks & CODE) !== 0 && text.trim() !== '';

type Ends = Record<number, number> & { url: number };

/** For each run: how far each of its marks and its link reach. */
function endsOf(runs: readonly Run[]): Ends[] {
  const all: Ends[] = [];
  for (let index = runs.length - 1; index >= 0; index -= 1) {
    const next = runs[index + 1];
    const after = all[index + 1];
    const run = runs[index];
    const ends: Ends = { url: next && after && run?.url === next.url ? after.url : index };
    for (const mark of [STRIKE, STRONG, EMPHASIS]) {
      const goesOn = next && (next.marks & mark) !== 0;
      ends[mark] = goesOn ? (after?.[mark] ?? index) : index;
    }
    all[index] = ends;
  }
  return all;
}

function isStillOpen(one: Open, run: Run): boolean {
  return 'url' in one ? run.url === one.url : (run.marks & one.mark) !== 0;
}

type Opening = { end: number } & ({ url: string } | { mark: number });

/** What has to be opened for a run: whatever reaches furthest first, and the link before marks. */
function opening(open: readonly Open[], run: Run, ends: Ends | undefined): Opening[] {
  const isOpen = (mark: number) => open.some((one) => 'mark' in one && one.mark === mark);
  const marks = [STRIKE, STRONG, EMPHASIS]
    .filter((mark) => (run.marks & mark) !== 0 && !isOpen(mark))
    .map((mark): Opening => ({ mark, end: ends?.[mark] ?? 0 }));
  const isLinked = open.some((one) => 'url' in one);
  const link: Opening[] =
    run.url !== undefined && !isLinked ? [{ url: run.url, end: ends?.url ?? 0 }] : [];
  return [...link, ...marks].toSorted((one, other) => other.end - one.end);
}

/** Empty where neither sign would be read as this mark alone. */
function delimiterOf(
  mark: number,
  at: { end: string; runs: readonly Run[]; from: number; until: number },
): string {
  const { end, runs, from, until } = at;
  if (mark === STRIKE) return '~~';
  if (mark === STRONG) return '**';
  const isStrong = (index: number) => ((runs[index]?.marks ?? 0) & STRONG) !== 0;
  const isWithin = isStrong(from - 1) && isStrong(until + 1);
  // Asterisks of another mark right before or behind these would be taken for theirs.
  const isBeside =
    end.endsWith('*') || (!isWithin && (isStrong(from) || isStrong(until) || isStrong(until + 1)));
  if (!isBeside) return '*';
  const isGlued =
    isWordOutside(lastSign(end)) || isWordOutside(firstSign(runs[until + 1]?.text ?? ''));
  return isGlued ? '' : '_';
}

function writeText(out: Output, text: string, place: Place): void {
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    const isLast = index === lines.length - 1;
    const isLineStart = out.end() === '' || out.end().endsWith('\n');
    // Nobody sees where a word may be parted, and nobody finds a word that is.
    let piece = line.replaceAll('\u00ad', '').replace(/\s+/g, ' ');
    if (index > 0 || isLineStart) piece = piece.trimStart();
    if (!isLast) piece = piece.trimEnd();
    out.add(
      escapeText(piece, {
        before: index === 0 ? lastSign(out.end()) : undefined,
        isLineStart: place === 'paragraph' && isLineStart,
        isInTable: place === 'cell',
      }),
    );
    // Two breaks in a row would end the paragraph.
    if (!isLast && out.end() !== '' && !out.end().endsWith('\n')) out.add(BREAKS[place]);
  }
}

function writeCode(given: string, place: Place): string {
  const text = given.replace(/[\r\n]+/g, ' ');
  // A table has no way to write a backslash before a bar in code.
  if (place === 'cell' && text.includes('\\|')) {
    return escapeText(text, {
      before: undefined,
      isLineStart: false,
      isInTable: true,
    });
  }
  const fence = '`'.repeat(longestRun(text) + 1);
  const isPadded =
    text.startsWith('`') || text.endsWith('`') || (text.startsWith(' ') && text.endsWith(' '));
  const code = place === 'cell' ? text.replaceAll('|', '\\|') : text;
  return isPadded ? `${fence} ${code} ${fence}` : `${fence}${code}${fence}`;
}

/** Length of the longest run of backticks. */
export function longestRun(text: string): number {
  let longest = 0;
  for (const [run] of text.matchAll(/`+/g)) longest = Math.max(longest, run.length);
  return longest;
}
