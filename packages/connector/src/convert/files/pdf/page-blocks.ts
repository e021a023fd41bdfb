import type { Block, Run } from '../../tree.ts';
import { type Line, textOfLine, textOfSegment } from './page-lines.ts';
import { tableAt } from './page-tables.ts';

/** The size of running text, and the larger ones that headings have, from the largest on. */
export type Sizes = { body: number; headings: number[] };

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
  return { body, headings };
}

/** Lines in their reading order as paragraphs, headings, points and tables. */
export function blocksOfLines(lines: readonly Line[], sizes: Sizes): Block[] {
  const blocks: Block[] = [];
  for (let at = 0; at < lines.length; ) {
    const table = tableAt(lines, at);
    if (table) {
      blocks.push(table.block);
      at = table.until;
      continue;
    }
    const until = endOfParagraph(lines, at);
    addParagraph(blocks, lines.slice(at, until), sizes);
    at = until;
  }
  return blocks;
}

const POINT = /^\s*([•◦▪‣●○■–∙·*-])\s+(?=\S)/u;
const NUMBER = /^\s*(\d{1,3})[.)]\s+(?=\S)/;

function isPoint(line: Line): boolean {
  const text = textOfLine(line).slice(0, 20);
  return POINT.test(text) || NUMBER.test(text);
}

/** Lines go on while they are as large, close to each other, and no new point begins. */
function endOfParagraph(lines: readonly Line[], from: number): number {
  let until = from + 1;
  for (; until < lines.length; until += 1) {
    const [line, before] = [lines[until], lines[until - 1]];
    if (!line || !before) break;
    const gap = line.y - before.y;
    const isClose = gap > 0 && gap < Math.max(line.size, before.size) * 1.65;
    const isAsLarge = Math.abs(line.size - before.size) < before.size * 0.12;
    if (!isClose || !isAsLarge || isPoint(line) || tableAt(lines, until)) break;
  }
  return until;
}

function addParagraph(blocks: Block[], lines: readonly Line[], sizes: Sizes): void {
  const runs = runsOf(lines);
  const [first] = lines;
  if (!first) return;
  const length = runs.reduce((sum, { text }) => sum + text.length, 0);
  const level = sizes.headings.indexOf(round(first.size));
  if (level >= 0 && length <= LONGEST_HEADING) {
    blocks.push({ type: 'heading', depth: Math.min(level + 1, MOST_LEVELS), runs });
    return;
  }
  const text = textOfLine(first);
  const point = POINT.exec(text.slice(0, 20)) ?? NUMBER.exec(text.slice(0, 20));
  if (!point) {
    blocks.push({ type: 'paragraph', runs });
    return;
  }
  const number = NUMBER.exec(text.slice(0, 20))?.[1];
  addPoint(blocks, { runs: withoutStart(runs, point[0].length), number });
}

function addPoint(blocks: Block[], { runs, number }: { runs: Run[]; number: string | undefined }) {
  const item = { blocks: [{ type: 'paragraph' as const, runs }] };
  const last = blocks.at(-1);
  const isOrdered = number !== undefined;
  const goesOn =
    last?.type === 'list' &&
    last.isOrdered === isOrdered &&
    (!isOrdered || Number(number) === last.start + last.items.length);
  if (goesOn) last.items.push(item);
  else blocks.push({ type: 'list', isOrdered, start: Number(number ?? 1), items: [item] });
}

function withoutStart(runs: readonly Run[], length: number): Run[] {
  let left = length;
  return runs.flatMap((run) => {
    const text = run.text.slice(left);
    left = Math.max(0, left - run.text.length);
    return text === '' ? [] : [{ ...run, text }];
  });
}

/** Signs by which a word is parted at the end of a line. */
const HYPHENS = ['-', '\u00ad', '‐'];

/** Text of lines in a row; a word that was parted is whole again. */
export function runsOf(lines: readonly Line[]): Run[] {
  const runs: Run[] = [];
  for (const [index, line] of lines.entries()) {
    const pieces = line.segments.flatMap(({ pieces }, at) =>
      at === 0 ? pieces : [{ text: ' ', url: undefined }, ...pieces],
    );
    const before = runs.at(-1);
    if (before && index > 0)
      joinLines(before, textOfSegment(line.segments[0] ?? { left: 0, right: 0, pieces: [] }));
    for (const { text, url } of pieces) {
      runs.push(url === undefined ? { text, marks: 0 } : { text, marks: 0, url });
    }
  }
  return runs;
}

function joinLines(before: Run, next: string): void {
  const text = before.text.trimEnd();
  const end = text.at(-1) ?? '';
  const isParted =
    HYPHENS.includes(end) &&
    /\p{L}$/u.test(text.slice(-3, -1)) &&
    /^\s*\p{Ll}/u.test(next.slice(0, 5));
  before.text = isParted
    ? text.slice(0, -1)
    : isEastAsian(end) && isEastAsian(next.trimStart()[0])
      ? text
      : `${text} `;
}

/** These write no blanks between words. */
function isEastAsian(sign: string | undefined): boolean {
  return sign !== undefined && /[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]/.test(sign);
}
