import { CODE, EMPHASIS, type Run, STRIKE, STRONG, textOfRuns } from '../tree.ts';
import { escapeText } from './escape-text.ts';
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
  if (spelt.every(({ marks, url }) => marks === 0 && url === undefined)) {
    return writeText(textOfRuns(spelt), '', place);
  }
  const runs = settleMarks(spelt);
  let out = '';
  const open: Open[] = [];
  const ends = endsOf(runs);
  const closeDownTo = (length: number) => {
    while (open.length > length) {
      const last = open.pop();
      if (last) out += 'url' in last ? `](${destination(last.url)})` : last.delimiter;
    }
  };
  for (const [index, run] of runs.entries()) {
    const keep = open.findIndex((one) => !isStillOpen(one, run));
    if (keep >= 0) closeDownTo(keep);
    for (const next of opening(open, run, ends[index])) {
      if ('url' in next) {
        out = next.url && out.endsWith('!') ? `${out.slice(0, -1)}\\!` : out;
        open.push(next);
        out += '[';
        continue;
      }
      const delimiter = delimiterOf(next.mark, { out, runs, from: index, end: next.end });
      open.push({ mark: next.mark, delimiter });
      out += delimiter;
    }
    out += (run.marks & CODE) !== 0 ? writeCode(run.text, place) : writeText(run.text, out, place);
  }
  closeDownTo(0);
  return out;
}

/** What looks like an entity in an address would be read as one. */
function destination(url: string): string {
  return url.includes('&') ? url.replace(/&(?=#?\w{1,31};)/g, '&amp;') : url;
}

/** No blanks and no line breaks at the edges of a paragraph. */
function trimmed(runs: readonly Run[]): Run[] {
  const kept = [...runs];
  for (let first = kept[0]; first; first = kept[0]) {
    const text = first.text.trimStart();
    if (text !== '') {
      if (text !== first.text) kept[0] = { ...first, text };
      break;
    }
    kept.shift();
  }
  for (let last = kept.at(-1); last; last = kept.at(-1)) {
    const text = last.text.trimEnd();
    if (text !== '') {
      if (text !== last.text) kept[kept.length - 1] = { ...last, text };
      break;
    }
    kept.pop();
  }
  return kept;
}

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
  { out, runs, from, end }: { out: string; runs: readonly Run[]; from: number; end: number },
): string {
  if (mark === STRIKE) return '~~';
  if (mark === STRONG) return '**';
  const isStrong = (index: number) => ((runs[index]?.marks ?? 0) & STRONG) !== 0;
  const isWithin = isStrong(from - 1) && isStrong(end + 1);
  // Asterisks of another mark right before or behind these would be taken for theirs.
  const isBeside =
    out.endsWith('*') || (!isWithin && (isStrong(from) || isStrong(end) || isStrong(end + 1)));
  if (!isBeside) return '*';
  const isGlued =
    isWordOutside(lastSign(out)) || isWordOutside(firstSign(runs[end + 1]?.text ?? ''));
  return isGlued ? '' : '_';
}

/** @param out what stands before it already */
function writeText(text: string, out: string, place: Place): string {
  const lines = text.split('\n');
  let written = '';
  for (const [index, line] of lines.entries()) {
    const isFirst = index === 0;
    const isLast = index === lines.length - 1;
    const atStart = isFirst ? out : written;
    const isLineStart = atStart === '' || atStart.endsWith('\n');
    let piece = line.replace(/\s+/g, ' ');
    if (!isFirst || isLineStart) piece = piece.trimStart();
    if (!isLast) piece = piece.trimEnd();
    written += escapeText(piece, {
      before: isFirst ? lastSign(out) : undefined,
      isLineStart: place === 'paragraph' && isLineStart,
      isInTable: place === 'cell',
    });
    const soFar = written || out;
    // Two breaks in a row would end the paragraph.
    if (!isLast && soFar !== '' && !soFar.endsWith('\n')) written += BREAKS[place];
  }
  return written;
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
