import { format as formatNumber, isDateFormat } from 'numfmt';
import type { CellStyle } from './read-styles.ts';

/** Days between the calendars that count from 1900 and from 1904. */
const DAYS_1904 = 1462;

/** Shows numbers as Excel does in an English setting. @param is1904 which calendar the file counts in */
export function createNumberFormat(styles: readonly CellStyle[], is1904: boolean) {
  const isDate = styles.map(({ format }) => isSafely(() => isDateFormat(format)));
  const isGeneral = styles.map(({ format }) => format === '' || format.toLowerCase() === 'general');
  return (value: string, style: number): string => {
    const number = Number(value);
    if (!Number.isFinite(number)) return value;
    if (isGeneral[style] ?? true) return showGeneral(number);
    const pattern = styles[style]?.format ?? 'General';
    const serial = isDate[style] && is1904 ? number + DAYS_1904 : number;
    try {
      return formatNumber(pattern, serial, { nbsp: false }).trim();
    } catch {
      // A pattern that nobody can read is no reason to lose the number.
      return showGeneral(number);
    }
  };
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
