import { type NumberStyle, numberLabel } from '../../number-label.ts';
import type { Field, FieldParagraph, FieldValues } from './fields-in.ts';
import { type Instruction, readInstruction } from './instruction.ts';

/** Depth of the heading that paragraphs of a style are, from 1; undefined for others. */
type HeadingDepth = (style: string | undefined) => number | undefined;

/** The built-in lists of Word, level by level: `1` `a` `i` stand for the number of the level. */
const LISTS: Record<string, readonly string[]> = {
  NUMBERDEFAULT: ['1)', 'a)', 'i)', '(1)', '(a)', '(i)', '1.', 'a.', 'i.'],
  OUTLINEDEFAULT: ['I.', 'A.', '1.', 'a)', '(1)', '(a)', '(i)', '(a)', '(i)'],
};
const LEGAL = 'LEGALDEFAULT';
const STYLES: Record<string, NumberStyle> = {
  ...{ i: 'lower-roman', I: 'upper-roman', a: 'lower-letter', A: 'upper-letter' },
};
const DEEPEST = 9;

/** Numbers that Word counts for itself: of paragraphs (`AUTONUM`), within them (`LISTNUM`), of captions (`SEQ`). */
export function countedFields(depthOf: HeadingDepth): FieldValues {
  const paragraphs = createLevelCounts();
  const lists = createLevelCounts();
  const sequences = createSequences();
  /** The paragraph of the last number within a numbered paragraph, where these begin anew. */
  let numbered = -1;
  const shownBy = ({ instruction, result, paragraph }: Field): string | undefined => {
    const read = readInstruction(instruction);
    switch (read.name) {
      case 'AUTONUM':
      case 'AUTONUMLGL':
      case 'AUTONUMOUT': {
        const level = depthOf(paragraph.style) ?? 1;
        return paragraphLabel(read, paragraphs(read.name, level), level);
      }
      case 'LISTNUM': {
        const { level, start } = listPlace(read, paragraph);
        const name = (read.values[0] ?? '').toUpperCase();
        const list = name in LISTS || name === LEGAL ? name : 'NUMBERDEFAULT';
        const isNew = paragraph.isNumbered && paragraph.index !== numbered;
        if (paragraph.isNumbered) numbered = paragraph.index;
        const counts = lists(list, level, start ?? (isNew ? 1 : undefined));
        return listLabel(list, counts, level);
      }
      case 'SEQ':
        return sequences.next(read, result);
      default:
        return undefined;
    }
  };
  return {
    shownBy,
    startParagraph: ({ style }) => sequences.startSection(depthOf(style)),
  };
}

/** Counts of lists by their levels: the deeper ones begin anew with each that is higher. */
function createLevelCounts() {
  const all = new Map<string, number[]>();
  return (list: string, level: number, start?: number): readonly number[] => {
    const counts = all.get(list) ?? [];
    all.set(list, counts);
    counts.length = Math.min(counts.length, level);
    counts[level - 1] = start ?? (counts[level - 1] ?? 0) + 1;
    return Array.from({ length: level }, (_, at) => counts[at] ?? 1);
  };
}

const last = (counts: readonly number[]) => counts.at(-1) ?? 1;

function paragraphLabel(
  { name, switches, format }: Instruction,
  counts: readonly number[],
  level: number,
): string {
  if (name === 'AUTONUMOUT') return listLabel('OUTLINEDEFAULT', counts, level);
  const sign = switches.get('s') || '.';
  if (name === 'AUTONUM') return written(last(counts), format) + sign;
  return counts.join(sign) + (switches.has('e') ? '' : sign);
}

function listLabel(list: string, counts: readonly number[], level: number): string {
  const form = LISTS[list]?.[level - 1];
  if (form === undefined) return `${counts.join('.')}.`;
  return form.replace(/\w/, (sign) => numberLabel(last(counts), STYLES[sign] ?? 'decimal'));
}

/** In a numbered paragraph such a number is one level deeper than that of the paragraph. */
function listPlace({ switches }: Instruction, { isNumbered, level }: FieldParagraph) {
  const asked = Number(switches.get('l') || (isNumbered ? level + 2 : 1)) || 1;
  const start = Number(switches.get('s') || Number.NaN);
  return {
    level: Math.min(DEEPEST, Math.max(1, asked)),
    start: Number.isFinite(start) ? start : undefined,
  };
}

function createSequences() {
  const counts = new Map<string, { count: number; section: number }>();
  /** How many headings of each depth, or of a higher one, there were. */
  const sections = Array.from({ length: DEEPEST + 1 }, () => 0);
  return {
    startSection: (depth: number | undefined): void => {
      if (depth === undefined) return;
      for (let at = depth; at <= DEEPEST; at += 1) sections[at] = (sections[at] ?? 0) + 1;
    },
    /** @param result the number that the file keeps, by which the count goes on */
    next: ({ values, switches, format }: Instruction, result?: string): string => {
      const name = (values[0] ?? '').toLowerCase();
      const section = sections[Number(switches.get('s') || 0)] ?? 0;
      const before = counts.get(name);
      const count = before && before.section === section ? before.count : 0;
      const given = Number(switches.get('r') || Number.NaN);
      const shown = Number(result?.trim() || Number.NaN);
      let next = switches.has('c') ? count : count + 1;
      if (Number.isInteger(given)) next = given;
      if (Number.isInteger(shown)) next = shown;
      counts.set(name, { count: next, section });
      return switches.has('h') && format === '' ? '' : written(next, format);
    },
  };
}

/** Formats tell capital letters by how they are written themselves (ECMA-376, 17.16.4.3). */
function written(number: number, format: string): string {
  const isCapital = /^[A-Z]/.test(format);
  switch (format.toLowerCase()) {
    case 'roman':
      return numberLabel(number, isCapital ? 'upper-roman' : 'lower-roman');
    case 'alphabetic':
      return numberLabel(number, isCapital ? 'upper-letter' : 'lower-letter');
    default:
      return String(number);
  }
}
