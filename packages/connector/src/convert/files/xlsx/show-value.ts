import { format as formatNumber, isDateFormat, round } from 'numfmt';
import { eastAsianNumbers } from './east-asian-numbers.ts';
import { withOwnSeparator, withWordsOf } from './local-dates.ts';
import type { CellStyle } from './read-styles.ts';

/** Days between the calendars that count from 1900 and from 1904. */
const DAYS_1904 = 1462;

export type ShowValues = {
  number: (value: string, style: number) => string;
  /** A date as ISO 8601 has it, which some programs store instead of a number. */
  date: (value: string, style: number) => string;
  text: (value: string, style: number) => string;
  changesText: (style: number) => boolean;
};

/** Shows values as Excel does in an English setting. @param is1904 which calendar the file counts in */
export function createShowValues(styles: readonly CellStyle[], is1904: boolean): ShowValues {
  const isDate = styles.map(({ format }) => isSafely(() => isDateFormat(format)));
  const patterns = styles.map(({ format }, style) =>
    isDate[style] ? withOwnSeparator(format) : inEnglish(format),
  );
  const hasTextPart = styles.map(({ format }) => saysTexts(format));
  /** Hours that are counted on begin at no day of a calendar. */
  const isSpan = styles.map(({ format }) => /\[(?:h+|m+|s+)\]/i.test(format));
  const isGeneral = styles.map(({ format }) => format === '' || format.toLowerCase() === 'general');
  const plain = styles.map(({ format }) => plainFormat(format));
  const eastAsian = styles.map(({ format }, style) =>
    eastAsianNumbers(format, isDate[style] ?? false),
  );
  /** Dates and prices come again and again in a column. */
  const known = new Map<string, string>();
  const show = (number: number, style: number): string => {
    const pattern = patterns[style] ?? 'General';
    const is1904Date = is1904 && isDate[style] && !isSpan[style];
    // The later calendar knows times before its first day.
    const isBefore = is1904 && isDate[style] && number < 0;
    const serial = isBefore ? -number : is1904Date ? number + DAYS_1904 : number;
    try {
      const shown = isDate[style] ? withWordsOf(pattern, serial) : pattern;
      const text = (isBefore ? '-' : '') + formatNumber(shown, serial, { nbsp: false }).trim();
      return eastAsian[style]?.(text) ?? text;
    } catch {
      // A pattern that nobody can read is no reason to lose the number.
      return showGeneral(number);
    }
  };
  const showNumber = (value: string, style: number): string => {
    const number = Number(value);
    if (!Number.isFinite(number)) return value;
    if (isGeneral[style] ?? true) return showGeneral(number);
    const simple = plain[style];
    if (simple) return showPlain(number, simple);
    const key = `${style} ${value}`;
    const shown = known.get(key) ?? show(number, style);
    if (known.size < MOST_KNOWN) known.set(key, shown);
    return shown;
  };
  return {
    number: showNumber,
    date: (value, style) => {
      const time = Date.parse(/(z|[+-]\d\d:?\d\d)$/i.test(value) ? value : `${value}Z`);
      const pattern = patterns[style];
      if (Number.isNaN(time) || !isDate[style] || pattern === undefined) return value;
      const serial = time / DAY_MS + UNIX_DAY;
      return showSafely(withWordsOf(pattern, serial), serial) ?? value;
    },
    text: (value, style) =>
      hasTextPart[style] ? (showSafely(styles[style]?.format ?? '', value) ?? value) : value,
    changesText: (style) => hasTextPart[style] ?? false,
  };
}

const DAY_MS = 86_400_000;
/** The day from which computers count, in Excel’s calendar. */
const UNIX_DAY = 25_569;

function showSafely(pattern: string, value: number | string): string | undefined {
  try {
    return formatNumber(pattern, value, { nbsp: false }).trim();
  } catch {
    return undefined;
  }
}

/** A language in a format is that of its names; separators are those of whoever looks. */
function inEnglish(format: string): string {
  return format.replace(/\[\$([^\]-]{0,20})-[^\]]{1,20}\]/g, '[$$$1]');
}

/** Whether a format says how texts are shown, for which it may have a fourth part. */
function saysTexts(format: string): boolean {
  return format.trim() !== '@' && (format.includes('@') || format.split(';').length > 3);
}

const MOST_KNOWN = 20_000;

type PlainFormat = { decimals: number; isGrouped: boolean; isPercent: boolean };

/** Numbers in one of the usual formats, for which the library takes ten times as long. */
function plainFormat(format: string): PlainFormat | undefined {
  const found = /^(#,##0|0)(?:\.(0{1,10}))?(%)?$/.exec(format);
  if (!found) return undefined;
  const [, whole, decimals = '', percent] = found;
  return { decimals: decimals.length, isGrouped: whole === '#,##0', isPercent: percent === '%' };
}

/** Beyond this, digits are shown as zeros, and the library knows where. */
const LARGEST_PLAIN = 1e14;

function showPlain(number: number, { decimals, isGrouped, isPercent }: PlainFormat): string {
  const scaled = isPercent ? number * 100 : number;
  const rounded = round(scaled, decimals);
  if (Math.abs(rounded) >= LARGEST_PLAIN) {
    const pattern = `${isGrouped ? '#,##0' : '0'}${decimals > 0 ? `.${'0'.repeat(decimals)}` : ''}${isPercent ? '%' : ''}`;
    return formatNumber(pattern, number, { nbsp: false });
  }
  const [whole = '', rest] = Math.abs(rounded).toFixed(decimals).split('.', 2);
  const grouped = isGrouped ? whole.replace(/\B(?=(?:\d{3})+$)/g, ',') : whole;
  const sign = rounded < 0 ? '-' : '';
  return `${sign}${grouped}${rest === undefined ? '' : `.${rest}`}${isPercent ? '%' : ''}`;
}

function isSafely(test: () => boolean): boolean {
  try {
    return test();
  } catch {
    return false;
  }
}

const LONGEST_PLAIN = 11;

/** “General” shows up to eleven signs. */
function showGeneral(number: number): string {
  const plain = String(number);
  const isPlain = plain.length <= LONGEST_PLAIN && !plain.includes('e');
  return isPlain ? plain : formatNumber('General', number, { nbsp: false });
}
