import { format as formatNumber, isDateFormat, round } from 'numfmt';
import type { CellStyle } from './read-styles.ts';

/** Days between the calendars that count from 1900 and from 1904. */
const DAYS_1904 = 1462;

/** Shows numbers as Excel does in an English setting. @param is1904 which calendar the file counts in */
export function createNumberFormat(styles: readonly CellStyle[], is1904: boolean) {
  const isDate = styles.map(({ format }) => isSafely(() => isDateFormat(format)));
  const isGeneral = styles.map(({ format }) => format === '' || format.toLowerCase() === 'general');
  const plain = styles.map(({ format }) => plainFormat(format));
  /** Dates and prices come again and again in a column. */
  const known = new Map<string, string>();
  const show = (number: number, style: number): string => {
    const pattern = styles[style]?.format ?? 'General';
    const serial = isDate[style] && is1904 ? number + DAYS_1904 : number;
    try {
      return formatNumber(pattern, serial, { nbsp: false }).trim();
    } catch {
      // A pattern that nobody can read is no reason to lose the number.
      return showGeneral(number);
    }
  };
  return (value: string, style: number): string => {
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
