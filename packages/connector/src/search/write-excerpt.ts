import { headingLengthOf } from './cut-passages.ts';
import type { MarkedRange, Marker } from './marked-ranges.ts';

// Stand in for HTML, so that whoever shows the excerpt never has to trust it.
const MARKS = { start: '\uE000', end: '\uE001' };
const LONGEST = 280;
/** Text before the first word found, so that it can be understood. */
const BEFORE = 80;

/** The part of a passage where the words of a search stand closest, as plain text with marks. */
export function writeExcerpt(passage: string, mark: Marker): string {
  const afterHeading = passage.slice(headingLengthOf(passage));
  const text = afterHeading.trim() === '' ? passage : afterHeading;
  const ranges = mark(text);
  const { from, to } = bestWindow(text, ranges);
  let written = '';
  let at = from;
  for (const { start, end } of ranges) {
    if (start < at || end > to) continue;
    written += `${text.slice(at, start)}${MARKS.start}${text.slice(start, end)}${MARKS.end}`;
    at = end;
  }
  const plain = withoutMarkdown(`${written}${text.slice(at, to)}`);
  const isCut = text.slice(to).trim() !== '';
  return `${text.slice(0, from).trim() === '' ? '' : '… '}${plain}${isCut ? ' …' : ''}`;
}

/** Where most different words of the search stand, and of those places the one with the most of them. */
function bestWindow(text: string, ranges: readonly MarkedRange[]): { from: number; to: number } {
  let best = 0;
  let from = 0;
  for (const [index, first] of ranges.entries()) {
    const found: number[] = [];
    for (let at = index; at < ranges.length; at += 1) {
      const range = ranges[at] as MarkedRange;
      if (range.end > first.start - BEFORE + LONGEST) break;
      found.push(range.term);
    }
    const score = new Set(found).size + found.length / 1_000;
    if (score > best) [best, from] = [score, Math.max(0, first.start - BEFORE)];
  }
  const start = from === 0 ? 0 : text.indexOf(' ', from) + 1 || from;
  const end = start + LONGEST;
  if (end >= text.length) return { from: start, to: text.length };
  const blank = text.lastIndexOf(' ', end);
  return { from: start, to: blank > start + LONGEST / 2 ? blank : end };
}

function withoutMarkdown(excerpt: string): string {
  return excerpt
    .replace(/\]\([^)\s]*\)?/g, '')
    .replace(/<br\s*\/?>|^\s*[-+*•]\s/gm, ' ')
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/[*`~[\]]+|(?<!\w)_+|_+(?!\w)/g, '')
    .replace(/[#>|]+/g, ' ')
    .replace(/-{3,}/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
