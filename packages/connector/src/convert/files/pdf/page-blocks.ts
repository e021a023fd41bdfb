import type { Block, Run } from '../../tree.ts';
import { addPoint } from '../add-point.ts';
import { brokenLines } from './broken-lines.ts';
import { joinLines } from './join-lines.ts';
import { codeOf } from './page-code.ts';
import { type Line, lineFrom, textOfLine } from './page-lines.ts';
import { placesOf } from './page-links.ts';
import { runsOfSegment, tableAt } from './page-tables.ts';
import { continuedLines } from './row-bands.ts';

/** The size of running text, and the larger ones that headings have, from the largest on. */
export type Sizes = {
  body: number;
  headings: number[];
  /** From one line of running text to the next, in shares of its size. */
  step: number;
};

const round = (size: number) => Math.round(size * 2) / 2;
const MOST_LEVELS = 4;
const LARGER = 1.15;
const LONGEST_HEADING = 200;

export function bodySizeOf(lines: readonly Line[]): Sizes {
  const letters = new Map<number, number>();
  for (const line of lines) {
    const size = round(line.size);
    letters.set(size, (letters.get(size) ?? 0) + textOfLine(line).length);
  }
  const [body] = [...letters].reduce((one, other) => (other[1] > one[1] ? other : one), [0, 0]);
  const headings = [...letters.keys()]
    .filter((size) => size >= body * LARGER)
    .toSorted((one, other) => other - one);
  return { body, headings, step: stepOf(lines) };
}

/** What lines begin with that go on, in scripts with small letters and in others. */
const GOING_ON = /^\s*[\p{Ll}\p{Lo}]/u;
const USUAL_STEP = 1.2;

/** Only lines that go on tell it: points and lines of titles stand further apart. */
function stepOf(lines: readonly Line[]): number {
  const steps = lines.slice(1).flatMap((line, index) => {
    const before = lines[index];
    const step = before ? (line.y - before.y) / line.size : 0;
    const isNext = before?.size === line.size && step > 0.9 && step < 2;
    return isNext && GOING_ON.test(textOfLine(line).slice(0, 5)) ? [step] : [];
  });
  return steps.toSorted((one, other) => one - other)[Math.floor(steps.length / 2)] ?? USUAL_STEP;
}

/** Lines in their reading order as paragraphs, headings, points and tables. */
export function blocksOfLines(given: readonly Line[], sizes: Sizes): Block[] {
  const blocks: Block[] = [];
  const lines = given.flatMap(apartFromTables);
  const isBroken = brokenLines(lines);
  const continued = continuedLines(lines);
  for (let at = 0; at < lines.length; ) {
    const whole = lines[at]?.segments[0]?.table;
    if (whole) {
      blocks.push(whole);
      at += 1;
      continue;
    }
    const table = tableAt(lines, at, continued);
    if (table) {
      blocks.push(table.block);
      at = table.until;
      continue;
    }
    const until = endOfParagraph(lines, at, { sizes, isBroken, continued });
    addParagraph(blocks, lines.slice(at, until), sizes);
    at = until;
  }
  return blocks;
}

/** What stands beside a table is no part of it. */
function apartFromTables(line: Line): Line[] {
  if (!line.segments.some(({ table }) => table)) return [line];
  const rest = line.segments.filter(({ table }) => !table);
  const tables = line.segments.filter(({ table }) => table).map((one) => lineFrom([one]));
  return rest.length > 0 ? [lineFrom(rest), ...tables] : tables;
}

// Fonts for signs alone leave theirs without a meaning, or give it one of their own.
const POINT = /^\s*([•◦▪‣●○■–∙·*\p{Co}\p{Cc}-])\s+(?=\S)/u;
const NUMBER = /^\s*(\d{1,3})[.)]\s+(?=\S)/;
/** Markdown does not count with letters: they stay. */
const LETTER = /^\s*(?:\(?(?:[a-z]|[ivx]{2,4})\)|(?:[a-z]|[ivx]{2,4})\.)\s+(?=\S)(?!\p{L}\.)/u;

function isPoint(line: Line): boolean {
  const text = textOfLine(line).slice(0, 20);
  return POINT.test(text) || NUMBER.test(text) || LETTER.test(text) || hasDrawnSign(line);
}

const hasDrawnSign = ({ segments }: Line) =>
  segments[0]?.texts.some((text) => text.isPoint) === true;

type Around = {
  sizes: Sizes;
  isBroken: (line: Line, next: Line) => boolean;
  continued: ReadonlySet<Line>;
};

/** Two empty lines may part functions, in shares of the size. */
const CODE_APART = 4.2;

/** Lines go on while they are as large, close to each other, and nothing else begins. */
function endOfParagraph(
  lines: readonly Line[],
  from: number,
  { sizes: { step }, isBroken, continued }: Around,
): number {
  let until = from + 1;
  for (; until < lines.length; until += 1) {
    const [line, before] = [lines[until], lines[until - 1]];
    if (!line || !before || line.isCode !== before.isCode || line.segments[0]?.table) break;
    const gap = line.y - before.y;
    if (gap < 0 && goesOn(before, line)) continue;
    const most = line.isCode ? CODE_APART : Math.max(step, 1) * 1.18;
    const isClose = gap > 0 && gap < Math.max(line.size, before.size) * most;
    const isAsLarge = Math.abs(line.size - before.size) < before.size * 0.12;
    const isIndented =
      (until > from + 1 && Math.abs(leftOf(line) - leftOf(before)) > line.size * 1.5) ||
      isWithinPoint(before, line);
    if (!isClose || !isAsLarge || (isIndented && !line.isCode)) break;
    if (
      !line.isCode &&
      (isPoint(line) || isBroken(before, line) || tableAt(lines, until, continued))
    )
      break;
  }
  return until;
}

/** What stands further in than the text of a point is one of its own, whose sign may be drawn. */
function isWithinPoint(point: Line, line: Line): boolean {
  const text = textOfLine(point).slice(0, 20);
  const start = (POINT.exec(text) ?? NUMBER.exec(text) ?? LETTER.exec(text))?.[0].length;
  const [first, second] = point.segments[0]?.texts ?? [];
  // A line that is wrapped is no shorter than the next.
  const isShort = rightOf(point) < rightOf(line);
  if (start === undefined || !first || !isShort) return false;
  // Where the sign and its text are one, how wide the blank is between them can only be guessed.
  const isWhole = first.text.length > start;
  const left = isWhole ? placesOf(first)[start] : second?.x;
  return left !== undefined && leftOf(line) - left > line.size * (isWhole ? 2.5 : 0.8);
}

/** At the top of the next column, the sentence of the last one goes on. */
function goesOn(last: Line, first: Line): boolean {
  const isAsLarge = Math.abs(last.size - first.size) < first.size * 0.12;
  const end = textOfLine(last).trimEnd().at(-1) ?? '';
  return (
    isAsLarge && /[\p{L}\p{Pd},]/u.test(end) && /^\s*\p{Ll}/u.test(textOfLine(first).slice(0, 5))
  );
}

const leftOf = ({ segments }: Line) => segments[0]?.left ?? 0;
const rightOf = ({ segments }: Line) => segments.at(-1)?.right ?? 0;

function addParagraph(blocks: Block[], lines: readonly Line[], sizes: Sizes): void {
  const [first] = lines;
  if (!first) return;
  if (first.isCode && lines.length > 1) {
    blocks.push(codeOf(lines));
    return;
  }
  const runs = runsOf(lines);
  const length = runs.reduce((sum, { text }) => sum + text.length, 0);
  const level = sizes.headings.indexOf(round(first.size));
  if (level >= 0 && length <= LONGEST_HEADING) {
    blocks.push({ type: 'heading', depth: Math.min(level + 1, MOST_LEVELS), runs });
    return;
  }
  const text = textOfLine(first).slice(0, 20);
  const point = POINT.exec(text) ?? NUMBER.exec(text);
  if (!point && !LETTER.test(text) && !hasDrawnSign(first)) {
    blocks.push({ type: 'paragraph', runs });
    return;
  }
  const number = NUMBER.exec(text)?.[1];
  const kept = withoutStart(runs, point ? startOf(point[0], text) : 0);
  addPointAt(blocks, { runs: kept, number, left: leftOf(first), size: first.size });
}

/** Of points within points some programs draw the signs of both. */
function startOf(sign: string, text: string): number {
  const again = /^[•◦▪‣●○■]\s+(?=\S)/u.exec(text.slice(sign.length));
  return sign.length + (again?.[0].length ?? 0);
}

/** Where the points of the list above stand, the outer ones first. */
const indents = new WeakMap<Block, number[]>();

function addPointAt(
  blocks: Block[],
  point: { runs: Run[]; number: string | undefined; left: number; size: number },
): void {
  const { runs, number, left, size } = point;
  const last = blocks.at(-1);
  const above = (last && indents.get(last)) ?? [];
  const level = above.filter((one) => left - one > size * 0.8).length;
  const item = { blocks: [{ type: 'paragraph' as const, runs }] };
  addPoint(blocks, { item, level, number: number === undefined ? undefined : Number(number) });
  const list = blocks.at(-1);
  if (list) indents.set(list, [...above.slice(0, level), left]);
}

function withoutStart(runs: readonly Run[], length: number): Run[] {
  let left = length;
  return runs.flatMap((run) => {
    const text = run.text.slice(left);
    left = Math.max(0, left - run.text.length);
    return text === '' ? [] : [{ ...run, text }];
  });
}

/** Text of lines in a row; a word that was parted is whole again. */
export function runsOf(lines: readonly Line[]): Run[] {
  const runs: Run[] = [];
  for (const [index, line] of lines.entries()) {
    const before = runs.at(-1);
    if (before && index > 0) joinLines(before, textOfLine(line));
    for (const [at, segment] of line.segments.entries()) {
      if (at > 0) runs.push({ text: ' ', marks: 0 });
      runs.push(...runsOfSegment(segment));
    }
  }
  return runs;
}
