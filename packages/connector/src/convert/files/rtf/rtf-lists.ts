import { createCounter } from '../docx/number-paragraphs.ts';
import { type Level, newLevel } from '../docx/read-numbering.ts';

/** Word’s formats by the numbers that RTF has for them (RTF 1.9.1, “List Levels”). */
const FORMATS: Record<number, string> = {
  ...{ 0: 'decimal', 1: 'upperRoman', 2: 'lowerRoman', 3: 'upperLetter', 4: 'lowerLetter' },
  ...{ 5: 'ordinal', 6: 'cardinalText', 7: 'ordinalText', 8: 'hex', 18: 'decimalEnclosedCircle' },
  ...{ 14: 'decimalFullWidth', 20: 'aiueoFullWidth', 21: 'irohaFullWidth', 22: 'decimalZero' },
  ...{ 23: 'bullet', 24: 'ganada', 25: 'chosung', 30: 'ideographTraditional' },
  ...{ 31: 'ideographZodiac', 33: 'taiwaneseCounting', 35: 'taiwaneseCountingThousand' },
  ...{ 37: 'chineseCounting', 39: 'chineseCountingThousand', 42: 'koreanCounting' },
  ...{ 45: 'hebrew1', 46: 'arabicAlpha', 47: 'hebrew2', 48: 'arabicAbjad', 51: 'hindiNumbers' },
  ...{ 53: 'thaiLetters', 54: 'thaiNumbers', 57: 'numberInDash', 58: 'russianLower' },
  ...{ 59: 'russianUpper', 255: 'none' },
};

type Levels = Map<number, Level>;
/** How paragraphs name a list: levels may begin anew with it, or be others. */
type Override = { id: number; levels: Levels; starts: Map<number, number>; at: number };

const MOST_LISTS = 5_000;
/** A label stands before each of its paragraphs, however many there are. */
const LONGEST_LABEL = 100;
/** Word has no more. */
const MOST_LEVELS = 9;

/**
 * The lists of a document and where each has got to: programs may leave it to others to count (RTF
 * 1.9.1, “List Tables”).
 */
export function createRtfLists() {
  const lists = new Map<number, Levels>();
  const overrides = new Map<number, Override>();
  let levels: Levels = new Map();
  let override: Override | undefined;
  let level = newLevel();
  const levelsOf = (number: string) => {
    const named = overrides.get(Number(number));
    const own = named && lists.get(named.id);
    if (!own) return undefined;
    const all = named.levels.size === 0 ? own : new Map([...own, ...named.levels]);
    return { key: String(named.id), levels: all, starts: named.starts };
  };
  const count = createCounter({ levelsOf });
  return {
    startList: (): void => {
      levels = new Map();
      override = undefined;
    },
    /** @param signs its text, in which levels are named by the signs of their numbers */
    setText: (signs: string): void => {
      const text = signs.slice(1, LONGEST_LABEL).replace(/;\s*$/, '');
      level.text = Array.from(text, (sign) => {
        const at = sign.charCodeAt(0);
        return at < MOST_LEVELS ? `%${at + 1}` : sign;
      }).join('');
    },
    startLevel: (): void => {
      level = newLevel();
      if (override) override.levels.set(override.at, level);
      else if (levels.size < MOST_LEVELS) levels.set(levels.size, level);
    },
    changeLevel: (change: (level: Level) => void): void => change(level),
    startOverride: (): void => {
      override = { id: 0, levels: new Map(), starts: new Map(), at: -1 };
    },
    overrideLevel: (): void => {
      if (override) override.at = Math.min(MOST_LEVELS, override.at + 1);
    },
    /** The start of a level that begins anew is told as if it were its own. */
    setStart: (start: number): void => {
      if (override && !override.levels.has(override.at)) override.starts.set(override.at, start);
      else level.start = start;
    },
    nameList: (id: number): void => {
      if (override) override.id = id;
      else if (lists.size < MOST_LISTS) lists.set(id, levels);
    },
    nameOverride: (number: number): void => {
      if (override && overrides.size < MOST_LISTS) overrides.set(number, override);
    },
    /** What stands before the next paragraph of a list; empty where nothing does. */
    labelOf: (list: number, at: number): string => {
      const label = count({ numId: String(list), level: at });
      const isMark = levelsOf(String(list))?.levels.get(at)?.format === 'bullet';
      return label ?? (isMark ? '•' : '');
    },
  };
}

export type RtfLists = ReturnType<typeof createRtfLists>;

export const formatOf = (number: number): string => FORMATS[number] ?? 'decimal';
